using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>Makes and changes tenants, people and roles.</summary>
internal sealed class Provisioning(IIdentityStore store, IPeopleStore people, ISignInStore tokens, TimeProvider clock)
    : IProvisioning
{
    public Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewPerson> first, CancellationToken ct) =>
        store.AddTenant(tenant, [.. first.Select(p => Made(tenant.Id, p))], ct);

    public Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct)
    {
        if (Roles.BuiltIn.ContainsKey(role.Id)) throw new ArgumentException($"{role.Id} is a built-in role.", nameof(role));
        if (role.Permissions.FirstOrDefault(p => !Permissions.All.Contains(p)) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no permission.", nameof(role));
        }

        return store.AddRole(tenant, role, ct);
    }

    public async Task<bool> CreateCredential(TenantId tenant, NewCredential credential, CancellationToken ct)
    {
        while (await people.Book(tenant, ct) is { } book)
        {
            if (book.Credentials.Any(c => c.Name == credential.Name)) return false;
            var now = clock.GetUtcNow().ToMicroseconds();
            var made = new Credential(tenant, new(Guid.CreateVersion7(now).ToString()), credential.Name)
            {
                Roles = credential.Roles,
                CreatedAt = now,
            };
            var entry = new AuditEntry(
                Registrar.AuditId(book.Version), now, new("emend"), "Emend", "credential.created", made.Id.Value, made.Name);
            var change = new IdentityChange.AddCredential(made, new(ApiKeys.Hash(credential.Secret), null));
            if (await people.Commit(tenant, book.Version, change, entry, ct)) return true;
        }

        return false;
    }

    public Task<bool> CreateUser(TenantId tenant, NewPerson person, CancellationToken ct) => store.AddPerson(Made(tenant, person), ct);

    /// <summary>Whatever they were signed in with counts no longer. False where there is no such person.</summary>
    public async Task<bool> ChangePassword(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        var hash = Passwords.Hash(password);

        // One past now: a token made in this very microsecond was made with the old password.
        long From(Person person) => Math.Max(clock.Now(), person.TokensFrom) + 1;
        var changed = await Change(tenant, user, p => p with { PasswordHash = hash, TokensFrom = From(p) }, ct);
        if (changed) await tokens.ForgetRefreshTokens(tenant, user, ct);
        return changed;
    }

    public Task<bool> SetActive(TenantId tenant, ActorId user, bool active, CancellationToken ct) =>
        Change(tenant, user, p => p with { Active = active }, ct);

    public Task<bool> Assign(TenantId tenant, ActorId user, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        Change(tenant, user, p => p with { Roles = roles }, ct);

    private Person Made(TenantId tenant, NewPerson person) =>
        new(tenant, new(Guid.CreateVersion7().ToString()), SignIn.Normal(person.Username), Passwords.Hash(person.Password))
        {
            FirstName = person.FirstName,
            LastName = person.LastName,
            Roles = person.Roles,
            CreatedAt = clock.GetUtcNow().ToMicroseconds(),
            ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };

    private async Task<bool> Change(TenantId tenant, ActorId user, Func<Person, Person> change, CancellationToken ct)
    {
        while (true)
        {
            var read = await store.Read(tenant, user, ct);
            if (read?.Person is not { } person) return false;
            if (await store.ChangePerson(change(person), ct)) return true;
        }
    }
}
