using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>Makes and changes tenants, people and roles.</summary>
internal sealed class Provisioning(IIdentityStore store, ISignInStore tokens, TimeProvider clock) : IProvisioning
{
    public Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewPerson> people, CancellationToken ct) =>
        store.AddTenant(tenant, [.. people.Select(p => Made(tenant.Id, p))], ct);

    public Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct)
    {
        if (Roles.BuiltIn.ContainsKey(role.Id)) throw new ArgumentException($"{role.Id} is a built-in role.", nameof(role));
        if (role.Permissions.FirstOrDefault(p => !Permissions.All.Contains(p)) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no permission.", nameof(role));
        }

        return store.AddRole(tenant, role, ct);
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

    private static Person Made(TenantId tenant, NewPerson person) =>
        new(tenant, new(Guid.CreateVersion7().ToString()), SignIn.Normal(person.Username), Passwords.Hash(person.Password))
        {
            FirstName = person.FirstName,
            LastName = person.LastName,
            Roles = person.Roles,
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
