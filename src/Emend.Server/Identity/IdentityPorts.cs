using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Identity;

/// <param name="SignInKey">The <c>key</c> parameter of sign-in requests. Identifies the tenant and is not a secret.</param>
internal sealed record Tenant(TenantId Id, string SignInKey, string Name)
{
    /// <summary>Whether the tenant is suspended or being removed.</summary>
    public bool IsSuspended { get; init; }
}

/// <param name="Username">Lower case, unique in the tenant.</param>
internal sealed record User(TenantId Tenant, ActorId Id, string Username, string PasswordHash)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public ImmutableArray<RoleAssignment> Roles { get; init; } = [];

    /// <summary>Tokens issued before this time are invalid (microseconds since 1970). The time of the last password change.</summary>
    public long TokensValidFrom { get; init; }

    public bool Active { get; init; } = true;

    public string? Email { get; init; }

    /// <summary>The e-mail address as the user signs in with it; null if the user has none.</summary>
    public string? SignInEmail => Email is { } email && SignInService.NormalizeUsername(email) is { Length: > 0 } name ? name : null;

    public string? Locale { get; init; }

    /// <summary>Custom attributes: a JSON object.</summary>
    public JsonText? Attributes { get; init; }

    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset ModifiedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Incremented by every change of the user.</summary>
    public long Version { get; init; } = 1;

    /// <summary>The name in the order history.</summary>
    public string DisplayName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Username;
}

/// <param name="Role">The role id.</param>
/// <param name="Facilities">The facilities the role applies to; empty = all.</param>
internal sealed record RoleAssignment(string Role, ImmutableArray<FacilityId> Facilities);

/// <summary>A custom role of a tenant. Built-in roles are defined in code.</summary>
/// <param name="Id">The name in role assignments.</param>
/// <param name="Name">The display name.</param>
/// <param name="Permissions">The granted permissions.</param>
internal sealed record Role(string Id, string Name, ImmutableArray<string> Permissions)
{
    public string? Description { get; init; }

    /// <summary>The facilities the role applies to, for every user; empty = all.</summary>
    public ImmutableArray<FacilityId> Facilities { get; init; } = [];

    /// <summary>Custom attributes: a JSON object.</summary>
    public JsonText? Attributes { get; init; }

    public long Version { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset ModifiedAt { get; init; } = DateTimeOffset.UnixEpoch;
}

/// <summary>A user and all roles of the tenant, not older than the identity version.</summary>
internal sealed record UserSnapshot(long IdentityVersion, User? User, ImmutableArray<Role> Roles)
{
    /// <summary>Whether the tenant is suspended or being removed.</summary>
    public bool IsSuspended { get; init; }
}

/// <param name="Tenant">Null if no tenant has the sign-in key.</param>
internal sealed record SignInLookup(Tenant? Tenant, User? User);

/// <summary>A sign-in attempt with the lockout limits. Times are microseconds since 1970.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Username">The given username. The user may not exist.</param>
/// <param name="Now">The time of the attempt.</param>
/// <param name="MaxFailures">The maximum number of consecutive failures.</param>
/// <param name="LockedUntil">When the lockout ends that the last allowed failure starts.</param>
/// <param name="FailuresSince">Failures before this time do not count.</param>
internal sealed record SignInAttempt(TenantId Tenant, string Username, long Now, int MaxFailures, long LockedUntil, long FailuresSince);

/// <summary>The stored form of a refresh token: only its hash.</summary>
internal sealed record RefreshToken(byte[] Hash, TenantId Tenant, ActorId User, long ExpiresAt);

/// <param name="Token">Null if the token is unknown or belongs to another tenant.</param>
internal sealed record RefreshTokenLookup(Tenant? Tenant, RefreshToken? Token, User? User);

/// <summary>Tenants, users and roles. Every write increments the identity version of the tenant.</summary>
internal interface IIdentityStore
{
    Task<bool> HasTenants(CancellationToken ct);

    /// <summary>Returns false and writes nothing if the tenant or its sign-in key exists.</summary>
    Task<bool> AddTenant(Tenant tenant, ImmutableArray<User> users, CancellationToken ct);

    /// <summary>Returns false if the tenant is unknown or the role exists.</summary>
    Task<bool> AddRole(TenantId tenant, Role role, CancellationToken ct);

    /// <summary>Returns false if the tenant is unknown or the username is taken.</summary>
    Task<bool> AddUser(User user, CancellationToken ct);

    /// <summary>Updates the user and increments its version. Returns false if the stored version is another one.</summary>
    Task<bool> UpdateUser(User user, CancellationToken ct);

    Task<long?> ReadIdentityVersion(TenantId tenant, CancellationToken ct);

    Task<UserSnapshot?> Read(TenantId tenant, ActorId user, CancellationToken ct);
}

/// <summary>Users for sign-in, refresh tokens, and the keys that sign access tokens.</summary>
internal interface ISignInStore
{
    /// <summary>
    /// Finds a user by username, else by e-mail address. An e-mail address that several users have finds none of them.
    /// </summary>
    Task<SignInLookup> FindUser(string signInKey, string name, CancellationToken ct);

    /// <summary>Stores the token and deletes tokens of the same user that expired before <paramref name="now"/>.</summary>
    Task AddRefreshToken(RefreshToken token, long now, CancellationToken ct);

    Task<RefreshTokenLookup> FindRefreshToken(string signInKey, byte[] hash, CancellationToken ct);

    Task ExtendRefreshToken(TenantId tenant, byte[] hash, long expiresAt, CancellationToken ct);

    /// <summary>
    /// Counts a sign-in attempt. Returns false and writes nothing if the username is locked. Locks the username at the last allowed
    /// failure.
    /// </summary>
    Task<bool> TryCountAttempt(SignInAttempt attempt, CancellationToken ct);

    /// <summary>Resets the failures of the username after a successful sign-in.</summary>
    Task ResetFailures(TenantId tenant, string username, CancellationToken ct);

    Task DeleteRefreshTokens(TenantId tenant, ActorId user, CancellationToken ct);

    /// <summary>The keys that have not expired.</summary>
    Task<ImmutableArray<SigningKey>> ReadSigningKeys(long now, CancellationToken ct);

    /// <summary>Stores the key. Does nothing if a key with this id exists.</summary>
    Task AddSigningKey(SigningKey key, CancellationToken ct);
}

/// <param name="CreatedAt">Microseconds since 1970.</param>
/// <param name="ExpiresAt">When all tokens signed with the key have expired.</param>
internal sealed record SigningKey(string Id, byte[] Secret, long CreatedAt, long ExpiresAt);

/// <summary>Creates tenants, users, roles and credentials. Does not change existing ones.</summary>
internal interface ITenantProvisioner
{
    /// <summary>Returns false if the tenant exists.</summary>
    Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewUser> users, CancellationToken ct);

    /// <summary>Returns false if the role exists. Throws if a permission is unknown.</summary>
    Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct);

    /// <summary>Returns false if the name is taken.</summary>
    Task<bool> CreateCredential(TenantId tenant, NewCredential credential, CancellationToken ct);

    /// <summary>Returns false if the username is taken.</summary>
    Task<bool> CreateUser(TenantId tenant, NewUser newUser, CancellationToken ct);
}

/// <summary>A credential to create, with the secret in plain text.</summary>
internal sealed record NewCredential(string Name, string Secret, params ImmutableArray<RoleAssignment> Roles);

/// <summary>A user to create, with the password in plain text.</summary>
internal sealed record NewUser(string Username, string Password, params ImmutableArray<RoleAssignment> Roles)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";
}
