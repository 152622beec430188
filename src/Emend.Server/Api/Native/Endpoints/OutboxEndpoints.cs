using System.Globalization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Outbox;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>
/// Lists, reads and replays the requests of orders to other systems. Facility-restricted callers see only those of their facilities.
/// </summary>
internal sealed class OutboxEndpoints(NativeAuthorizer authorizer, IOutboxStore outbox, TimeProvider clock)
{
    private const string ResourceName = "outbox effect";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var size = query.ReadInteger("size", OutboxSchemas.DefaultPageSize, 1, OutboxSchemas.MaxPageSize);
        var states = query.ReadEnums(
            "state",
            text => Array.IndexOf(OutboxSchemas.States, text) is >= 0 and var index ? (OutboxState)index : (OutboxState?)null,
            state => OutboxSchemas.States[(int)state]);
        var filter = new OutboxFilter(
            states, query.ReadText("order") is { } order ? new OrderId(order) : null, ReadCursor(query), size + 1)
        {
            AccessibleFacilities = caller.Actor.Facilities,
        };
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            var page = await outbox.List(caller.Tenant, filter, context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (page, size), static (json, item) =>
            {
                json.WriteObjects("effects", item.page.Items.Take(item.size), OutboxSchemas.Write);
                json.WriteNumber("waiting", item.page.Waiting);
                json.WriteNumber("deadLettered", item.page.DeadLettered);
                if (item.page.Items.Count > item.size)
                {
                    var last = item.page.Items[item.size - 1].At;
                    json.WriteString("next", FormattableString.Invariant($"{last.Order.Value}/{last.Position}"));
                }
            });
        }
    }

    public async Task Get(HttpContext context, string orderId, string position)
    {
        if (await Find(context, orderId, position, Permissions.OrderRead) is (_, { } entry))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, entry, OutboxSchemas.Write);
        }
    }

    public async Task Replay(HttpContext context, string orderId, string position)
    {
        if (await Find(context, orderId, position, Permissions.OrderWrite) is (var tenant, { } entry))
        {
            await outbox.Replay(tenant, entry.At, clock.GetUtcNow(), context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private async Task<(TenantId Tenant, OutboxEntry? Entry)> Find(
        HttpContext context, string orderId, string position, string permission)
    {
        if (await authorizer.Authorize(context) is not { } caller
            || !await NativeAuthorizer.RequirePermission(context, caller.Actor, permission))
        {
            return default;
        }

        var entry = ReadPosition(position) is { } known
            ? await outbox.Find(caller.Tenant, new(new(orderId), known), context.RequestAborted)
            : null;
        if (entry is null)
        {
            await ProblemResponses.NotFound(context, ResourceName, $"{orderId}/{position}");
            return default;
        }

        return await NativeAuthorizer.RequireFacilityAccess(context, caller.Actor, entry.Facility) ? (caller.Tenant, entry) : default;
    }

    private static OutboxPosition? ReadCursor(QueryStringReader query)
    {
        if (query.ReadText("after") is not { } text)
        {
            return null;
        }

        var slash = text.LastIndexOf('/');
        if (slash > 0 && ReadPosition(text[(slash + 1)..]) is { } position)
        {
            return new(new(text[..slash]), position);
        }

        query.AddError("after", $"is {ValueFormatter.Truncate(text)}", "must be the value of next of the previous page");
        return null;
    }

    private static long? ReadPosition(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;
}
