using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What became of one of those that were named.</summary>
internal sealed record Rerouted(string Reference, string? OrderRef, string Status, string? Summary);

/// <summary>What is told: of each that was named; or the job that does it.</summary>
internal sealed record ReroutedAll(IReadOnlyList<Rerouted> Results, string? Job);

/// <summary>Routes again what found no place: of a few orders that are named one by one, decided jointly, or of all.</summary>
internal sealed class RerouteCommands(Entrance entrance, OrderDesk desk, IOrderReads reads, JointDesk joint, BulkDesk bulk)
{
    private static readonly OrderCommand.RouteWaiting Again = new(Asked: true);

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
        if (named.Count == 0 && body.Json.Flag("allReroutable") is not true)
        {
            const string Right = "must name orders (orderRefs, tenantOrderIds or routingPlanIds), or allReroutable be true";
            await Errors.Malformed(context, [new("", "names nothing", Right)]);
        }
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingWrite))
        {
            await (body.Json.Flag("allReroutable") is true ? All(context, visitor) : Tell(context, await Each(visitor.Caller, named, ct)));
        }
    }

    private static IEnumerable<(string Kind, string Reference)> Named(JsonElement body) =>
        from kind in (string[])["orderRefs", "tenantOrderIds", "routingPlanIds"]
        from reference in body.Entries(kind)
        select (kind, reference.GetString()!);

    private async Task All(HttpContext context, Visitor visitor)
    {
        var making = await bulk.RerouteAll(visitor.Caller, visitor.Actor.Name, Face.Name, context.RequestAborted);
        await (making switch
        {
            BulkMaking.Made(var job) => Tell(context, new([], job.Id)),
            BulkMaking.UnderWay(var job) => Tell(context, new([], job.Id)),
            BulkMaking.TooMany => Errors.Write(context, StatusCodes.Status400BadRequest, [new(
                $"More than {BulkDesk.Most} orders wait.", "Name some of them: POST /emend/v1/bulk.")]),
            _ => Tell(context, new([], null)),
        });
    }

    // First whoever something is meant for: what they do not take after all is there for the others.
    private async Task<ReroutedAll> Each(Caller caller, List<(string Kind, string Reference)> named, CancellationToken ct)
    {
        var orders = new OrderId?[named.Count];
        for (var i = 0; i < named.Count; i++) orders[i] = await Order(caller.Tenant, named[i].Kind, named[i].Reference, ct);
        var asked = new JointAsked(caller, Face.Name, Core.Rules.Fulfillmenttools.Policy, null);
        var plan = await joint.Plan(asked, [.. orders.OfType<OrderId>().Distinct().Select(id => (id, Again))], ct);
        var results = new Rerouted[named.Count];
        foreach (var i in Enumerable.Range(0, named.Count).OrderBy(i => Meant(i) is null))
        {
            var command = Again with { Allotted = Meant(i) };
            results[i] = orders[i] is { } order
                ? await Reroute(caller, named[i].Reference, order, command, ct)
                : Missing(named[i].Reference);
        }

        return new(results, null);

        Core.Routing.Allotment? Meant(int i) =>
            orders[i] is { } order && plan.Meant.GetValueOrDefault(order) is { Sum: > 0 } meant ? meant : null;
    }

    private async Task<Rerouted> Reroute(
        Caller caller, string reference, OrderId order, OrderCommand.RouteWaiting command, CancellationToken ct)
    {
        var request = new DeskRequest(caller, new OrderKey.ById(order), command, Face.Name, Core.Rules.Fulfillmenttools.Policy);
        return await desk.Submit(request, ct) switch
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
    private async Task<OrderId?> Order(TenantId tenant, string kind, string reference, CancellationToken ct) => kind switch
    {
        "orderRefs" => new OrderId(reference),
        "routingPlanIds" => (await reads.Plan(tenant, new(reference), ct))?.Order.Id,
        _ => (await reads.Orders(tenant, new(null, 1_000, reference, null), ct)).Items is [.., { } newest] ? newest.Id : null,
    };

    private static Rerouted Missing(string reference) => new(reference, null, "FAILED", "There is no such order.");

    private static Task Tell(HttpContext context, ReroutedAll told) => Answer.Write(
        context.Response,
        StatusCodes.Status200OK,
        told,
        static (json, all) =>
        {
            json.Objects("results", all.Results, Write);
            json.Text("bulkJobRef", all.Job);
        });

    private static void Write(Utf8JsonWriter json, Rerouted told)
    {
        json.WriteString("reference", told.Reference);
        json.Text("orderRef", told.OrderRef);
        json.WriteString("status", told.Status);
        json.Text("summary", told.Summary);
    }
}
