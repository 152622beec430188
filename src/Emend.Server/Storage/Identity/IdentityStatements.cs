using System.Diagnostics;
using Emend.Core.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>Statements of a change of users, roles, or credentials.</summary>
internal static class IdentityStatements
{
    public static IEnumerable<Statement> Create(TenantId tenant, IdentityChange change) => change switch
    {
        IdentityChange.AddUser add => [IdentityStore.Insert(add.User)],
        IdentityChange.UpdateUser { SignOut: true } replace => [IdentityStore.Update(replace.User), .. SignOut(replace.User)],
        IdentityChange.UpdateUser replace => [IdentityStore.Update(replace.User)],
        IdentityChange.RemoveUser remove => [Delete("users", "user_id", tenant, remove.User.Id.Value), .. SignOut(remove.User)],
        IdentityChange.UnlockUser unlock => [SignInStore.DeleteFailures(tenant, unlock.User.Username)],
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

    /// <summary>Deletes the refresh tokens and sign-in failures of a user with a new password or a deleted user.</summary>
    private static Statement[] SignOut(User user) =>
    [
        Statement.From("DELETE FROM refresh_tokens WHERE tenant_id = $1 AND user_id = $2", user.Tenant.Value, user.Id.Value),
        SignInStore.DeleteFailures(user.Tenant, user.Username),
    ];

    private static Statement Update(TenantId tenant, Role role) => Statement.One(
        "UPDATE roles SET name = $4, doc = $5, version = version + 1 WHERE tenant_id = $1 AND role_id = $2 AND version = $3",
        tenant.Value, role.Id, role.Version, role.Name, IdentitySerializer.Write(role));

    private static Statement Delete(string table, string key, TenantId tenant, string id) =>
        Statement.One($"DELETE FROM {table} WHERE tenant_id = $1 AND {key} = $2", tenant.Value, id);
}
