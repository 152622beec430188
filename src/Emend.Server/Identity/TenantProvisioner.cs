using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>Creates and changes tenants, users, and roles.</summary>
internal sealed class TenantProvisioner(IIdentityStore store, IIdentityAdminStore adminStore, ISignInStore tokens, TimeProvider clock)
    : ITenantProvisioner
{
    public Task<bool> CreateTenant(Tenant tenant, ImmutableArray<NewUser> first, CancellationToken ct) =>
        store.AddTenant(tenant, [.. first.Select(p => CreateUserFrom(tenant.Id, p))], ct);

    public Task<bool> CreateRole(TenantId tenant, Role role, CancellationToken ct)
    {
        if (BuiltInRoles.BuiltIn.ContainsKey(role.Id))
        {
            throw new ArgumentException($"{role.Id} is a built-in role.", nameof(role));
        }

        if (role.Permissions.FirstOrDefault(p => !Permissions.All.Contains(p)) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is not a permission.", nameof(role));
        }

        return store.AddRole(tenant, role, ct);
    }

    public async Task<bool> CreateCredential(TenantId tenant, NewCredential credential, CancellationToken ct)
    {
        while (await adminStore.Read(tenant, ct) is { } snapshot)
        {
            if (snapshot.Credentials.Any(c => c.Name == credential.Name))
            {
                return false;
            }

            var now = clock.GetUtcNow().ToMicroseconds();
            var created = new Credential(tenant, new(Guid.CreateVersion7(now).ToString()), credential.Name)
            {
                Roles = credential.Roles,
                CreatedAt = now,
            };
            var entry = new AuditEntry(
                IdentityChangeExecutor
                    .AuditId(snapshot.Version), now, new("emend"), "Emend", "credential.created", created.Id.Value, created.Name);
            var change = new IdentityChange.AddCredential(created, new(ApiKeyReader.Hash(credential.Secret), null));
            if (await adminStore.Commit(tenant, snapshot.Version, change, entry, ct))
            {
                return true;
            }
        }

        return false;
    }

    public Task<bool> CreateUser(TenantId tenant, NewUser newUser, CancellationToken ct) =>
        store.AddUser(CreateUserFrom(tenant, newUser), ct);

    /// <summary>Changes the password and revokes all tokens of the user. False if the user does not exist.</summary>
    public async Task<bool> ChangePassword(TenantId tenant, ActorId user, string password, CancellationToken ct)
    {
        var hash = PasswordService.Hash(password);

        // Adds one microsecond: a token issued in the current microsecond belongs to the old password.
        long From(User person) => Math.Max(clock.NowMicroseconds(), person.TokensValidFrom) + 1;
        var changed = await Change(tenant, user, p => p with { PasswordHash = hash, TokensValidFrom = From(p) }, ct);
        if (changed)
        {
            await tokens.DeleteRefreshTokens(tenant, user, ct);
        }

        return changed;
    }

    public Task<bool> SetActive(TenantId tenant, ActorId user, bool active, CancellationToken ct) =>
        Change(tenant, user, p => p with { Active = active }, ct);

    public Task<bool> Assign(TenantId tenant, ActorId user, ImmutableArray<RoleAssignment> roles, CancellationToken ct) =>
        Change(tenant, user, p => p with { Roles = roles }, ct);

    private User CreateUserFrom(TenantId tenant, NewUser newUser) =>
        new(
            tenant, new(Guid.CreateVersion7(clock.GetUtcNow()).ToString()), SignInService.NormalizeUsername(newUser.Username),
            PasswordService.Hash(newUser.Password))
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
            if (read?.User is not { } person)
            {
                return false;
            }

            if (await store.UpdateUser(change(person), ct))
            {
                return true;
            }
        }
    }
}
