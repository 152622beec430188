using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>People are made, changed, locked out and let in again.</summary>
internal sealed class Users(Registrar registrar, IPeopleStore store, IIdentityStore people, SignIn signIn, TimeProvider clock) : IUsers
{
    private const string RolesPath = "assignedRoles";

    private static readonly Fault LastAdministrator = new(
        "", "is the last active user who has ADMINISTRATOR everywhere", "must stay: make somebody else administrator first");

    public Task<Page<Person>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct) =>
        store.List(tenant, startAfter, size, ct);

    public Task<PersonRead?> Find(TenantId tenant, ActorId user, CancellationToken ct) => people.Read(tenant, user, ct);

    public async Task<PeopleAnswer<Person>> Create(TenantId tenant, Actor by, UserDraft draft, CancellationToken ct)
    {
        var roles = draft.Edit.Roles ?? [];
        if (await Unknown(tenant, roles, ct) is { IsEmpty: false } unknown) return PeopleAnswer<Person>.Not(PeopleEnd.Refused, unknown);
        var now = registrar.Now;
        var (username, hash) = (SignIn.Normal(draft.Username), Passwords.Hash(draft.Password));
        var person = Edited(new(tenant, new(registrar.NewId()), username, hash) { CreatedAt = now }, draft.Edit, now);
        return await registrar.Change(tenant, by, Decide, ct);

        Ruling<Person> Decide(IdentityBook book)
        {
            if (Grants.Unknown(RolesPath, roles, book.Roles) is { IsEmpty: false } none)
                return PeopleAnswer<Person>.Not(PeopleEnd.Refused, none);
            if (Grants.Beyond(by, RolesPath, roles, book.Roles) is { IsEmpty: false } beyond)
                return PeopleAnswer<Person>.Not(PeopleEnd.Forbidden, beyond);
            return book.People.Any(p => p.Username == username)
                ? PeopleAnswer<Person>.Not(PeopleEnd.Taken, new Fault("username", "is another user's", "must be one that nobody has"))
                : new Ruling<Person>(PeopleAnswer<Person>.Done(person), new IdentityChange.AddPerson(person), Of("user.created", person));
        }
    }

    public async Task<PeopleAnswer<Person>> Modify(
        TenantId tenant, Actor by, ActorId user, long? version, UserEdit edit, CancellationToken ct)
    {
        if (await Unknown(tenant, edit.Roles ?? [], ct) is { IsEmpty: false } unknown)
            return PeopleAnswer<Person>.Not(PeopleEnd.Refused, unknown);
        edit = edit with { Password = edit.Password is { } password ? Passwords.Hash(password) : null };
        var deed = edit switch
        {
            { Password: not null } => "user.password",
            { Roles: not null } => "user.roles",
            _ => "user.modified",
        };
        return await Change(tenant, by, user, new(deed, p => WithPassword(Edited(p, edit, registrar.Now), edit), version), ct);
    }

    public async Task<PeopleAnswer<Person>> Remove(TenantId tenant, Actor by, ActorId user, CancellationToken ct)
    {
        return await registrar.Change(tenant, by, book => Reached(by, user, book) switch
        {
            { Answer.End: not PeopleEnd.Done } no => no,
            { Answer.Value: { } person } when LosesAdministrator(book, person, null) =>
                PeopleAnswer<Person>.Not(PeopleEnd.Refused, LastAdministrator),
            var found => found with
            {
                Change = new IdentityChange.RemovePerson(found.Answer.Value!), Deed = Of("user.deleted", found.Answer.Value!),
            },
        }, ct);
    }

    public Task<PeopleAnswer<Person>> SetActive(TenantId tenant, Actor by, ActorId user, bool active, CancellationToken ct) => Change(
        tenant, by, user, new(active ? "user.activated" : "user.deactivated", p => p with { Active = active }, null), ct);

    public async Task<PeopleAnswer<Person>> Unlock(TenantId tenant, Actor by, ActorId user, CancellationToken ct) =>
        await registrar.Change(tenant, by, book => Reached(by, user, book) is { Answer.Value: { } person } found
            ? found with { Change = new IdentityChange.Unlock(person), Deed = Of("user.unlocked", person) }
            : Reached(by, user, book), ct);

    public async Task<PeopleAnswer<Person>> ModifySelf(
        TenantId tenant, Actor by, string? currentPassword, UserEdit edit, CancellationToken ct)
    {
        if (currentPassword is not null && await Proven(tenant, by.Id, currentPassword, ct) is { } fault)
            return PeopleAnswer<Person>.Not(PeopleEnd.Refused, fault);
        return await Modify(tenant, by, by.Id, null, edit, ct);
    }

    private async Task<Fault?> Proven(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        if ((await people.Read(tenant, user, ct))?.Person is not { } person) return null;
        return await signIn.IsPassword(person, password, ct) switch
        {
            true => null,
            false => new("currentPassword", "is not your password", "must be the password you signed in with"),
            null => new("currentPassword", "was wrong too often", "may be tried again in a quarter of an hour"),
        };
    }

    private Task<PeopleAnswer<Person>> Change(TenantId tenant, Actor by, ActorId user, PersonChange change, CancellationToken ct) =>
        registrar.Change(tenant, by, book => Decide(book, by, user, change), ct);

    private static Ruling<Person> Decide(IdentityBook book, Actor by, ActorId user, PersonChange change)
    {
        if (Reached(by, user, book) is not { Answer.Value: { } person }) return Reached(by, user, book);
        if (change.Version is { } named && named != person.Version) return PeopleAnswer<Person>.Stale(person.Version);
        var after = change.Apply(person);
        if (after with { ModifiedAt = person.ModifiedAt } == person) return PeopleAnswer<Person>.Done(person);
        var given = after.Roles == person.Roles ? [] : after.Roles;
        if (Grants.Unknown(RolesPath, given, book.Roles) is { IsEmpty: false } none)
            return PeopleAnswer<Person>.Not(PeopleEnd.Refused, none);
        if (Grants.Beyond(by, RolesPath, given, book.Roles) is { IsEmpty: false } beyond)
            return PeopleAnswer<Person>.Not(PeopleEnd.Forbidden, beyond);
        if (LosesAdministrator(book, person, after)) return PeopleAnswer<Person>.Not(PeopleEnd.Refused, LastAdministrator);
        return new(
            PeopleAnswer<Person>.Done(after with { Version = person.Version + 1 }),
            new IdentityChange.ReplacePerson(after, SignOut: after.PasswordHash != person.PasswordHash),
            Of(change.Deed, after));
    }

    /// <summary>The person, where there is such a one and they have no more than who asks; oneself always.</summary>
    private static Ruling<Person> Reached(Actor by, ActorId user, IdentityBook book)
    {
        if (book.People.FirstOrDefault(p => p.Id == user) is not { } person) return PeopleAnswer<Person>.Not(PeopleEnd.Missing);
        var beyond = user == by.Id ? [] : Grants.Beyond(by, "", person.Roles, book.Roles);
        return beyond.IsEmpty
            ? PeopleAnswer<Person>.Done(person)
            : PeopleAnswer<Person>.Not(PeopleEnd.Forbidden, [.. beyond.Select(f => f with { Wrong = "has a role that " + f.Wrong })]);
    }

    private static bool LosesAdministrator(IdentityBook book, Person person, Person? after)
    {
        var others = book.People.Where(p => p.Id != person.Id);
        return Grants.HasAdministrator(book.People, book.Roles)
            && !Grants.HasAdministrator(after is null ? others : others.Append(after), book.Roles);
    }

    private Task<ImmutableArray<Fault>> Unknown(TenantId tenant, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        registrar.Unknown(tenant, RolesPath, roles.SelectMany(r => r.Facilities), ct);

    private static Person Edited(Person person, UserEdit edit, DateTimeOffset now) => person with
    {
        FirstName = edit.FirstName ?? person.FirstName,
        LastName = edit.LastName ?? person.LastName,
        Email = edit.Email ?? person.Email,
        Locale = edit.Locale ?? person.Locale,
        Attributes = edit.Attributes ?? person.Attributes,
        Roles = edit.Roles is { } roles && !Same(roles, person.Roles) ? roles : person.Roles,
        ModifiedAt = now,
    };

    /// <summary>One past now: a token made in this very microsecond was made with the old password.</summary>
    private Person WithPassword(Person person, UserEdit edit) => edit.Password is { } hash
        ? person with { PasswordHash = hash, TokensFrom = Math.Max(clock.Now(), person.TokensFrom) + 1 }
        : person;

    private static bool Same(ImmutableArray<RoleAssignment> left, ImmutableArray<RoleAssignment> right) =>
        left.Length == right.Length
        && left.Zip(right).All(pair => pair.First.Role == pair.Second.Role && pair.First.Facilities.SequenceEqual(pair.Second.Facilities));

    private sealed record PersonChange(string Deed, Func<Person, Person> Apply, long? Version);

    private static Deed Of(string deed, Person person) => new(deed, person.Id.Value, person.Username);
}
