using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>People are made, changed, locked out and let in again.</summary>
internal sealed class UserService(IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store, IIdentityStore people, SignInService signInService, TimeProvider clock) : IUserService
{
    private const string RolesPath = "assignedRoles";

    private static readonly IdentityValidationError LastAdministrator = new(
        "", "is the last active user who has ADMINISTRATOR everywhere", "must stay: make somebody else administrator first");

    public Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct) =>
        store.List(tenant, startAfter, size, ct);

    public Task<UserSnapshot?> Find(TenantId tenant, ActorId user, CancellationToken ct) => people.Read(tenant, user, ct);

    public async Task<IdentityChangeResult<User>> Create(TenantId tenant, Actor by, NewUserRequest newUserRequest, CancellationToken ct)
    {
        var roles = newUserRequest.Edit.Roles ?? [];
        if (await Unknown(tenant, roles, ct) is { IsEmpty: false } unknown) return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, unknown);
        var now = identityChangeExecutor.Now;
        var (username, hash) = (SignInService.Normal(newUserRequest.Username), PasswordService.Hash(newUserRequest.Password));
        var user = Edited(new(tenant, new(identityChangeExecutor.NewId()), username, hash) { CreatedAt = now }, newUserRequest.Edit, now);
        return await identityChangeExecutor.Change(tenant, by, Decide, ct);

        IdentityDecision<User> Decide(IdentitySnapshot snapshot)
        {
            if (GrantPolicy.Unknown(RolesPath, roles, snapshot.Roles) is { IsEmpty: false } none)
                return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, none);
            if (GrantPolicy.Beyond(by, RolesPath, roles, snapshot.Roles) is { IsEmpty: false } beyond)
                return IdentityChangeResult<User>.Not(IdentityChangeStatus.Forbidden, beyond);
            return snapshot.People.Any(p => p.Username == username)
                ? IdentityChangeResult<User>.Not(IdentityChangeStatus.Taken, new IdentityValidationError("username", "is another user's", "must be one that nobody has"))
                : new IdentityDecision<User>(IdentityChangeResult<User>.Done(user), new IdentityChange.AddUser(user), Of("user.created", user));
        }
    }

    public async Task<IdentityChangeResult<User>> Modify(
        TenantId tenant, Actor by, ActorId user, long? version, UserChanges edit, CancellationToken ct)
    {
        if (await Unknown(tenant, edit.Roles ?? [], ct) is { IsEmpty: false } unknown)
            return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, unknown);
        edit = edit with { Password = edit.Password is { } password ? PasswordService.Hash(password) : null };
        var action = edit switch
        {
            { Password: not null } => "user.password",
            { Roles: not null } => "user.roles",
            _ => "user.modified",
        };
        return await Change(tenant, by, user, new(action, p => WithPassword(Edited(p, edit, identityChangeExecutor.Now), edit), version), ct);
    }

    public async Task<IdentityChangeResult<User>> Remove(TenantId tenant, Actor by, ActorId user, CancellationToken ct)
    {
        return await identityChangeExecutor.Change(tenant, by, snapshot => Reached(by, user, snapshot) switch
        {
            { Answer.End: not IdentityChangeStatus.Done } no => no,
            { Answer.Value: { } person } when LosesAdministrator(snapshot, person, null) =>
                IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, LastAdministrator),
            var identityDecision => identityDecision with
            {
                Change = new IdentityChange.RemoveUser(identityDecision.Answer.Value!), Deed = Of("user.deleted", identityDecision.Answer.Value!),
            },
        }, ct);
    }

    public Task<IdentityChangeResult<User>> SetActive(TenantId tenant, Actor by, ActorId user, bool active, CancellationToken ct) => Change(
        tenant, by, user, new(active ? "user.activated" : "user.deactivated", p => p with { Active = active }, null), ct);

    public async Task<IdentityChangeResult<User>> Unlock(TenantId tenant, Actor by, ActorId user, CancellationToken ct) =>
        await identityChangeExecutor.Change(tenant, by, snapshot => Reached(by, user, snapshot) is { Answer.Value: { } person } identityDecision
            ? identityDecision with { Change = new IdentityChange.UnlockUser(person), Deed = Of("user.unlocked", person) }
            : Reached(by, user, snapshot), ct);

    public async Task<IdentityChangeResult<User>> ModifySelf(
        TenantId tenant, Actor by, string? currentPassword, UserChanges edit, CancellationToken ct)
    {
        if (currentPassword is not null && await Proven(tenant, by.Id, currentPassword, ct) is { } identityValidationError)
            return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, identityValidationError);
        return await Modify(tenant, by, by.Id, null, edit, ct);
    }

    private async Task<IdentityValidationError?> Proven(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        if ((await people.Read(tenant, user, ct))?.Person is not { } person) return null;
        return await signInService.IsPassword(person, password, ct) switch
        {
            true => null,
            false => new("currentPassword", "is not your password", "must be the password you signed in with"),
            null => new("currentPassword", "was wrong too often", "may be tried again in a quarter of an hour"),
        };
    }

    private Task<IdentityChangeResult<User>> Change(TenantId tenant, Actor by, ActorId user, UserChange change, CancellationToken ct) =>
        identityChangeExecutor.Change(tenant, by, snapshot => Decide(snapshot, by, user, change), ct);

    private static IdentityDecision<User> Decide(IdentitySnapshot snapshot, Actor by, ActorId user, UserChange change)
    {
        if (Reached(by, user, snapshot) is not { Answer.Value: { } person }) return Reached(by, user, snapshot);
        if (change.Version is { } named && named != person.Version) return IdentityChangeResult<User>.Stale(person.Version);
        var after = change.Apply(person);
        if (after with { ModifiedAt = person.ModifiedAt } == person) return IdentityChangeResult<User>.Done(person);
        var given = after.Roles == person.Roles ? [] : after.Roles;
        if (GrantPolicy.Unknown(RolesPath, given, snapshot.Roles) is { IsEmpty: false } none)
            return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, none);
        if (GrantPolicy.Beyond(by, RolesPath, given, snapshot.Roles) is { IsEmpty: false } beyond)
            return IdentityChangeResult<User>.Not(IdentityChangeStatus.Forbidden, beyond);
        if (LosesAdministrator(snapshot, person, after)) return IdentityChangeResult<User>.Not(IdentityChangeStatus.Refused, LastAdministrator);
        return new(
            IdentityChangeResult<User>.Done(after with { Version = person.Version + 1 }),
            new IdentityChange.UpdateUser(after, SignOut: after.PasswordHash != person.PasswordHash),
            Of(change.Deed, after));
    }

    /// <summary>The person, where there is such a one and they have no more than who asks; oneself always.</summary>
    private static IdentityDecision<User> Reached(Actor by, ActorId user, IdentitySnapshot snapshot)
    {
        if (snapshot.People.FirstOrDefault(p => p.Id == user) is not { } person) return IdentityChangeResult<User>.Not(IdentityChangeStatus.Missing);
        var beyond = user == by.Id ? [] : GrantPolicy.Beyond(by, "", person.Roles, snapshot.Roles);
        return beyond.IsEmpty
            ? IdentityChangeResult<User>.Done(person)
            : IdentityChangeResult<User>.Not(IdentityChangeStatus.Forbidden, [.. beyond.Select(f => f with { Detail = "has a role that " + f.Detail })]);
    }

    private static bool LosesAdministrator(IdentitySnapshot snapshot, User user, User? after)
    {
        var others = snapshot.People.Where(p => p.Id != user.Id);
        return GrantPolicy.HasAdministrator(snapshot.People, snapshot.Roles)
            && !GrantPolicy.HasAdministrator(after is null ? others : others.Append(after), snapshot.Roles);
    }

    private Task<ImmutableArray<IdentityValidationError>> Unknown(TenantId tenant, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        identityChangeExecutor.Unknown(tenant, RolesPath, roles.SelectMany(r => r.Facilities), ct);

    private static User Edited(User user, UserChanges edit, DateTimeOffset now) => user with
    {
        FirstName = edit.FirstName ?? user.FirstName,
        LastName = edit.LastName ?? user.LastName,
        Email = edit.Email ?? user.Email,
        Locale = edit.Locale ?? user.Locale,
        Attributes = edit.Attributes ?? user.Attributes,
        Roles = edit.Roles is { } roles && !Same(roles, user.Roles) ? roles : user.Roles,
        ModifiedAt = now,
    };

    /// <summary>One past now: a token made in this very microsecond was made with the old password.</summary>
    private User WithPassword(User user, UserChanges edit) => edit.Password is { } hash
        ? user with { PasswordHash = hash, TokensFrom = Math.Max(clock.NowMicroseconds(), user.TokensFrom) + 1 }
        : user;

    private static bool Same(ImmutableArray<RoleAssignment> left, ImmutableArray<RoleAssignment> right) =>
        left.Length == right.Length
        && left.Zip(right).All(pair => pair.First.Role == pair.Second.Role && pair.First.Facilities.SequenceEqual(pair.Second.Facilities));

    private sealed record UserChange(string Deed, Func<User, User> Apply, long? Version);

    private static AuditAction Of(string action, User user) => new(action, user.Id.Value, user.Username);
}
