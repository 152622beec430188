using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>Makes and changes tenants, people and roles.</summary>
internal sealed class TenantProvisioner(IIdentityStore store, IIdentityAdminStore people, ISignInStore tokens, TimeProvider clock)
    : ITenantProvisioner
{
    public Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewUser> first, CancellationToken ct) =>
        store.AddTenant(tenant, [.. first.Select(p => Made(tenant.Id, p))], ct);

    public Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct)
    {
        if (BuiltInRoles.BuiltIn.ContainsKey(role.Id)) throw new ArgumentException($"{role.Id} is a built-in role.", nameof(role));
        if (role.Permissions.FirstOrDefault(p => !Permissions.All.Contains(p)) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no permission.", nameof(role));
        }

        return store.AddRole(tenant, role, ct);
    }

    public async Task<bool> CreateCredential(TenantId tenant, NewCredential credential, CancellationToken ct)
    {
        while (await people.Read(tenant, ct) is { } snapshot)
        {
            if (snapshot.Credentials.Any(c => c.Name == credential.Name)) return false;
            var now = clock.GetUtcNow().ToMicroseconds();
            var made = new Credential(tenant, new(Guid.CreateVersion7(now).ToString()), credential.Name)
            {
                Roles = credential.Roles,
                CreatedAt = now,
            };
            var entry = new AuditEntry(
                IdentityChangeExecutor.AuditId(snapshot.Version), now, new("emend"), "Emend", "credential.created", made.Id.Value, made.Name);
            var change = new IdentityChange.AddCredential(made, new(ApiKeyReader.Hash(credential.Secret), null));
            if (await people.Commit(tenant, snapshot.Version, change, entry, ct)) return true;
        }

        return false;
    }

    public Task<bool> CreateUser(TenantId tenant, NewUser newUser, CancellationToken ct) => store.AddPerson(Made(tenant, newUser), ct);

    /// <summary>Whatever they were signed in with counts no longer. False where there is no such person.</summary>
    public async Task<bool> ChangePassword(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        var hash = PasswordService.Hash(password);

        // One past now: a token made in this very microsecond was made with the old password.
        long From(User person) => Math.Max(clock.NowMicroseconds(), person.TokensFrom) + 1;
        var changed = await Change(tenant, user, p => p with { PasswordHash = hash, TokensFrom = From(p) }, ct);
        if (changed) await tokens.ForgetRefreshTokens(tenant, user, ct);
        return changed;
    }

    public Task<bool> SetActive(TenantId tenant, ActorId user, bool active, CancellationToken ct) =>
        Change(tenant, user, p => p with { Active = active }, ct);

    public Task<bool> Assign(TenantId tenant, ActorId user, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        Change(tenant, user, p => p with { Roles = roles }, ct);

    private User Made(TenantId tenant, NewUser newUser) =>
        new(tenant, new(Guid.CreateVersion7().ToString()), SignInService.Normal(newUser.Username), PasswordService.Hash(newUser.Password))
        {
            FirstName = newUser.FirstName,
            LastName = newUser.LastName,
            Roles = newUser.Roles,
            CreatedAt = clock.GetUtcNow().ToMicroseconds(),
            ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };

    private async Task<bool> Change(TenantId tenant, ActorId user, Func<User, User> change, CancellationToken ct)
    {
        while (true)
        {
            var read = await store.Read(tenant, user, ct);
            if (read?.Person is not { } person) return false;
            if (await store.ChangePerson(change(person), ct)) return true;
        }
    }
}
