using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, lists, updates, and deletes users.</summary>
internal sealed class UserEndpoints(FulfillmenttoolsAuthorizer authorizer, IUserService userService)
{
    private const int MaxPageSize = 100;
    private const string ResourceName = "user";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize(MaxPageSize));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UsersRead))
        {
            ActorId? start = after is null ? null : new(after);
            await ListResponses.Write(
                context, "users", await userService.List(caller.Tenant, start, size, context.RequestAborted), UserWriter.WriteUser);
        }
    }

    public async Task Get(HttpContext context, string userId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(caller, userId, context.RequestAborted) is not { } user)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, userId);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, user, UserWriter.WriteUser);
        }
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, UserRequestSchemas.UserForCreation, ct);
        var problems = body.IsValid ? UserMapper.ValidateNewUser(body.Json) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await RequireWriteAccess(context, caller))
        {
            var result = await userService.Create(caller.Tenant, caller.Actor, UserMapper.ReadNewUser(body.Json), ct);
            await UserResponses.Write(context, result, (ResourceName, ""), 0, created =>
            {
                context.Response.Headers.Location = $"/api/users/{created.Id}";
                return JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, created, UserWriter.WriteUser);
            });
        }
    }

    public async Task Update(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(caller, userId, ct) is not { } user)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, userId);
            return;
        }

        var body = await JsonBody.Read(context.Request, UserRequestSchemas.UserActions, ct);
        var problems = body.IsValid
            ? [.. body.Json.ReadEntries("actions").SelectMany((action, at) => UserMapper.ValidateAction(user.Username, action)
                .Select(p => p with { Path = $"actions[{at}].{p.Path}" }))]
            : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserModify))
        {
            var expectedVersion = body.Json.ReadInteger("version")!.Value;
            var edit = UserMapper.Merge(body.Json.ReadEntries("actions").Select(UserMapper.ReadChanges));
            var result = await userService.Modify(caller.Tenant, caller.Actor, user.Id, expectedVersion, edit, ct);
            await UserResponses.Write(
                context,
                result,
                (ResourceName, userId),
                expectedVersion,
                UserResponses.CreateWriter<User>(context, 200, UserWriter.WriteUser));
        }
    }

    public async Task Delete(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(caller, userId, ct) is not { } user)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, userId);
        }
        else if (await RequireWriteAccess(context, caller))
        {
            var result = await userService.Remove(caller.Tenant, caller.Actor, user.Id, ct);
            await UserResponses.Write(
                context,
                result,
                (ResourceName, userId),
                0,
                UserResponses.CreateWriter<User>(context, 200, UserWriter.WriteUser));
        }
    }

    private async Task<User?> Find(AuthenticatedCaller caller, string userId, CancellationToken ct) =>
        (await userService.Find(caller.Tenant, new(userId), ct))?.User;

    /// <summary>Requires the read permission too, because the response contains the user.</summary>
    private static async Task<bool> RequireWriteAccess(HttpContext context, AuthenticatedCaller caller) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead)
        && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite);
}
