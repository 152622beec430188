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
internal sealed class OrdersActing(Entrance entrance, OrderDesk desk)
{
    public async Task Act(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        var body = await JsonBody.Read(context.Request, ActionShapes.OnOrders, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.OrderForceCancel)) return;
        var results = new List<OrderActed>();
        foreach (var order in body.Json.Entries("orders")) results.Add(await Cancel(visitor.Caller, order, ct));
        await Answer.WriteList(context.Response, StatusCodes.Status200OK, results, OrderActed.Write);
    }

    private async Task<OrderActed> Cancel(Caller caller, JsonElement named, CancellationToken ct)
    {
        var id = named.Text("orderId")!;
        var command = new OrderCommand.Process(new ProcessStep.ForceCancel(null), null, IfUnroutable.Refuse)
        {
            Version = named.Whole("version"),
        };
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
