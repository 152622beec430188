using System.Collections.Immutable;
using Emend.Server.Identity;

namespace Emend.Server.Application.Tenants;

/// <summary>The settings of a new tenant. A setting that is null keeps its default.</summary>
/// <param name="AllowLineItemModification">Whether line items can be modified.</param>
/// <param name="AllowForceCancellation">Whether forced cancellation is enabled.</param>
/// <param name="InfiniteStock">Whether orders are routed as if stock were infinite.</param>
/// <param name="RetentionDays">Days until orders are anonymized.</param>
/// <param name="DeletionDays">Days from anonymization to deletion.</param>
internal sealed record TenantSettingValues(
    bool? AllowLineItemModification, bool? AllowForceCancellation, bool? InfiniteStock, long? RetentionDays, long? DeletionDays)
{
    public static readonly TenantSettingValues Default = new(null, null, null, null, null);
}

/// <summary>A tenant to create.</summary>
/// <param name="Id">The id of the tenant; unique.</param>
/// <param name="Name">The display name.</param>
/// <param name="Administrator">The username of the first administrator.</param>
internal sealed record TenantRequest(string Id, string Name, string Administrator)
{
    /// <summary>The <c>key</c> parameter of sign-in requests; null uses the id.</summary>
    public string? SignInKey { get; init; }

    /// <summary>The password of the administrator; null generates one.</summary>
    public string? Password { get; init; }

    /// <summary>The name of the first API key, with the role of the administrator; null creates none.</summary>
    public string? ApiKeyName { get; init; }

    /// <summary>The name of the database; null uses the main database.</summary>
    public string? Database { get; init; }

    public TenantSettingValues Settings { get; init; } = TenantSettingValues.Default;
}

/// <summary>A created tenant with the secrets that are shown once.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Administrator">The username of the administrator.</param>
/// <param name="Password">The generated password; null if the request has one.</param>
/// <param name="ApiKey">The secret of the API key; null if the request has none.</param>
internal sealed record CreatedTenant(TenantEntry Tenant, string Administrator, string? Password, string? ApiKey);

/// <summary>The result of the creation of a tenant.</summary>
internal abstract record TenantCreation
{
    private TenantCreation()
    {
    }

    internal sealed record Created(CreatedTenant Tenant) : TenantCreation;

    internal sealed record Invalid(ImmutableArray<IdentityValidationError> Errors) : TenantCreation;

    /// <summary>A tenant has the id or the sign-in key.</summary>
    /// <param name="Member">The member of the request that is taken.</param>
    /// <param name="Value">Its value.</param>
    internal sealed record Taken(string Member, string Value) : TenantCreation;
}

/// <summary>The result of a change of the state of a tenant.</summary>
internal abstract record TenantStateChange
{
    private TenantStateChange()
    {
    }

    /// <summary>The tenant has the requested state.</summary>
    internal sealed record Changed(TenantEntry Tenant) : TenantStateChange;

    internal sealed record NotFound : TenantStateChange;

    /// <summary>The current state does not allow the change.</summary>
    internal sealed record NotAllowed(TenantState Current) : TenantStateChange;
}

/// <summary>The result of a move of a tenant.</summary>
internal abstract record TenantMove
{
    private TenantMove()
    {
    }

    /// <summary>The tenant is suspended in the database.</summary>
    internal sealed record Moved(TenantEntry Tenant) : TenantMove;

    internal sealed record NotFound : TenantMove;

    /// <summary>The tenant is active or being removed.</summary>
    internal sealed record NotAllowed(TenantState Current) : TenantMove;

    /// <summary>There is no such database.</summary>
    internal sealed record UnknownDatabase(ImmutableArray<IdentityValidationError> Errors) : TenantMove;

    /// <summary>The move stopped. The tenant is where it was, and cannot be resumed before another move.</summary>
    internal sealed record Stopped(string Reason) : TenantMove;
}
