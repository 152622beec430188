using Emend.Core;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Orders are placed, and read as they are, as they were, and compared.</summary>
internal sealed class NativeOrderEndpoints(OrderService orderService, NativeOrderReader orders, OrderHistoryService history, TimeProvider clock)
{
    public async Task Place(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, NativeOrderRequestSchemas.ForCreation, ct);
        var key = IdempotencyKeys.ProblemOf(context.Request);
        if (!body.IsGood || key is not null)
        {
            await ProblemResponses.Malformed(context, key is { } bad ? [.. body.Problems, bad] : body.Problems, body.IsGood ? 400 : body.Status);
            return;
        }

        var newOrder = NativePlaceOrderMapper.Draft(body.Json, clock.GetUtcNow());
        var request = new OrderCommandRequest(
            caller,
            new OrderKey.ForNewOrder(newOrder.TenantOrderId),
            new OrderCommand.Place(newOrder),
            NativeApi.Name,
            null,
            IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        var outcome = await orderService.Execute(request, ct);
        await (outcome switch
        {
            OrderCommandResult.Replayed kept => Placed(context, kept.Order),
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => Placed(context, accepted.After),
            OrderCommandResult.Decided { Decision: Decision.Rejected refused } => ProblemResponses.Refused(context, refused.Violations, NativeOrderResponses.PointerOf),
            _ => NativeOrderResponses.Ended(context, outcome, newOrder.TenantOrderId ?? ""),
        });
    }

    public async Task Get(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryStringReader(context.Request.Query);
        var pointInHistory = HistoryPointReader.Read(query, "revision", "at");
        if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (pointInHistory is null) await Write(context, order);
        else if (await HistoryPointReader.Find(context, history, caller.Tenant, order, pointInHistory) is { } past) await Write(context, past);
    }

    public async Task Diff(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryStringReader(context.Request.Query);
        var from = HistoryPointReader.Read(query, "from", "fromTime");
        var to = HistoryPointReader.Read(query, "to", "toTime");
        if (from is null) query.Add("from", "is missing", "must be a revision; or name a moment as fromTime");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await ProblemResponses.Malformed(context, problems);
            return;
        }

        if (await HistoryPointReader.Find(context, history, caller.Tenant, order, from!) is not { } before) return;
        var after = to is null ? order : await HistoryPointReader.Find(context, history, caller.Tenant, order, to);
        if (after is null) return;
        var fieldDifferences = OrderDiff.Between(before, after);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (before, after, fieldDifferences), static (json, told) =>
        {
            json.WriteString("order", told.after.Id.Value);
            json.WriteNumber("from", told.before.Revision);
            json.WriteNumber("to", told.after.Revision);
            json.Objects("differences", told.fieldDifferences, HistoryWriter.Write);
        });
    }

    private static Task Placed(HttpContext context, Order order)
    {
        context.Response.Headers.Location = $"/emend/v1/orders/{order.Id.Value}";
        RevisionHeaders.Write(context.Response, order.Revision);
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, order, NativeOrderWriter.Write);
    }

    private static async Task Write(HttpContext context, Order order)
    {
        RevisionHeaders.Write(context.Response, order.Revision);
        if (RevisionHeaders.IsKnown(context.Request, order.Revision)) context.Response.StatusCode = StatusCodes.Status304NotModified;
        else await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, order, NativeOrderWriter.Write);
    }
}
