using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>Creates, changes, deletes, deactivates, and unlocks users.</summary>
internal sealed class UserService(
    IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store, IIdentityStore identityStore, SignInService signInService,
    TimeProvider clock) : IUserService
{
    private const string RolesPath = "assignedRoles";

    private static readonly IdentityValidationError LastAdministrator = new(
        "", "is the last active administrator for all facilities", "must stay administrator; make another user administrator first");

    public Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct) =>
        store.List(tenant, startAfter, size, ct);

    public Task<UserSnapshot?> Find(TenantId tenant, ActorId user, CancellationToken ct) => identityStore.Read(tenant, user, ct);

    public async Task<IdentityChangeResult<User>> Create(TenantId tenant, Actor actor, NewUserRequest request, CancellationToken ct)
    {
        var roles = request.Edit.Roles ?? [];
        if (await CheckFacilitiesExist(tenant, roles, ct) is { IsEmpty: false } unknown)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, unknown);
        }

        var now = identityChangeExecutor.Now;
        var username = SignInService.NormalizeUsername(request.Username);
        var hash = await signInService.HashPassword(request.Password, ct);
        var user = ApplyChanges(new(tenant, new(identityChangeExecutor.NewId()), username, hash) { CreatedAt = now }, request.Edit, now);
        return await identityChangeExecutor.Execute(tenant, actor, Decide, ct);

        IdentityDecision<User> Decide(IdentitySnapshot snapshot)
        {
            if (GrantPolicy.CheckRolesExist(RolesPath, roles, snapshot.Roles) is { IsEmpty: false } none)
            {
                return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, none);
            }

            if (GrantPolicy.CheckGrants(actor, RolesPath, roles, snapshot.Roles) is { IsEmpty: false } beyond)
            {
                return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Forbidden, beyond);
            }

            return FindTakenName(snapshot, user, null) is { } taken
                ? IdentityChangeResult<User>.Failed(IdentityChangeStatus.NameTaken, taken)
                : new IdentityDecision<User>(
                    IdentityChangeResult<User>.Succeeded(user), new IdentityChange.AddUser(user), CreateAuditAction("user.created", user));
        }
    }

    public async Task<IdentityChangeResult<User>> Modify(
        TenantId tenant, Actor actor, ActorId user, long? version, UserChanges edit, CancellationToken ct)
    {
        if (await CheckFacilitiesExist(tenant, edit.Roles ?? [], ct) is { IsEmpty: false } unknown)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, unknown);
        }

        edit = edit with { Password = edit.Password is { } password ? await signInService.HashPassword(password, ct) : null };
        var action = edit switch
        {
            { Password: not null } => "user.password",
            { Roles: not null } => "user.roles",
            _ => "user.modified",
        };
        return await Change(
            tenant, actor, user, new(action, p => WithPassword(ApplyChanges(p, edit, identityChangeExecutor.Now), edit), version), ct);
    }

    public async Task<IdentityChangeResult<User>> Remove(TenantId tenant, Actor actor, ActorId user, CancellationToken ct)
    {
        return await identityChangeExecutor.Execute(tenant, actor, snapshot => FindChangeable(actor, user, snapshot) switch
        {
            { Result.Status: not IdentityChangeStatus.Succeeded } no => no,
            { Result.Value: { } person } when LosesAdministrator(snapshot, person, null) =>
                IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, LastAdministrator),
            var identityDecision => identityDecision with
            {
                Change = new IdentityChange.RemoveUser(identityDecision.Result.Value!), AuditAction = CreateAuditAction(
                    "user.deleted", identityDecision.Result.Value!),
            },
        }, ct);
    }

    public Task<IdentityChangeResult<User>> SetActive(
        TenantId tenant, Actor actor, ActorId user, bool active, CancellationToken ct) => Change(
        tenant, actor, user, new(active ? "user.activated" : "user.deactivated", p => p with { Active = active }, null), ct);

    public async Task<IdentityChangeResult<User>> Unlock(TenantId tenant, Actor actor, ActorId user, CancellationToken ct) =>
        await identityChangeExecutor.Execute(
            tenant, actor, snapshot => FindChangeable(actor, user, snapshot) is { Result.Value: { } person } identityDecision
            ? identityDecision with
            {
                Change = new IdentityChange.UnlockUser(person),
                AuditAction = CreateAuditAction("user.unlocked", person),
            }
            : FindChangeable(actor, user, snapshot), ct);

    public async Task<IdentityChangeResult<User>> ModifySelf(
        TenantId tenant, Actor actor, string? currentPassword, UserChanges edit, CancellationToken ct)
    {
        if (currentPassword is not null && await CheckPassword(tenant, actor.Id, currentPassword, ct) is { } identityValidationError)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, identityValidationError);
        }

        return await Modify(tenant, actor, actor.Id, null, edit, ct);
    }

    private async Task<IdentityValidationError?> CheckPassword(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        if ((await identityStore.Read(tenant, user, ct))?.User is not { } person)
        {
            return null;
        }

        return await signInService.VerifyPassword(person, password, ct) switch
        {
            true => null,
            false => new("currentPassword", "is not your password", "must be your current password"),
            null => new("currentPassword", "was wrong too often", "can be retried after 15 minutes"),
        };
    }

    private Task<IdentityChangeResult<User>> Change(TenantId tenant, Actor actor, ActorId user, UserChange change, CancellationToken ct) =>
        identityChangeExecutor.Execute(tenant, actor, snapshot => Decide(snapshot, actor, user, change), ct);

    private static IdentityDecision<User> Decide(IdentitySnapshot snapshot, Actor actor, ActorId user, UserChange change)
    {
        if (FindChangeable(actor, user, snapshot) is not { Result.Value: { } person })
        {
            return FindChangeable(actor, user, snapshot);
        }

        if (change.Version is { } expectedVersion
            && expectedVersion != person.Version)
        {
            return IdentityChangeResult<User>.VersionConflict(person.Version);
        }

        var after = change.Apply(person);
        if (after with { ModifiedAt = person.ModifiedAt } == person)
        {
            return IdentityChangeResult<User>.Succeeded(person);
        }

        if (FindTakenName(snapshot, after, person) is { } taken)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.NameTaken, taken);
        }

        var given = after.Roles == person.Roles ? [] : after.Roles;
        if (GrantPolicy.CheckRolesExist(RolesPath, given, snapshot.Roles) is { IsEmpty: false } none)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, none);
        }

        if (GrantPolicy.CheckGrants(actor, RolesPath, given, snapshot.Roles) is { IsEmpty: false } beyond)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Forbidden, beyond);
        }

        if (LosesAdministrator(snapshot, person, after))
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.Invalid, LastAdministrator);
        }

        return new(
            IdentityChangeResult<User>.Succeeded(after with { Version = person.Version + 1 }),
            new IdentityChange.UpdateUser(after, SignOut: after.PasswordHash != person.PasswordHash),
            CreateAuditAction(change.Action, after));
    }

    /// <summary>
    /// The user, or an error if the user does not exist or has permissions that the actor lacks. Actors may always change themselves.
    /// </summary>
    private static IdentityDecision<User> FindChangeable(Actor actor, ActorId user, IdentitySnapshot snapshot)
    {
        if (snapshot.Users.FirstOrDefault(p => p.Id == user) is not { } person)
        {
            return IdentityChangeResult<User>.Failed(IdentityChangeStatus.NotFound);
        }

        var beyond = user == actor.Id ? [] : GrantPolicy.CheckGrants(actor, "", person.Roles, snapshot.Roles);
        return beyond.IsEmpty
            ? IdentityChangeResult<User>.Succeeded(person)
            : IdentityChangeResult<User>.Failed(
                IdentityChangeStatus.Forbidden, [.. beyond.Select(f => f with { Detail = "has a role that " + f.Detail })]);
    }

    /// <summary>
    /// A user signs in with the username or the e-mail address. Neither may be the username or the e-mail address of another user.
    /// </summary>
    private static IdentityValidationError? FindTakenName(IdentitySnapshot snapshot, User user, User? before)
    {
        return user.Username != before?.Username && IsTaken(user.Username) ? CreateError("username")
            : user.SignInEmail is { } email && email != before?.SignInEmail && IsTaken(email) ? CreateError("email")
            : null;

        bool IsTaken(string name) => snapshot.Users.Any(p => p.Id != user.Id && (p.Username == name || p.SignInEmail == name));

        static IdentityValidationError CreateError(string path) => new(path, "belongs to another user", "must be unique in the tenant");
    }

    private static bool LosesAdministrator(IdentitySnapshot snapshot, User user, User? after)
    {
        var others = snapshot.Users.Where(p => p.Id != user.Id);
        return GrantPolicy.HasAdministrator(snapshot.Users, snapshot.Roles)
            && !GrantPolicy.HasAdministrator(after is null ? others : others.Append(after), snapshot.Roles);
    }

    private Task<ImmutableArray<IdentityValidationError>> CheckFacilitiesExist(
        TenantId tenant, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        identityChangeExecutor.CheckFacilitiesExist(tenant, RolesPath, roles.SelectMany(r => r.Facilities), ct);

    private static User ApplyChanges(User user, UserChanges edit, DateTimeOffset now) => user with
    {
        FirstName = edit.FirstName ?? user.FirstName,
        LastName = edit.LastName ?? user.LastName,
        Email = edit.Email ?? user.Email,
        Locale = edit.Locale ?? user.Locale,
        Attributes = edit.Attributes ?? user.Attributes,
        Roles = edit.Roles is { } roles && !AreEqual(roles, user.Roles) ? roles : user.Roles,
        ModifiedAt = now,
    };

    /// <summary>Adds one microsecond: a token issued in the current microsecond belongs to the old password.</summary>
    private User WithPassword(User user, UserChanges edit) => edit.Password is { } hash
        ? user with { PasswordHash = hash, TokensValidFrom = Math.Max(clock.NowMicroseconds(), user.TokensValidFrom) + 1 }
        : user;

    private static bool AreEqual(ImmutableArray<RoleAssignment> left, ImmutableArray<RoleAssignment> right) =>
        left.Length == right.Length
        && left.Zip(right).All(pair => pair.First.Role == pair.Second.Role && pair.First.Facilities.SequenceEqual(pair.Second.Facilities));

    private sealed record UserChange(string Action, Func<User, User> Apply, long? Version);

    private static AuditAction CreateAuditAction(string action, User user) => new(action, user.Id.Value, user.Username);
}
