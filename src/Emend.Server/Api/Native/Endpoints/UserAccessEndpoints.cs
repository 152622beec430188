using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What the other interfaces have no words for: whether a user is let in at all.</summary>
internal sealed class UserAccessEndpoints(NativeAuthorizer entrance, IUserService userService)
{
    private const string What = "user";

    public async Task Get(HttpContext context, string userId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, userId) is { } user && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, IdentityWriter.User);
    }

    public async Task SetActive(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, userId) is not { } user) return;
        var body = await JsonBody.Read(context.Request, IdentitySchemas.Activity, ct);
        if (!body.IsGood) await ProblemResponses.Malformed(context, body.Problems, body.Status);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
        {
            var active = body.Json.Flag("active")!.Value;
            await Write(context, await userService.SetActive(caller.Tenant, caller.Actor, user.Id, active, ct), userId);
        }
    }

    public async Task Unlock(HttpContext context, string userId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, userId) is { } user && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
            await Write(context, await userService.Unlock(caller.Tenant, caller.Actor, user.Id, context.RequestAborted), userId);
    }

    private async Task<User?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        if ((await userService.Find(caller.Tenant, new(id), context.RequestAborted))?.Person is { } user) return user;
        await ProblemResponses.NotFound(context, What, id);
        return null;
    }

    private static Task Write(HttpContext context, IdentityChangeResult<User> identityChangeResult, string id) => identityChangeResult.Value is { } user
        ? JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, IdentityWriter.User)
        : IdentityProblems.Write(context, identityChangeResult, What, id);
}
