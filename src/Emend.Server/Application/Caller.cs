using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>What a valid, unexpired token or a credential says. What its bearer may do is asked anew on every request.</summary>
/// <param name="Tenant">Whose data they reach.</param>
/// <param name="User">Who they are.</param>
/// <param name="IssuedAt">When the token was made, in microseconds since 1970.</param>
internal sealed record Caller(TenantId Tenant, ActorId User, long IssuedAt)
{
    /// <summary>Where it is no token but a credential's secret: the SHA-256 of that, in hexadecimal digits.</summary>
    public string? Secret { get; init; }

    /// <summary>When the token ends; null where it is a credential's secret, which the directory knows the end of.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>The people of all tenants, with the roles they have now.</summary>
internal interface IActorResolver
{
    /// <summary>
    /// The caller with their roles as of that version of the tenant's people, or null where the token counts no longer: the person
    /// was deactivated, deleted, or changed the password since.
    /// </summary>
    ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct);

    /// <summary>The same for a request that loads nothing the version comes with: asks the store for it first.</summary>
    ValueTask<Actor?> Find(Caller caller, CancellationToken ct);
}
