using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Activates, deactivates and unlocks users. The fulfillmenttools API has no such endpoints.</summary>
internal sealed class UserAccessEndpoints(NativeAuthorizer authorizer, IUserService userService)
{
    private const string ResourceName = "user";

    public async Task Get(HttpContext context, string userId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, userId) is { } user
            && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, IdentityWriter.WriteUser);
        }
    }

    public async Task SetActive(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, userId) is not { } user)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, IdentitySchemas.UserUpdate, ct);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
        {
            var active = body.Json.ReadBoolean("active")!.Value;
            await Write(context, await userService.SetActive(caller.Tenant, caller.Actor, user.Id, active, ct), userId);
        }
    }

    public async Task Unlock(HttpContext context, string userId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, userId) is { } user
            && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
        {
            await Write(context, await userService.Unlock(caller.Tenant, caller.Actor, user.Id, context.RequestAborted), userId);
        }
    }

    private async Task<User?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        if ((await userService.Find(caller.Tenant, new(id), context.RequestAborted))?.User is { } user)
        {
            return user;
        }

        await ProblemResponses.NotFound(context, ResourceName, id);
        return null;
    }

    private static Task Write(HttpContext context, IdentityChangeResult<User> result, string id) =>
        result.Value is { } user
            ? JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, IdentityWriter.WriteUser)
            : IdentityProblems.Write(context, result, ResourceName, id);
}
