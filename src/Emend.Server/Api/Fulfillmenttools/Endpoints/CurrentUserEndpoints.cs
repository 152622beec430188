using System.Collections.Immutable;
using Emend.Core.Orders;
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
        await Write(context, caller.Actor.Id, assigned, read?.Roles ?? []);
    }

    /// <summary>Reads the permissions of any user.</summary>
    public async Task GetPermissions(HttpContext context, string userId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await userService.Find(caller.Tenant, new(userId), context.RequestAborted) is not { User: { } user } read)
        {
            await FulfillmenttoolsErrors.NotFound(context, "user", userId);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
        {
            await Write(context, user.Id, user.Roles, read.Roles);
        }
    }

    private Task Write(HttpContext context, ActorId user, IReadOnlyList<RoleAssignment> assigned, ImmutableArray<Role> known)
    {
        var grants = assigned.Select(role => (Role: role, Granted: roles.GetGrants(role, known)))
            .Select(g => new RoleGrantView(g.Role.Role, g.Granted.Permissions, g.Granted.Facilities));
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (user, grants), UserWriter.WriteEffectivePermissions);
    }

    public Task Act(HttpContext context) => Change(context, UserRequestSchemas.CurrentUserAction);

    /// <summary>Older form of ModifyMe.</summary>
    public Task Patch(HttpContext context) => Change(context, UserRequestSchemas.CurrentUserPatch);

    private async Task Change(HttpContext context, JsonSchema schema)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
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
