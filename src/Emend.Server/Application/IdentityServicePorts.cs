using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>One thing that stands in the way of a change of people, roles or credentials.</summary>
/// <param name="Path">Where in what was asked: <c>password</c>; empty where it is about the whole.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
internal readonly record struct IdentityValidationError(string Path, string Detail, string Expected);

/// <summary>How such a change ended. Anything but <see cref="Done"/> left no trace.</summary>
internal enum IdentityChangeStatus
{
    Done,

    /// <summary>There is none of that id.</summary>
    Missing,

    /// <summary>Whoever asks does not have what they would hand out, or take from others.</summary>
    Forbidden,

    /// <summary>The stored version is not the one named.</summary>
    Stale,

    /// <summary>The name is another's.</summary>
    Taken,

    /// <summary>It cannot be as things are.</summary>
    Refused,
}

/// <param name="End">How it ended.</param>
/// <param name="Value">As it is afterwards, where it was done.</param>
/// <param name="Faults">Everything that stands in the way, where it was not.</param>
/// <param name="Current">The stored version, where another was named.</param>
internal sealed record IdentityChangeResult<T>(IdentityChangeStatus End, T? Value, ImmutableArray<IdentityValidationError> Faults, long Current = 0)
    where T : class
{
    public static IdentityChangeResult<T> Done(T value) => new(IdentityChangeStatus.Done, value, []);

    public static IdentityChangeResult<T> Not(IdentityChangeStatus end, params ImmutableArray<IdentityValidationError> identityValidationErrors) => new(end, null, identityValidationErrors);

    public static IdentityChangeResult<T> Stale(long current) => new(IdentityChangeStatus.Stale, null, [], current);
}

/// <summary>Someone to be. Every member was checked by <see cref="UserValidation"/>.</summary>
internal sealed record NewUserRequest(string Username, string Password, UserChanges Edit);

/// <summary>What changes of a person; null stays.</summary>
internal sealed record UserChanges
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Locale { get; init; }

    public JsonText? Attributes { get; init; }

    public string? Password { get; init; }

    public ImmutableArray<RoleAssignment>? Roles { get; init; }
}

/// <summary>What an administrator does with people. Nobody hands out, or takes from others, what they do not have themselves.</summary>
internal interface IUserService
{
    Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct);

    Task<UserSnapshot?> Find(TenantId tenant, ActorId user, CancellationToken ct);

    Task<IdentityChangeResult<User>> Create(TenantId tenant, Actor by, NewUserRequest newUserRequest, CancellationToken ct);

    /// <param name="tenant">Whose.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="user">Of whom.</param>
    /// <param name="version">The version they saw; null = whichever it is.</param>
    /// <param name="edit">What changes.</param>
    /// <param name="ct">Gives up.</param>
    Task<IdentityChangeResult<User>> Modify(TenantId tenant, Actor by, ActorId user, long? version, UserChanges edit, CancellationToken ct);

    Task<IdentityChangeResult<User>> Remove(TenantId tenant, Actor by, ActorId user, CancellationToken ct);

    Task<IdentityChangeResult<User>> SetActive(TenantId tenant, Actor by, ActorId user, bool active, CancellationToken ct);

    /// <summary>Failed sign-ins are forgotten, and the name is locked no longer.</summary>
    Task<IdentityChangeResult<User>> Unlock(TenantId tenant, Actor by, ActorId user, CancellationToken ct);

    /// <summary>Somebody's change of themselves.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="by">Who asks, about themselves.</param>
    /// <param name="currentPassword">What their password must be; null where it is not asked for.</param>
    /// <param name="edit">What changes.</param>
    /// <param name="ct">Gives up.</param>
    Task<IdentityChangeResult<User>> ModifySelf(TenantId tenant, Actor by, string? currentPassword, UserChanges edit, CancellationToken ct);
}

/// <summary>What changes of a role; null stays.</summary>
internal sealed record RoleChanges
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string>? Permissions { get; init; }

    public ImmutableArray<FacilityId>? Facilities { get; init; }

    public JsonText? Attributes { get; init; }
}

/// <summary>The roles of a tenant: the built-in ones, which nobody changes, and its own.</summary>
internal interface IRoleService
{
    Task<ImmutableArray<Role>> List(TenantId tenant, CancellationToken ct);

    /// <summary>The built-in ones as such, by name.</summary>
    bool IsBuiltIn(string name);

    /// <summary>What a role assigned grants, and where; null = everywhere.</summary>
    (IReadOnlyCollection<string> Permissions, ImmutableArray<FacilityId>? Facilities) Granted(
        RoleAssignment assigned, ImmutableArray<Role> own);

    Task<IdentityChangeResult<Role>> Create(TenantId tenant, Actor by, Role role, CancellationToken ct);

    Task<IdentityChangeResult<Role>> Modify(TenantId tenant, Actor by, string name, long version, RoleChanges edit, CancellationToken ct);

    Task<IdentityChangeResult<Role>> Remove(TenantId tenant, Actor by, string name, CancellationToken ct);
}

/// <summary>A credential with its secret, which is shown this once.</summary>
internal sealed record IssuedCredential(Credential Credential, string Secret);

/// <summary>Keys for programs.</summary>
internal interface ICredentialService
{
    Task<ImmutableArray<Credential>> List(TenantId tenant, CancellationToken ct);

    Task<IdentityChangeResult<IssuedCredential>> Create(
        TenantId tenant, Actor by, string name, ImmutableArray<RoleAssignment> roles, DateTimeOffset? expiresAt, CancellationToken ct);

    /// <summary>Another secret; the ones before count on for so long.</summary>
    Task<IdentityChangeResult<IssuedCredential>> Rotate(TenantId tenant, Actor by, ActorId credential, TimeSpan overlap, CancellationToken ct);

    Task<IdentityChangeResult<Credential>> Revoke(TenantId tenant, Actor by, ActorId credential, CancellationToken ct);
}
