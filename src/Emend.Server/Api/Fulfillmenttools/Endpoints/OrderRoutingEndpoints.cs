using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and writes the order routing configuration. The configuration has no version for clients: the last write wins.</summary>
internal sealed class OrderRoutingEndpoints(FulfillmenttoolsAuthorizer authorizer, SettingService settings)
{
    private const string InfiniteStockMember = OrderRoutingSchema.InfiniteStockMember;

    public async Task Get(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.RoutingConfigRead) is not { } caller)
        {
            return;
        }

        await Write(context, StatusCodes.Status200OK, await settings.ReadInfiniteStock(caller.Tenant, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, OrderRoutingSchema.Configuration, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite))
        {
            return;
        }

        await (await settings.WriteInfiniteStock(caller.Tenant, body.Json.ReadBoolean(InfiniteStockMember)!.Value, ct) switch
        {
            VersionedWriteResult<bool>.Written(var infinite, var isNew) => Write(
                context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, infinite),
            VersionedWriteResult<bool>.VersionConflict => FulfillmenttoolsErrors.Conflict(
                context, "Other requests are writing this configuration.", "Retry the request."),
            var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
        });
    }

    private static Task Write(HttpContext context, int status, bool infinite) => JsonResponseWriter.Write(
        context.Response,
        status,
        infinite,
        static (json, value) =>
        {
            json.WriteString("id", "orderrouting");
            json.WriteBoolean(InfiniteStockMember, value);
        });
}
