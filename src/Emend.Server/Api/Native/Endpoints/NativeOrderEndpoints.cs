using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Places orders, reads current and past states of orders, and compares states.</summary>
internal sealed class NativeOrderEndpoints(
    OrderService orderService, NativeOrderReader orders, OrderHistoryService history, TimeProvider clock)
{
    public async Task Place(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, NativeOrderRequestSchemas.NewOrder, ct);
        var key = IdempotencyKeys.Validate(context.Request);
        if (!body.IsValid || key is not null)
        {
            await ProblemResponses.InvalidRequest(
                context, key is { } bad ? [.. body.Errors, bad] : body.Errors, body.IsValid ? 400 : body.Status);
            return;
        }

        var newOrder = NativePlaceOrderMapper.ReadOrder(body.Json, clock.GetUtcNow());
        var request = new OrderCommandRequest(
            caller,
            new OrderKey.ForNewOrder(newOrder.TenantOrderId),
            new OrderCommand.Place(newOrder),
            NativeApi.Name,
            IdempotencyKeys.Create(context.Request, caller, body.Bytes));
        var result = await orderService.Execute(request, ct);
        await (result switch
        {
            OrderCommandResult.Replayed replayed => WritePlaced(context, replayed.Order),
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => WritePlaced(context, accepted.After),
            OrderCommandResult.Decided { Decision: Decision.Rejected rejected } =>
                ProblemResponses.RuleViolations(context, rejected.Violations, NativeRules.GetPointer),
            _ => NativeOrderResponses.WriteError(context, result, newOrder.TenantOrderId ?? ""),
        });
    }

    public async Task Get(HttpContext context, string orderId)
    {
        if (await orders.Read(context, orderId) is not var (caller, order))
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var point = HistoryPointReader.Read(query, "revision", "at");
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (point is null)
        {
            await Write(context, orderId, order);
        }
        else if (await HistoryPointReader.Find(context, history, caller.Tenant, order, point) is { } past)
        {
            await Write(context, orderId, past);
        }
    }

    public async Task Compare(HttpContext context, string orderId)
    {
        if (await orders.Read(context, orderId) is not var (caller, order))
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var from = HistoryPointReader.Read(query, "from", "fromTime");
        var to = HistoryPointReader.Read(query, "to", "toTime");
        if (from is null && !query.Has("from") && !query.Has("fromTime"))
        {
            query.AddError("from", "is missing", "must be a revision; or send a time as fromTime");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
            return;
        }

        if (await HistoryPointReader.Find(context, history, caller.Tenant, order, from!) is not { } before)
        {
            return;
        }

        var after = to is null ? order : await HistoryPointReader.Find(context, history, caller.Tenant, order, to);
        if (after is null)
        {
            return;
        }

        await context.Response.WriteView(StatusCodes.Status200OK, new OrderDiffView(before, after));
    }

    private static Task WritePlaced(HttpContext context, Order order)
    {
        context.Response.Headers.Location = $"/emend/v1/orders/{order.Id.Value}";
        RevisionHeaders.WriteETag(context.Response, order.Revision);
        return context.Response.WriteView(StatusCodes.Status201Created, new NativeOrderView(order));
    }

    // Another order with the same number can have the same revision.
    private static async Task Write(HttpContext context, string orderId, Order order)
    {
        RevisionHeaders.WriteETag(context.Response, order.Revision);
        if (orderId == order.Id.Value && RevisionHeaders.MatchesIfNoneMatch(context.Request, order.Revision))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            await context.Response.WriteView(StatusCodes.Status200OK, new NativeOrderView(order));
        }
    }
}
