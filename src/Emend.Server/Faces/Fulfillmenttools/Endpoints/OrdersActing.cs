using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What came of one of several orders.</summary>
internal sealed record OrderActed(string Order, string Status, string? Summary)
{
    public static void Write(Utf8JsonWriter json, OrderActed acted)
    {
        json.WriteString("orderId", acted.Order);
        json.WriteString("status", acted.Status);
        json.Text("summary", acted.Summary);
    }
}

/// <summary>The cancelation of several orders is forced: at once, each by itself.</summary>
internal sealed class OrdersActing(Entrance entrance, OrderDesk desk, IReasonStore reasons)
{
    public async Task Act(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        var body = await JsonBody.Read(context.Request, ActionShapes.OnOrders, ct);
        var known = body.IsGood ? await Reasons(visitor.Tenant, body.Json, ct) : [];
        var problems = body.IsGood ? [.. Unknown(body.Json, known)] : body.Problems;
        if (!problems.IsEmpty)
        {
            await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.OrderForceCancel)) return;
        var results = new List<OrderActed>();
        foreach (var order in body.Json.Entries("orders")) results.Add(await Cancel(visitor.Caller, order, known, ct));
        await Answer.WriteList(context.Response, StatusCodes.Status200OK, results, OrderActed.Write);
    }

    private async Task<ImmutableArray<KeptReason>> Reasons(TenantId tenant, JsonElement body, CancellationToken ct) =>
        body.Entries("orders").Any(o => o.Has(ProcessShapes.CancelationReasonId))
            ? await reasons.All(tenant, IReasonStore.Cancelation, ct)
            : [];

    private static IEnumerable<Problem> Unknown(JsonElement body, ImmutableArray<KeptReason> known) =>
        from entry in body.Entries("orders").Index()
        let named = entry.Item.Text(ProcessShapes.CancelationReasonId)
        where named is not null && known.All(r => r.Id != named)
        select new Problem(
            $"orders[{entry.Index}].{ProcessShapes.CancelationReasonId}",
            $"is {Shown.Short(named)}",
            $"must be the id of one of the tenant's {IReasonStore.Cancelation}");

    private async Task<OrderActed> Cancel(Caller caller, JsonElement named, ImmutableArray<KeptReason> known, CancellationToken ct)
    {
        var id = named.Text("orderId")!;
        var reason = known.FirstOrDefault(r => r.Id == named.Text(ProcessShapes.CancelationReasonId));
        var step = new ProcessStep.ForceCancel(ActionDoor.Cancelation(reason));
        var command = ActionDoor.Process(step, reason) with { Version = named.Whole("version") };
        var request = new DeskRequest(caller, new OrderKey.ById(new(id)), command, Face.Name, Core.Rules.Fulfillmenttools.Policy);
        return await desk.Submit(request, ct) switch
        {
            Outcome.Decided { Decision: Decision.Accepted } => new(id, "UPDATED", null),
            Outcome.Decided { Decision: Decision.NoChange } => new(id, "UNCHANGED", "The order is cancelled already."),
            Outcome.Decided { Decision: Decision.Stale stale } => Failed(
                id, $"The order is in version {stale.Current}, the request names {stale.Named}. Read it again, and decide anew."),
            Outcome.Decided { Decision: Decision.Refused refused } => Failed(
                id, string.Join(" ", refused.Because.Select(r => $"It must hold that {r.Condition}. {r.Remedy} (row {r.Row})"))),
            Outcome.NotFound => Failed(id, $"There is no order {Shown.Short(id)}."),
            var other => Failed(id, $"It could not be decided: {other.GetType().Name}."),
        };
    }

    private static OrderActed Failed(string id, string summary) => new(id, "FAILED", summary);
}
