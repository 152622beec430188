using Emend.Core;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Orders are placed, and read as they are, as they were, and compared.</summary>
internal sealed class OrderEndpoints(OrderDesk desk, OrderReading orders, OrderHistory history, TimeProvider clock)
{
    public async Task Place(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, OrderShapes.ForCreation, ct);
        var key = IdempotencyKeys.ProblemOf(context.Request);
        if (!body.IsGood || key is not null)
        {
            await Problems.Malformed(context, key is { } bad ? [.. body.Problems, bad] : body.Problems, body.IsGood ? 400 : body.Status);
            return;
        }

        var draft = Placing.Draft(body.Json, clock.GetUtcNow());
        var request = new DeskRequest(
            caller,
            new OrderKey.ToPlace(draft.TenantOrderId),
            new OrderCommand.Place(draft),
            Face.Name,
            null,
            IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        var outcome = await desk.Submit(request, ct);
        await (outcome switch
        {
            Outcome.Kept kept => Placed(context, kept.Order),
            Outcome.Decided { Decision: Decision.Accepted accepted } => Placed(context, accepted.After),
            Outcome.Decided { Decision: Decision.Refused refused } => Problems.Refused(context, refused.Because, OrderAnswers.PointerOf),
            _ => OrderAnswers.Ended(context, outcome, draft.TenantOrderId ?? ""),
        });
    }

    public async Task Get(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryReader(context.Request.Query);
        var point = Points.Read(query, "revision", "at");
        if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (point is null) await Tell(context, order);
        else if (await Points.Find(context, history, caller.Tenant, order, point) is { } past) await Tell(context, past);
    }

    public async Task Diff(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryReader(context.Request.Query);
        var from = Points.Read(query, "from", "fromTime");
        var to = Points.Read(query, "to", "toTime");
        if (from is null) query.Add("from", "is missing", "must be a revision; or name a moment as fromTime");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Problems.Malformed(context, problems);
            return;
        }

        if (await Points.Find(context, history, caller.Tenant, order, from!) is not { } before) return;
        var after = to is null ? order : await Points.Find(context, history, caller.Tenant, order, to);
        if (after is null) return;
        var differences = Differing.Between(before, after);
        await Answer.Write(context.Response, StatusCodes.Status200OK, (before, after, differences), static (json, told) =>
        {
            json.WriteString("order", told.after.Id.Value);
            json.WriteNumber("from", told.before.Revision);
            json.WriteNumber("to", told.after.Revision);
            json.Objects("differences", told.differences, HistoryBody.Write);
        });
    }

    private static Task Placed(HttpContext context, Order order)
    {
        context.Response.Headers.Location = $"/emend/v1/orders/{order.Id.Value}";
        Revisions.Tell(context.Response, order.Revision);
        return Answer.Write(context.Response, StatusCodes.Status201Created, order, OrderBody.Write);
    }

    private static async Task Tell(HttpContext context, Order order)
    {
        Revisions.Tell(context.Response, order.Revision);
        if (Revisions.IsKnown(context.Request, order.Revision)) context.Response.StatusCode = StatusCodes.Status304NotModified;
        else await Answer.Write(context.Response, StatusCodes.Status200OK, order, OrderBody.Write);
    }
}
