using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Result for one reference of a reroute command.</summary>
internal sealed record RerouteResult(string Reference, string? OrderRef, string Status, string? Summary);

/// <summary>Results per reference, or the id of the background job that reroutes all orders.</summary>
internal sealed record RerouteBatchResult(IReadOnlyList<RerouteResult> Results, string? BulkJobId);

/// <summary>Reroutes unroutable units of the referenced orders with one joint allocation, or of all orders in a background job.</summary>
internal sealed class RerouteCommandEndpoints(FulfillmenttoolsAuthorizer authorizer, BatchRerouteService reroutes, BulkJobService bulkJobs)
{
    private static readonly (string Member, OrderReferenceKind Kind)[] ReferenceMembers =
    [
        ("orderRefs", OrderReferenceKind.OrderId),
        ("tenantOrderIds", OrderReferenceKind.TenantOrderId),
        ("routingPlanIds", OrderReferenceKind.RoutingPlanId),
    ];

    public async Task Reroute(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ProcessSchemas.RerouteCommand, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (IdempotencyKeys.Validate(context.Request) is { } problem)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, [problem]);
            return;
        }

        var references = ReadReferences(body.Json).Distinct().ToList();
        if (references.Count == 0 && body.Json.ReadBoolean("allReroutable") is not true)
        {
            const string Expected = "must have orderRefs, tenantOrderIds, or routingPlanIds, or allReroutable must be true";
            await FulfillmenttoolsErrors.InvalidRequest(context, [new("", "references no orders", Expected)]);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingWrite))
        {
            await (body.Json.ReadBoolean("allReroutable") is true
                ? RerouteAll(context, caller)
                : RerouteReferenced(context, caller, body, references));
        }
    }

    private static IEnumerable<OrderReference> ReadReferences(JsonElement body) =>
        from member in ReferenceMembers
        from reference in body.ReadEntries(member.Member)
        select new OrderReference(member.Kind, reference.GetString()!);

    private async Task RerouteAll(HttpContext context, AuthenticatedCaller caller)
    {
        var result = await bulkJobs.RerouteAll(caller.Caller, caller.Actor.Name, FulfillmenttoolsApi.Name, context.RequestAborted);
        await (result switch
        {
            CreateBulkJobResult.Created(var job) => Write(context, new([], job.Id)),
            CreateBulkJobResult.AlreadyRunning(var job) => Write(context, new([], job.Id)),
            CreateBulkJobResult.TooManyOrders => FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                $"More than {BulkJobService.Max} orders have unroutable units.", "Select some of them: POST /emend/v1/bulk-jobs.")]),
            _ => Write(context, new([], null)),
        });
    }

    private async Task RerouteReferenced(HttpContext context, AuthenticatedCaller caller, JsonBody body, List<OrderReference> references)
    {
        var key = IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes);
        var origin = new BatchOrigin(caller.Caller, FulfillmenttoolsApi.Name, key);
        var results = await reroutes.Reroute(origin, references, context.RequestAborted);
        await Write(context, new([.. results.Select(ToResult)], null));
    }

    private static RerouteResult ToResult(BatchOrderResult result) => (result.Outcome, result.Order) switch
    {
        (BatchOrderOutcome.Updated, { } order) => new(result.Reference, order.Value, "UPDATED", null),
        (BatchOrderOutcome.Unchanged, { } order) => new(result.Reference, order.Value, "UNCHANGED", null),
        (BatchOrderOutcome.Rejected(var violations), { } order) => new(
            result.Reference, order.Value, "FAILED", ViolationErrors.ToSummary(violations)),
        _ => new(result.Reference, null, "FAILED", "The order was not found."),
    };

    private static Task Write(HttpContext context, RerouteBatchResult batch) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        batch,
        static (json, all) =>
        {
            json.WriteObjects("results", all.Results, Write);
            json.WriteText("bulkJobRef", all.BulkJobId);
        });

    private static void Write(Utf8JsonWriter json, RerouteResult result)
    {
        json.WriteString("reference", result.Reference);
        json.WriteText("orderRef", result.OrderRef);
        json.WriteString("status", result.Status);
        json.WriteText("summary", result.Summary);
    }
}
