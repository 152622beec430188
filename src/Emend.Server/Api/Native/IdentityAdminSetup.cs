using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the endpoints of API keys, users and the audit.</summary>
internal static class IdentityAdminSetup
{
    public static IServiceCollection AddIdentityAdmin(this IServiceCollection services) => services
        .AddSingleton<CredentialEndpoints>()
        .AddSingleton<UserAccessEndpoints>()
        .AddSingleton<AuditEndpoints>();

    public static void MapIdentityAdmin(this RouteGroupBuilder api)
    {
        MapCredentials(api);
        api.MapGet("users/{userId}", (HttpContext context, UserAccessEndpoints users, string userId) => users.Get(context, userId))
            .RequiresPermission(P.UserRead).WithOperation(IdentityOperations.GetUser);
        api.MapPatch("users/{userId}", (HttpContext context, UserAccessEndpoints users, string userId) => users.SetActive(context, userId))
            .RequiresPermission(P.UserModify).WithOperation(IdentityOperations.UpdateUser);
        api.MapDelete(
            "users/{userId}/lockout", (HttpContext context, UserAccessEndpoints users, string userId) => users.Unlock(context, userId))
            .RequiresPermission(P.UserModify).WithOperation(IdentityOperations.Unlock);
        api.MapGet("audit", (HttpContext context, AuditEndpoints audit) => audit.List(context))
            .RequiresPermission(P.AuditRead).WithOperation(IdentityOperations.ListAudit);
    }

    private static void MapCredentials(RouteGroupBuilder api)
    {
        api.MapGet("credentials", (HttpContext context, CredentialEndpoints credentials) => credentials.List(context))
            .RequiresPermission(P.UsersRead).WithOperation(IdentityOperations.ListCredentials);
        api.MapPost("credentials", (HttpContext context, CredentialEndpoints credentials) => credentials.Create(context))
            .RequiresPermission(P.UserWrite).WithOperation(IdentityOperations.CreateCredential);
        api.MapGet(
            "credentials/{credentialId}",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Get(context, credentialId))
            .RequiresPermission(P.UserRead).WithOperation(IdentityOperations.GetCredential);
        api.MapPost(
            "credentials/{credentialId}/rotate",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Rotate(context, credentialId))
            .RequiresPermission(P.UserWrite).WithOperation(IdentityOperations.RotateCredential);
        api.MapDelete(
            "credentials/{credentialId}",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Revoke(context, credentialId))
            .RequiresPermission(P.UserWrite).WithOperation(IdentityOperations.RevokeCredential);
    }
}
