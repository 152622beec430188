using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <param name="SignInKey">What clients send as <c>key</c> when they sign in: it names the tenant and is no secret.</param>
internal sealed record Tenant(TenantId Id, string SignInKey, string Name);

/// <param name="Username">Lower case, unique in the tenant.</param>
internal sealed record User(TenantId Tenant, ActorId Id, string Username, string PasswordHash)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public ImmutableArray<RoleAssignment> Roles { get; init; } = [];

    /// <summary>Tokens made before count no longer (microseconds since 1970): when the password last changed.</summary>
    public long TokensFrom { get; init; }

    public bool Active { get; init; } = true;

    public string? Email { get; init; }

    public string? Locale { get; init; }

    /// <summary>Free attributes: a JSON object.</summary>
    public JsonText? Attributes { get; init; }

    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset ModifiedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Counts every change of this person.</summary>
    public long Version { get; init; } = 1;

    /// <summary>As the history shows them.</summary>
    public string DisplayName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Username;
}

/// <param name="Role">The role's id.</param>
/// <param name="Facilities">Where it counts; empty = everywhere.</param>
internal sealed record RoleAssignment(string Role, ImmutableArray<FacilityId> Facilities);

/// <summary>A role of a tenant's own. The built-in ones are code.</summary>
/// <param name="Id">Its name, by which it is assigned.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Permissions">What it grants.</param>
internal sealed record Role(string Id, string Name, ImmutableArray<string> Permissions)
{
    public string? Description { get; init; }

    /// <summary>Where it counts, whoever has it; empty = everywhere.</summary>
    public ImmutableArray<FacilityId> Facilities { get; init; } = [];

    /// <summary>Free attributes: a JSON object.</summary>
    public JsonText? Attributes { get; init; }

    public long Version { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset ModifiedAt { get; init; } = DateTimeOffset.UnixEpoch;
}

/// <summary>A person and every role of the tenant, not older than that version of the tenant's people.</summary>
internal sealed record UserSnapshot(long IdentityVersion, User? Person, ImmutableArray<Role> Roles);

/// <param name="Tenant">Null where no tenant has that key.</param>
internal sealed record SignInLookup(Tenant? Tenant, User? Person);

/// <summary>An attempt to sign in, with what the options say of failures. Times are microseconds since 1970.</summary>
/// <param name="Tenant">Whose sign-in it is.</param>
/// <param name="Username">As it was given: there may be nobody of that name.</param>
/// <param name="Now">When.</param>
/// <param name="Most">How many may fail in a row.</param>
/// <param name="LockedUntil">How long the last of them locks the name.</param>
/// <param name="Forgotten">Failures before then do not count.</param>
internal sealed record SignInAttempt(TenantId Tenant, string Username, long Now, int Most, long LockedUntil, long Forgotten);

/// <summary>A refresh token as kept: only its hash.</summary>
internal sealed record RefreshToken(byte[] Hash, TenantId Tenant, ActorId User, long ExpiresAt);

/// <param name="Token">Null where it is unknown or of another tenant.</param>
internal sealed record RefreshTokenLookup(Tenant? Tenant, RefreshToken? Token, User? Person);

/// <summary>Tenants, people and their roles. Every write steps the tenant's identity version.</summary>
internal interface IIdentityStore
{
    Task<bool> AnyTenant(CancellationToken ct);

    /// <summary>False, and nothing written, where the tenant or its sign-in key exists.</summary>
    Task<bool> AddTenant(Tenant tenant, ImmutableArray<User> people, CancellationToken ct);

    /// <summary>False where the tenant is unknown or the role exists.</summary>
    Task<bool> AddRole(TenantId tenant, Role role, CancellationToken ct);

    /// <summary>False where the tenant is unknown or the username is taken.</summary>
    Task<bool> AddPerson(User user, CancellationToken ct);

    /// <summary>Writes where the stored version is the person's, and steps it; false where it is not.</summary>
    Task<bool> ChangePerson(User user, CancellationToken ct);

    Task<long?> IdentityVersion(TenantId tenant, CancellationToken ct);

    Task<UserSnapshot?> Read(TenantId tenant, ActorId user, CancellationToken ct);
}

/// <summary>What sign-in reads and keeps: refresh tokens and the keys that sign access tokens.</summary>
internal interface ISignInStore
{
    Task<SignInLookup> SignIn(string signInKey, string username, CancellationToken ct);

    /// <summary>Keeps it, and forgets what ran out for the same person before then.</summary>
    Task AddRefreshToken(RefreshToken token, long now, CancellationToken ct);

    Task<RefreshTokenLookup> Refresh(string signInKey, byte[] hash, CancellationToken ct);

    Task ExtendRefreshToken(byte[] hash, long expiresAt, CancellationToken ct);

    /// <summary>
    /// Takes one attempt to sign in; false, and nothing written, where the name is locked. The attempt that is one too many locks it.
    /// </summary>
    Task<bool> Attempt(SignInAttempt attempt, CancellationToken ct);

    /// <summary>The attempt was a right one: the name's failures are forgotten.</summary>
    Task Right(TenantId tenant, string username, CancellationToken ct);

    Task ForgetRefreshTokens(TenantId tenant, ActorId user, CancellationToken ct);

    /// <summary>The keys that have not run out.</summary>
    Task<ImmutableArray<SigningKey>> Keys(long now, CancellationToken ct);

    /// <summary>Keeps it; does nothing where a key of that id is there already.</summary>
    Task AddKey(SigningKey key, CancellationToken ct);
}

/// <param name="CreatedAt">Microseconds since 1970.</param>
/// <param name="ExpiresAt">From then on no token signed with it can be valid.</param>
internal sealed record SigningKey(string Id, byte[] Secret, long CreatedAt, long ExpiresAt);

/// <summary>Makes tenants and their people; what exists stays as it is.</summary>
internal interface ITenantProvisioner
{
    /// <summary>False where it exists.</summary>
    Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewUser> people, CancellationToken ct);

    /// <summary>False where it exists. Throws where a permission is none.</summary>
    Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct);

    /// <summary>False where the name is taken.</summary>
    Task<bool> CreateCredential(TenantId tenant, NewCredential credential, CancellationToken ct);

    /// <summary>False where the username is taken.</summary>
    Task<bool> CreateUser(TenantId tenant, NewUser newUser, CancellationToken ct);
}

/// <summary>A credential to be, with the secret in clear.</summary>
internal sealed record NewCredential(string Name, string Secret, params ImmutableArray<RoleAssignment> Roles);

/// <summary>Someone to be, with the password in clear.</summary>
internal sealed record NewUser(string Username, string Password, params ImmutableArray<RoleAssignment> Roles)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";
}
