using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>A key for a program: it has roles as a person has, and a secret instead of a password.</summary>
/// <param name="Tenant">Whose data it reaches.</param>
/// <param name="Id">As the history tells who did something.</param>
/// <param name="Name">Unique in the tenant.</param>
internal sealed record Credential(TenantId Tenant, ActorId Id, string Name)
{
    public ImmutableArray<RoleAssignment> Roles { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it counts no longer; null = it counts until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the quarter of an hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public long Version { get; init; } = 1;
}

/// <summary>What is kept of a secret.</summary>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="EndsAt">Where another took its place: until when both count.</param>
internal sealed record CredentialSecret(byte[] Hash, DateTimeOffset? EndsAt);

/// <summary>A credential and every role of the tenant, not older than that version of the tenant's people.</summary>
internal sealed record CredentialSnapshot(
    long IdentityVersion, Credential? Credential, ImmutableArray<CredentialSecret> Secrets, ImmutableArray<Role> Roles);

/// <summary>Everybody of a tenant at one version: what a change of them is decided on.</summary>
internal sealed record IdentitySnapshot(
    long Version, ImmutableArray<User> People, ImmutableArray<Role> Roles, ImmutableArray<Credential> Credentials);

/// <summary>One change of a tenant's people.</summary>
internal abstract record IdentityChange
{
    private IdentityChange()
    {
    }

    internal sealed record AddUser(User Person) : IdentityChange;

    /// <param name="Person">As they are afterwards, with the version that is stored.</param>
    /// <param name="SignOut">Whether their refresh tokens end.</param>
    internal sealed record UpdateUser(User Person, bool SignOut) : IdentityChange;

    internal sealed record RemoveUser(User Person) : IdentityChange;

    /// <summary>Failed sign-ins are forgotten.</summary>
    internal sealed record UnlockUser(User Person) : IdentityChange;

    internal sealed record AddRole(Role Role) : IdentityChange;

    /// <param name="Role">As it is afterwards, with the version that is stored.</param>
    internal sealed record UpdateRole(Role Role) : IdentityChange;

    internal sealed record RemoveRole(Role Role) : IdentityChange;

    internal sealed record AddCredential(Credential Credential, CredentialSecret Secret) : IdentityChange;

    /// <param name="Credential">With the version that is stored.</param>
    /// <param name="Secret">The new one.</param>
    /// <param name="Now">Those that ended by then are forgotten.</param>
    /// <param name="OldUntil">When the others it has end.</param>
    internal sealed record RotateSecret(Credential Credential, CredentialSecret Secret, DateTimeOffset Now, DateTimeOffset OldUntil)
        : IdentityChange;

    internal sealed record RemoveCredential(Credential Credential) : IdentityChange;
}

/// <summary>Who changed whom, and when; without what was secret in it.</summary>
/// <param name="Id">They are ordered by it as they happened.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="ByName">As they were called then.</param>
/// <param name="Action">What, such as <c>user.created</c>.</param>
/// <param name="TargetId">The id of the user, the role or the credential.</param>
/// <param name="AboutName">As it was called then.</param>
internal sealed record AuditEntry(
    string Id, DateTimeOffset At, ActorId ActorId, string ByName, string Action, string TargetId, string AboutName);

/// <summary>The people of a tenant as a whole.</summary>
internal interface IIdentityAdminStore
{
    /// <summary>Null where there is no such tenant.</summary>
    Task<IdentitySnapshot?> Read(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Writes the change and its entry where the tenant's people are still in that version, and steps it; false where they are not.
    /// </summary>
    Task<bool> Commit(TenantId tenant, long version, IdentityChange change, AuditEntry entry, CancellationToken ct);

    /// <summary>People by id, with the number of all.</summary>
    Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct);

    /// <summary>The newest entries first, older than that one.</summary>
    Task<IReadOnlyList<AuditEntry>> Audit(TenantId tenant, string? olderThan, int size, CancellationToken ct);
}

/// <summary>Credentials as requests meet them.</summary>
internal interface ICredentialStore
{
    /// <summary>Whose secret it is; null where nobody's. Compared in a time that tells nothing.</summary>
    Task<(TenantId Tenant, ActorId Credential)?> Owner(byte[] hash, CancellationToken ct);

    Task<CredentialSnapshot?> Read(TenantId tenant, ActorId credential, CancellationToken ct);

    /// <summary>Keeps that it was used, unless it was since <paramref name="unlessSince"/>. Steps no version.</summary>
    Task Used(TenantId tenant, ActorId credential, DateTimeOffset now, DateTimeOffset unlessSince, CancellationToken ct);
}
