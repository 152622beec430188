using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What became of one of those that were named.</summary>
internal sealed record RerouteResult(string Reference, string? OrderRef, string Status, string? Summary);

/// <summary>What is told: of each that was named; or the job that does it.</summary>
internal sealed record RerouteBatchResult(IReadOnlyList<RerouteResult> Results, string? Job);

/// <summary>Routes again what found no place: of a few orders that are named one by one, decided jointly, or of all.</summary>
internal sealed class RerouteCommandEndpoints(FulfillmenttoolsAuthorizer entrance, OrderService orderService, IOrderReader reads, BatchAllocationService joint, BulkJobService bulkJobs)
{
    private static readonly OrderCommand.RerouteUnroutable Again = new(IsUserRequested: true);

    public async Task Act(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, ProcessSchemas.RerouteCommand, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var named = Named(body.Json).Distinct().ToList();
        if (named.Count == 0 && body.Json.Flag("allReroutable") is not true)
        {
            const string Right = "must name orders (orderRefs, tenantOrderIds or routingPlanIds), or allReroutable be true";
            await FulfillmenttoolsErrors.Malformed(context, [new("", "names nothing", Right)]);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingWrite))
        {
            await (body.Json.Flag("allReroutable") is true ? All(context, caller) : Write(context, await Each(caller.Caller, named, ct)));
        }
    }

    private static IEnumerable<(string Kind, string Reference)> Named(JsonElement body) =>
        from kind in (string[])["orderRefs", "tenantOrderIds", "routingPlanIds"]
        from reference in body.Entries(kind)
        select (kind, reference.GetString()!);

    private async Task All(HttpContext context, AuthenticatedCaller caller)
    {
        var making = await bulkJobs.RerouteAll(caller.Caller, caller.Actor.Name, FulfillmenttoolsApi.Name, context.RequestAborted);
        await (making switch
        {
            CreateBulkJobResult.Created(var job) => Write(context, new([], job.Id)),
            CreateBulkJobResult.AlreadyRunning(var job) => Write(context, new([], job.Id)),
            CreateBulkJobResult.TooManyOrders => FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                $"More than {BulkJobService.Max} orders wait.", "Name some of them: POST /emend/v1/bulk.")]),
            _ => Write(context, new([], null)),
        });
    }

    // First whoever something is meant for: what they do not take after all is there for the others.
    private async Task<RerouteBatchResult> Each(Caller caller, List<(string Kind, string Reference)> named, CancellationToken ct)
    {
        var orders = new OrderId?[named.Count];
        for (var i = 0; i < named.Count; i++) orders[i] = await Order(caller.Tenant, named[i].Kind, named[i].Reference, ct);
        var batchAllocationRequest = new BatchAllocationRequest(caller, FulfillmenttoolsApi.Name, Core.Rules.FulfillmenttoolsPolicy.Policy, null);
        var plan = await joint.Plan(batchAllocationRequest, [.. orders.OfType<OrderId>().Distinct().Select(id => (id, Again))], ct);
        var results = new RerouteResult[named.Count];
        foreach (var i in Enumerable.Range(0, named.Count).OrderBy(i => Meant(i) is null))
        {
            var command = Again with { Allotted = Meant(i) };
            results[i] = orders[i] is { } order
                ? await Reroute(caller, named[i].Reference, order, command, ct)
                : Missing(named[i].Reference);
        }

        return new(results, null);

        Core.Routing.StockAllocation? Meant(int i) =>
            orders[i] is { } order && plan.Meant.GetValueOrDefault(order) is { Sum: > 0 } meant ? meant : null;
    }

    private async Task<RerouteResult> Reroute(
        Caller caller, string reference, OrderId order, OrderCommand.RerouteUnroutable command, CancellationToken ct)
    {
        var request = new OrderCommandRequest(caller, new OrderKey.ById(order), command, FulfillmenttoolsApi.Name, Core.Rules.FulfillmenttoolsPolicy.Policy);
        return await orderService.Execute(request, ct) switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => new(reference, accepted.After.Id.Value, "UPDATED", null),
            OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } => new(reference, before.Id.Value, "UNCHANGED", null),
            OrderCommandResult.Decided { Decision: Decision.Rejected refused, Before: { } before } => new(
                reference,
                before.Id.Value,
                "FAILED",
                string.Join(" ", refused.Violations.Select(r => $"It must hold that {r.Condition}. {r.Remedy} (row {r.RuleId})"))),
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

    private static RerouteResult Missing(string reference) => new(reference, null, "FAILED", "There is no such order.");

    private static Task Write(HttpContext context, RerouteBatchResult rerouteBatchResult) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        rerouteBatchResult,
        static (json, all) =>
        {
            json.Objects("results", all.Results, Write);
            json.Text("bulkJobRef", all.Job);
        });

    private static void Write(Utf8JsonWriter json, RerouteResult rerouteResult)
    {
        json.WriteString("reference", rerouteResult.Reference);
        json.Text("orderRef", rerouteResult.OrderRef);
        json.WriteString("status", rerouteResult.Status);
        json.Text("summary", rerouteResult.Summary);
    }
}
