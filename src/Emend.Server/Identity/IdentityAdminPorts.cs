using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>An API credential. It has roles like a user, and a secret instead of a password.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">The actor id in the order history.</param>
/// <param name="Name">Unique in the tenant.</param>
internal sealed record Credential(TenantId Tenant, ActorId Id, string Name)
{
    public ImmutableArray<RoleAssignment> Roles { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the credential expires; null = never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Precise to 15 minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public long Version { get; init; } = 1;
}

/// <summary>The stored form of a secret.</summary>
/// <param name="Hash">The SHA-256 of the secret.</param>
/// <param name="EndsAt">For rotated secrets: when the secret expires. Null for the current secret.</param>
internal sealed record CredentialSecret(byte[] Hash, DateTimeOffset? EndsAt);

/// <summary>A credential and all roles of the tenant, not older than the identity version.</summary>
internal sealed record CredentialSnapshot(
    long IdentityVersion, Credential? Credential, ImmutableArray<CredentialSecret> Secrets, ImmutableArray<Role> Roles)
{
    /// <summary>Whether the tenant is suspended or being removed.</summary>
    public bool IsSuspended { get; init; }
}

/// <summary>All users, roles and credentials of a tenant at one identity version. Input for identity changes.</summary>
internal sealed record IdentitySnapshot(
    long Version, ImmutableArray<User> Users, ImmutableArray<Role> Roles, ImmutableArray<Credential> Credentials);

/// <summary>One change of users, roles or credentials.</summary>
internal abstract record IdentityChange
{
    private IdentityChange()
    {
    }

    internal sealed record AddUser(User User) : IdentityChange;

    /// <param name="User">The user after the change, with the stored version.</param>
    /// <param name="SignOut">Whether to revoke the refresh tokens of the user.</param>
    internal sealed record UpdateUser(User User, bool SignOut) : IdentityChange;

    internal sealed record RemoveUser(User User) : IdentityChange;

    /// <summary>Resets failed sign-ins.</summary>
    internal sealed record UnlockUser(User User) : IdentityChange;

    internal sealed record AddRole(Role Role) : IdentityChange;

    /// <param name="Role">The role after the change, with the stored version.</param>
    internal sealed record UpdateRole(Role Role) : IdentityChange;

    internal sealed record RemoveRole(Role Role) : IdentityChange;

    internal sealed record AddCredential(Credential Credential, CredentialSecret Secret) : IdentityChange;

    /// <param name="Credential">The credential with the stored version.</param>
    /// <param name="Secret">The new secret.</param>
    /// <param name="Now">Secrets that expired before this time are deleted.</param>
    /// <param name="PreviousSecretsExpireAt">When the previous secrets expire.</param>
    internal sealed record RotateSecret(
        Credential Credential, CredentialSecret Secret, DateTimeOffset Now, DateTimeOffset PreviousSecretsExpireAt)
        : IdentityChange;

    internal sealed record RemoveCredential(Credential Credential) : IdentityChange;
}

/// <summary>An audit log entry of an identity change. Contains no secrets.</summary>
/// <param name="Id">Ids are in chronological order.</param>
/// <param name="At">The time of the change.</param>
/// <param name="ActorId">The actor.</param>
/// <param name="ActorName">The name of the actor at that time.</param>
/// <param name="Action">The action, such as <c>user.created</c>.</param>
/// <param name="TargetId">The id of the user, role or credential.</param>
/// <param name="TargetName">The name of the target at that time.</param>
internal sealed record AuditEntry(
    string Id, DateTimeOffset At, ActorId ActorId, string ActorName, string Action, string TargetId, string TargetName);

/// <summary>Users, roles, credentials and the audit log of a tenant.</summary>
internal interface IIdentityAdminStore
{
    /// <summary>Null if the tenant does not exist.</summary>
    Task<IdentitySnapshot?> Read(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Writes the change and its audit entry and increments the identity version. Returns false if the stored version is another one.
    /// </summary>
    Task<bool> Commit(TenantId tenant, long version, IdentityChange change, AuditEntry entry, CancellationToken ct);

    /// <summary>Users ordered by id, with the total count.</summary>
    Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct);

    /// <summary>Audit entries older than <paramref name="olderThan"/>, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> Audit(TenantId tenant, string? olderThan, int size, CancellationToken ct);
}

/// <summary>Credentials for request authentication.</summary>
internal interface ICredentialStore
{
    /// <summary>Returns the credential of a secret, or null. Compares hashes in constant time.</summary>
    Task<(TenantId Tenant, ActorId Credential)?> FindOwner(byte[] hash, CancellationToken ct);

    Task<CredentialSnapshot?> Read(TenantId tenant, ActorId credential, CancellationToken ct);

    /// <summary>Stores the time of use, unless a use since <paramref name="unlessSince"/> is stored. Increments no version.</summary>
    Task RecordUse(TenantId tenant, ActorId credential, DateTimeOffset now, DateTimeOffset unlessSince, CancellationToken ct);
}
