using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What became of one of those that were named.</summary>
internal sealed record Rerouted(string Reference, string? OrderRef, string Status, string? Summary);

/// <summary>Routes again what found no place, of a few orders that are named one by one.</summary>
internal sealed class RerouteCommands(Entrance entrance, OrderDesk desk, IOrderReads reads)
{
    public async Task Act(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ProcessShapes.RerouteCommand, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var named = Named(body.Json).Distinct().ToList();
        if (named.Count == 0)
        {
            const string Right = "must name orders: orderRefs, tenantOrderIds or routingPlanIds";
            await Errors.Malformed(context, [new("", "names nothing", Right)]);
        }
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingWrite))
        {
            var results = new List<Rerouted>(named.Count);
            foreach (var (kind, reference) in named) results.Add(await Reroute(visitor.Caller, kind, reference, ct));
            await Answer.Write(
                context.Response, StatusCodes.Status200OK, results, static (json, told) => json.Objects("results", told, Write));
        }
    }

    private static IEnumerable<(string Kind, string Reference)> Named(JsonElement body) =>
        from kind in (string[])["orderRefs", "tenantOrderIds", "routingPlanIds"]
        from reference in body.Entries(kind)
        select (kind, reference.GetString()!);

    private async Task<Rerouted> Reroute(Caller caller, string kind, string reference, CancellationToken ct)
    {
        if (await Key(caller.Tenant, kind, reference, ct) is not { } key) return Missing(reference);
        var command = new OrderCommand.RouteWaiting(true);
        var outcome = await desk.Submit(new(caller, key, command, Face.Name, Core.Rules.Fulfillmenttools.Policy), ct);
        return outcome switch
        {
            Outcome.Decided { Decision: Decision.Accepted accepted } => new(reference, accepted.After.Id.Value, "UPDATED", null),
            Outcome.Decided { Decision: Decision.NoChange, Before: { } before } => new(reference, before.Id.Value, "UNCHANGED", null),
            Outcome.Decided { Decision: Decision.Refused refused, Before: { } before } => new(
                reference,
                before.Id.Value,
                "FAILED",
                string.Join(" ", refused.Because.Select(r => $"It must hold that {r.Condition}. {r.Remedy} (row {r.Row})"))),
            _ => Missing(reference),
        };
    }

    // Where the tenant's id was used again, the newest order is meant; ids are ordered by time.
    private async Task<OrderKey?> Key(TenantId tenant, string kind, string reference, CancellationToken ct) => kind switch
    {
        "orderRefs" => new OrderKey.ById(new(reference)),
        "routingPlanIds" => new OrderKey.ByPlan(new(reference)),
        _ => (await reads.Orders(tenant, new(null, 1_000, reference, null), ct)).Items is [.., { } newest]
            ? new OrderKey.ById(newest.Id)
            : null,
    };

    private static Rerouted Missing(string reference) => new(reference, null, "FAILED", "There is no such order.");

    private static void Write(Utf8JsonWriter json, Rerouted told)
    {
        json.WriteString("reference", told.Reference);
        json.Text("orderRef", told.OrderRef);
        json.WriteString("status", told.Status);
        json.Text("summary", told.Summary);
    }
}
