using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Who asks, about themselves.</summary>
internal sealed class CurrentUserEndpoints(FulfillmenttoolsAuthorizer entrance, IUserService userService, IRoleService roles, ICredentialService credentialService)
{
    public async Task EffectivePermissions(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context, Permissions.CurrentUserRead) is not { } caller) return;
        var read = await userService.Find(caller.Tenant, caller.Actor.Id, ct);
        var assigned = read?.Person?.Roles
            ?? (await credentialService.List(caller.Tenant, ct)).FirstOrDefault(c => c.Id == caller.Actor.Id)?.Roles
            ?? [];
        var grants = assigned.Select(role => (Role: role, Granted: roles.Granted(role, read?.Roles ?? [])))
            .Select(g => new RoleGrantView(g.Role.Role, g.Granted.Permissions, g.Granted.Facilities));
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (caller.Actor.Id, grants), UserWriter.Effective);
    }

    public async Task Act(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, UserRequestSchemas.MyAction, ct);
        var self = (await userService.Find(caller.Tenant, caller.Actor.Id, ct))?.Person;
        var problems = body.IsGood ? UserMapper.ProblemsOfAction(self?.Username ?? "", body.Json) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.CurrentUserModify))
        {
            var (current, edit) = (body.Json.Text("currentPassword"), UserMapper.Edit(body.Json));
            var identityChangeResult = await userService.ModifySelf(caller.Tenant, caller.Actor, current, edit, ct);
            await UserResponses.Write(context, identityChangeResult, ("user", "me"), 0, UserResponses.With<User>(context, 200, UserWriter.User));
        }
    }
}
