using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Users are made, read, listed, changed and deleted.</summary>
internal sealed class UserEndpoints(FulfillmenttoolsAuthorizer entrance, IUserService userService)
{
    private const int Max = 100;
    private const string What = "user";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size(Max));
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UsersRead))
        {
            ActorId? start = after is null ? null : new(after);
            await ListResponses.Write(
                context, "users", await userService.List(caller.Tenant, start, size, context.RequestAborted), UserWriter.User);
        }
    }

    public async Task Get(HttpContext context, string userId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller, userId, context.RequestAborted) is not { } user) await FulfillmenttoolsErrors.NotFound(context, What, userId);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, UserWriter.User);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, UserRequestSchemas.UserForCreation, ct);
        var problems = body.IsGood ? UserMapper.ProblemsOfNew(body.Json) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await MayWrite(context, caller))
        {
            var identityChangeResult = await userService.Create(caller.Tenant, caller.Actor, UserMapper.Draft(body.Json), ct);
            await UserResponses.Write(context, identityChangeResult, (What, ""), 0, made =>
            {
                context.Response.Headers.Location = $"/api/users/{made.Id}";
                return JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, made, UserWriter.User);
            });
        }
    }

    public async Task Change(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller, userId, ct) is not { } user)
        {
            await FulfillmenttoolsErrors.NotFound(context, What, userId);
            return;
        }

        var body = await JsonBody.Read(context.Request, UserRequestSchemas.UserActions, ct);
        var problems = body.IsGood
            ? [.. body.Json.Entries("actions").SelectMany((action, at) => UserMapper.ProblemsOfAction(user.Username, action)
                .Select(p => p with { Path = $"actions[{at}].{p.Path}" }))]
            : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
        {
            var named = body.Json.Whole("version")!.Value;
            var edit = UserMapper.Merged(body.Json.Entries("actions").Select(UserMapper.Edit));
            var identityChangeResult = await userService.Modify(caller.Tenant, caller.Actor, user.Id, named, edit, ct);
            await UserResponses.Write(context, identityChangeResult, (What, userId), named, UserResponses.With<User>(context, 200, UserWriter.User));
        }
    }

    public async Task Delete(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller, userId, ct) is not { } user) await FulfillmenttoolsErrors.NotFound(context, What, userId);
        else if (await MayWrite(context, caller))
        {
            var identityChangeResult = await userService.Remove(caller.Tenant, caller.Actor, user.Id, ct);
            await UserResponses.Write(context, identityChangeResult, (What, userId), 0, UserResponses.With<User>(context, 200, UserWriter.User));
        }
    }

    private async Task<User?> Find(AuthenticatedCaller caller, string userId, CancellationToken ct) =>
        (await userService.Find(caller.Tenant, new(userId), ct))?.Person;

    /// <summary>The answer tells the user: reading is needed beside writing.</summary>
    private static async Task<bool> MayWrite(HttpContext context, AuthenticatedCaller caller) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead)
        && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite);
}
