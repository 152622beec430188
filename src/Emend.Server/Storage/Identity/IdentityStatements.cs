using System.Diagnostics;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Identity;

/// <summary>What a change of a tenant's people writes.</summary>
internal static class IdentityStatements
{
    public static IEnumerable<Statement> Of(TenantId tenant, IdentityChange change) => change switch
    {
        IdentityChange.AddUser add => [IdentityStore.Insert(add.Person)],
        IdentityChange.UpdateUser { SignOut: true } replace => [IdentityStore.Update(replace.Person), .. SignOut(replace.Person)],
        IdentityChange.UpdateUser replace => [IdentityStore.Update(replace.Person)],
        IdentityChange.RemoveUser remove => [Delete("users", "user_id", tenant, remove.Person.Id.Value), .. SignOut(remove.Person)],
        IdentityChange.UnlockUser unlock => [SignInStore.Forget(tenant, unlock.Person.Username)],
        IdentityChange.AddRole add => [IdentityStore.Insert(add.Role, tenant)],
        IdentityChange.UpdateRole replace => [Update(tenant, replace.Role)],
        IdentityChange.RemoveRole remove => [Delete("roles", "role_id", tenant, remove.Role.Id)],
        IdentityChange.AddCredential add => [CredentialRows.Insert(add.Credential), CredentialRows.Insert(add.Credential, add.Secret)],
        IdentityChange.RotateSecret rotateSecret => CredentialRows.Rotate(rotateSecret),
        IdentityChange.RemoveCredential remove =>
        [
            Delete("credentials", "credential_id", tenant, remove.Credential.Id.Value),
            CredentialRows.DeleteSecrets(remove.Credential),
        ],
        _ => throw new UnreachableException(),
    };

    /// <summary>Whoever has a new password, or is gone, starts anew: no refresh token, no failures.</summary>
    private static Statement[] SignOut(User user) =>
    [
        Statement.From("DELETE FROM refresh_tokens WHERE tenant_id = $1 AND user_id = $2", user.Tenant.Value, user.Id.Value),
        SignInStore.Forget(user.Tenant, user.Username),
    ];

    private static Statement Update(TenantId tenant, Role role) => Statement.One(
        "UPDATE roles SET name = $4, doc = $5, version = version + 1 WHERE tenant_id = $1 AND role_id = $2 AND version = $3",
        tenant.Value, role.Id, role.Version, role.Name, IdentitySerializer.Write(role));

    private static Statement Delete(string table, string key, TenantId tenant, string id) =>
        Statement.One($"DELETE FROM {table} WHERE tenant_id = $1 AND {key} = $2", tenant.Value, id);
}
