using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.VersionedSetting<bool>>;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and writes the order routing configuration. Without a version in the body, the last write wins.</summary>
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

        var (enabled, version) = (body.Json.ReadBoolean(InfiniteStockMember)!.Value, body.Json.ReadInteger("version"));
        await (await settings.WriteInfiniteStock(caller.Tenant, enabled, version, ct) switch
        {
            Result.Written(var setting, var isNew) => Write(
                context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, setting),
            Result.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
                context, "configuration", current, expected),
            var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
        });
    }

    private static Task Write(HttpContext context, int status, VersionedSetting<bool> setting) => JsonResponseWriter.Write(
        context.Response,
        status,
        setting,
        static (json, stored) =>
        {
            json.WriteString("id", "orderrouting");
            json.WriteNumber("version", stored.Version);
            json.WriteBoolean(InfiniteStockMember, stored.Value);
        });
}
