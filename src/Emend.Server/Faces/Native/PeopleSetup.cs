using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>Keys for programs, users and the audit, as the face answers for them.</summary>
internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<CredentialEndpoints>()
        .AddSingleton<UserEndpoints>()
        .AddSingleton<AuditEndpoints>();

    public static void MapPeople(this RouteGroupBuilder api)
    {
        MapCredentials(api);
        api.MapGet("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Get(context, userId))
            .Needs(P.UserRead).Describes(PeopleOperations.GetUser);
        api.MapPatch("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.SetActive(context, userId))
            .Needs(P.UserModify).Describes(PeopleOperations.ChangeUser);
        api.MapDelete("users/{userId}/lockout", (HttpContext context, UserEndpoints users, string userId) => users.Unlock(context, userId))
            .Needs(P.UserModify).Describes(PeopleOperations.Unlock);
        api.MapGet("audit", (HttpContext context, AuditEndpoints audit) => audit.List(context))
            .Needs(P.AuditRead).Describes(PeopleOperations.ReadAudit);
    }

    private static void MapCredentials(RouteGroupBuilder api)
    {
        api.MapGet("credentials", (HttpContext context, CredentialEndpoints credentials) => credentials.List(context))
            .Needs(P.UsersRead).Describes(PeopleOperations.ListCredentials);
        api.MapPost("credentials", (HttpContext context, CredentialEndpoints credentials) => credentials.Create(context))
            .Needs(P.UserWrite).Describes(PeopleOperations.CreateCredential);
        api.MapGet(
            "credentials/{credentialId}",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Get(context, credentialId))
            .Needs(P.UserRead).Describes(PeopleOperations.GetCredential);
        api.MapPost(
            "credentials/{credentialId}/rotate",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Rotate(context, credentialId))
            .Needs(P.UserWrite).Describes(PeopleOperations.RotateCredential);
        api.MapDelete(
            "credentials/{credentialId}",
            (HttpContext context, CredentialEndpoints credentials, string credentialId) => credentials.Revoke(context, credentialId))
            .Needs(P.UserWrite).Describes(PeopleOperations.RevokeCredential);
    }
}
