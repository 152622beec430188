using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>One validation error of a change of users, roles or credentials.</summary>
/// <param name="Path">The field: <c>password</c>. Empty for the whole request.</param>
/// <param name="Detail">The failure: "has 3 characters".</param>
/// <param name="Expected">The fix: "must have 10 to 200".</param>
internal readonly record struct IdentityValidationError(string Path, string Detail, string Expected);

/// <summary>Status of an identity change. Only <see cref="Succeeded"/> writes data.</summary>
internal enum IdentityChangeStatus
{
    Succeeded,

    /// <summary>The target does not exist.</summary>
    NotFound,

    /// <summary>The actor lacks a permission that the change grants or revokes.</summary>
    Forbidden,

    /// <summary>The stored version differs from the named version.</summary>
    VersionConflict,

    /// <summary>The name is taken.</summary>
    NameTaken,

    /// <summary>The current state does not allow the change.</summary>
    Invalid,
}

/// <param name="Status">The status.</param>
/// <param name="Value">The changed object; null if the change failed.</param>
/// <param name="Errors">The validation errors of a failed change.</param>
/// <param name="CurrentVersion">The stored version, for version conflicts.</param>
internal sealed record IdentityChangeResult<T>(
    IdentityChangeStatus Status, T? Value, ImmutableArray<IdentityValidationError> Errors, long CurrentVersion = 0)
    where T : class
{
    public static IdentityChangeResult<T> Succeeded(T value) => new(IdentityChangeStatus.Succeeded, value, []);

    public static IdentityChangeResult<T> Failed(IdentityChangeStatus end, params ImmutableArray<IdentityValidationError> errors) =>
        new(end, null, errors);

    public static IdentityChangeResult<T> VersionConflict(long current) => new(IdentityChangeStatus.VersionConflict, null, [], current);
}

/// <summary>A user to create. The members are already validated with <see cref="UserValidation"/>.</summary>
internal sealed record NewUserRequest(string Username, string Password, UserChanges Edit);

/// <summary>Changes of a user. Null members are not changed.</summary>
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

/// <summary>Administration of users. Actors can grant and revoke only permissions that they have themselves.</summary>
internal interface IUserService
{
    Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct);

    Task<UserSnapshot?> Find(TenantId tenant, ActorId user, CancellationToken ct);

    Task<IdentityChangeResult<User>> Create(TenantId tenant, Actor actor, NewUserRequest request, CancellationToken ct);

    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">The acting administrator.</param>
    /// <param name="user">The user to change.</param>
    /// <param name="version">The expected version; null = any.</param>
    /// <param name="edit">The changes.</param>
    /// <param name="ct">Cancels the operation.</param>
    Task<IdentityChangeResult<User>> Modify(
        TenantId tenant, Actor actor, ActorId user, long? version, UserChanges edit, CancellationToken ct);

    Task<IdentityChangeResult<User>> Remove(TenantId tenant, Actor actor, ActorId user, CancellationToken ct);

    Task<IdentityChangeResult<User>> SetActive(TenantId tenant, Actor actor, ActorId user, bool active, CancellationToken ct);

    /// <summary>Resets failed sign-ins and unlocks the username.</summary>
    Task<IdentityChangeResult<User>> Unlock(TenantId tenant, Actor actor, ActorId user, CancellationToken ct);

    /// <summary>Changes the acting user.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">The acting user.</param>
    /// <param name="currentPassword">The expected current password; null if no password is required.</param>
    /// <param name="edit">The changes.</param>
    /// <param name="ct">Cancels the operation.</param>
    Task<IdentityChangeResult<User>> ModifySelf(
        TenantId tenant, Actor actor, string? currentPassword, UserChanges edit, CancellationToken ct);
}

/// <summary>Changes of a role. Null members are not changed.</summary>
internal sealed record RoleChanges
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string>? Permissions { get; init; }

    public ImmutableArray<FacilityId>? Facilities { get; init; }

    public JsonText? Attributes { get; init; }
}

/// <summary>The roles of a tenant: built-in roles, which cannot be changed, and custom roles.</summary>
internal interface IRoleService
{
    Task<ImmutableArray<Role>> List(TenantId tenant, CancellationToken ct);

    /// <summary>Whether the name belongs to a built-in role.</summary>
    bool IsBuiltIn(string name);

    /// <summary>The permissions and facilities of a role assignment; null facilities = all.</summary>
    (IReadOnlyCollection<string> Permissions, ImmutableArray<FacilityId>? Facilities) GetGrants(
        RoleAssignment assignment, ImmutableArray<Role> customRoles);

    Task<IdentityChangeResult<Role>> Create(TenantId tenant, Actor actor, Role role, CancellationToken ct);

    Task<IdentityChangeResult<Role>> Modify(
        TenantId tenant, Actor actor, string name, long version, RoleChanges edit, CancellationToken ct);

    Task<IdentityChangeResult<Role>> Remove(TenantId tenant, Actor actor, string name, CancellationToken ct);
}

/// <summary>A credential with its secret. The secret is returned only once.</summary>
internal sealed record IssuedCredential(Credential Credential, string Secret);

/// <summary>Administration of API credentials.</summary>
internal interface ICredentialService
{
    Task<ImmutableArray<Credential>> List(TenantId tenant, CancellationToken ct);

    Task<IdentityChangeResult<IssuedCredential>> Create(
        TenantId tenant, Actor actor, string name, ImmutableArray<RoleAssignment> roles, DateTimeOffset? expiresAt, CancellationToken ct);

    /// <summary>Creates a new secret. Previous secrets stay valid for <paramref name="overlap"/>.</summary>
    Task<IdentityChangeResult<IssuedCredential>> Rotate(
        TenantId tenant, Actor actor, ActorId credential, TimeSpan overlap, CancellationToken ct);

    Task<IdentityChangeResult<Credential>> Revoke(TenantId tenant, Actor actor, ActorId credential, CancellationToken ct);
}
