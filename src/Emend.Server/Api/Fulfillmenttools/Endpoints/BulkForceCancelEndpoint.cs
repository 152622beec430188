using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What came of one of several orders.</summary>
internal sealed record OrderActionResult(string Order, string Status, string? Summary)
{
    public static void Write(Utf8JsonWriter json, OrderActionResult acted)
    {
        json.WriteString("orderId", acted.Order);
        json.WriteString("status", acted.Status);
        json.Text("summary", acted.Summary);
    }
}

/// <summary>The cancelation of several orders is forced: at once, each by itself.</summary>
internal sealed class BulkForceCancelEndpoint(FulfillmenttoolsAuthorizer entrance, OrderService orderService, IReasonStore reasons)
{
    public async Task Act(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        var body = await JsonBody.Read(context.Request, PickJobActionSchemas.OnOrders, ct);
        var storedReasons = body.IsGood ? await Reasons(caller.Tenant, body.Json, ct) : [];
        var problems = body.IsGood ? [.. Unknown(body.Json, storedReasons)] : body.Problems;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderForceCancel)) return;
        var results = new List<OrderActionResult>();
        foreach (var order in body.Json.Entries("orders")) results.Add(await Cancel(caller.Caller, order, storedReasons, ct));
        await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, results, OrderActionResult.Write);
    }

    private async Task<ImmutableArray<StoredReason>> Reasons(TenantId tenant, JsonElement body, CancellationToken ct) =>
        body.Entries("orders").Any(o => o.Has(ProcessSchemas.CancelationReasonId))
            ? await reasons.All(tenant, IReasonStore.Cancelation, ct)
            : [];

    private static IEnumerable<ValidationError> Unknown(JsonElement body, ImmutableArray<StoredReason> storedReasons) =>
        from entry in body.Entries("orders").Index()
        let named = entry.Item.Text(ProcessSchemas.CancelationReasonId)
        where named is not null && storedReasons.All(r => r.Id != named)
        select new ValidationError(
            $"orders[{entry.Index}].{ProcessSchemas.CancelationReasonId}",
            $"is {ValueFormatter.Short(named)}",
            $"must be the id of one of the tenant's {IReasonStore.Cancelation}");

    private async Task<OrderActionResult> Cancel(Caller caller, JsonElement named, ImmutableArray<StoredReason> storedReasons, CancellationToken ct)
    {
        var id = named.Text("orderId")!;
        var reason = storedReasons.FirstOrDefault(r => r.Id == named.Text(ProcessSchemas.CancelationReasonId));
        var step = new FulfillmentAction.ForceCancel(ActionDispatcher.Cancelation(reason));
        var command = ActionDispatcher.Process(step, reason) with { Version = named.Whole("version") };
        var request = new OrderCommandRequest(caller, new OrderKey.ById(new(id)), command, FulfillmenttoolsApi.Name, Core.Rules.FulfillmenttoolsPolicy.Policy);
        return await orderService.Execute(request, ct) switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted } => new(id, "UPDATED", null),
            OrderCommandResult.Decided { Decision: Decision.NoChange } => new(id, "UNCHANGED", "The order is cancelled already."),
            OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => Failed(
                id, $"The order is in version {versionConflict.Current}, the request names {versionConflict.Expected}. Read it again, and decide anew."),
            OrderCommandResult.Decided { Decision: Decision.Rejected refused } => Failed(
                id, string.Join(" ", refused.Violations.Select(r => $"It must hold that {r.Condition}. {r.Remedy} (row {r.RuleId})"))),
            OrderCommandResult.NotFound => Failed(id, $"There is no order {ValueFormatter.Short(id)}."),
            var other => Failed(id, $"It could not be decided: {other.GetType().Name}."),
        };
    }

    private static OrderActionResult Failed(string id, string summary) => new(id, "FAILED", summary);
}
