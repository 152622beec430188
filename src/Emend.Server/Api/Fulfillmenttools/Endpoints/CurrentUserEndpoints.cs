using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads the permissions of the caller and changes the caller's user.</summary>
internal sealed class CurrentUserEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IUserService userService, IRoleService roles, ICredentialService credentialService)
{
    public async Task GetEffectivePermissions(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context, Permissions.CurrentUserRead) is not { } caller)
        {
            return;
        }

        var read = await userService.Find(caller.Tenant, caller.Actor.Id, ct);
        var assigned = read?.User?.Roles
            ?? (await credentialService.List(caller.Tenant, ct)).FirstOrDefault(c => c.Id == caller.Actor.Id)?.Roles
            ?? [];
        var grants = assigned.Select(role => (Role: role, Granted: roles.GetGrants(role, read?.Roles ?? [])))
            .Select(g => new RoleGrantView(g.Role.Role, g.Granted.Permissions, g.Granted.Facilities));
        await JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, (caller.Actor.Id, grants), UserWriter.WriteEffectivePermissions);
    }

    public async Task Act(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, UserRequestSchemas.CurrentUserAction, ct);
        var self = (await userService.Find(caller.Tenant, caller.Actor.Id, ct))?.User;
        var problems = body.IsValid ? UserMapper.ValidateAction(self?.Username ?? "", body.Json) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.CurrentUserModify))
        {
            var (current, edit) = (body.Json.ReadText("currentPassword"), UserMapper.ReadChanges(body.Json));
            var result = await userService.ModifySelf(caller.Tenant, caller.Actor, current, edit, ct);
            await UserResponses.Write(
                context, result, ("user", "me"), 0, UserResponses.CreateWriter<User>(context, 200, UserWriter.WriteUser));
        }
    }
}
