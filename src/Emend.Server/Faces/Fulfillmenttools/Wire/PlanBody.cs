using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A routing plan among all plans of its order.</summary>
internal readonly record struct ToldPlan(Owned<RoutingPlan> Owned, IReadOnlyList<Owned<RoutingPlan>> All);

/// <summary>Routing plans, ours to theirs.</summary>
internal static class PlanBody
{
    public static void Write(Utf8JsonWriter json, ToldPlan told)
    {
        var (order, plan) = told.Owned;
        json.WriteString("id", plan.Id.Value);
        json.WriteNumber("version", plan.Version);
        json.Moment("created", plan.CreatedAt);
        json.Moment("lastModified", plan.ModifiedAt);
        json.WriteString("orderRef", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.Moment("orderDate", order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteString("status", StatusNames.Of(plan, order));
        json.WriteString("consolidatedStatus", StatusNames.Consolidated(plan));
        json.Text("facilityRef", plan.Facility?.Value);
        json.Text("pickJobRef", order.PickJobOf(plan.Id)?.Id.Value);
        json.Text("reRouteReason", StatusNames.Of(plan.Reason));
        json.WriteString("runType", StatusNames.RunType(plan.Reason));
        json.WriteNumber("routingRun", plan.Run);
        json.WriteNumber("finalizeRun", 0);
        json.WriteNumber("priority", 0);
        json.Texts("predecessorRerouteRoutingPlanRefs", plan.Predecessors.Select(p => p.Value));
        var successors = told.All.Select(p => p.Entity).Where(p => p.Predecessors.Contains(plan.Id));
        json.Texts("successorRerouteRoutingPlanRefs", successors.Select(p => p.Id.Value));
        json.Texts("facilityBlackList", order.Blocked.Select(f => f.Value));
        json.Objects("orderLineItems", plan.Lines.Select(l => (l, order)), static (item, entry) => Line(item, entry.l, entry.order));
        if (order.Personal.Consumer.DeliveryAddress is { } address) json.Object("targetAddress", address, ConsumerBody.Address);
        DeliveryBody.Write(json, order);
        json.Objects("decisionLogs", [plan], Log);
        OrderBody.Workflow(json);
    }

    private static void Log(Utf8JsonWriter json, RoutingPlan plan)
    {
        json.WriteString("url", DecisionLogBody.PathOf(plan));
        json.WriteNumber("routingRun", plan.Run);
        json.WriteNumber("finalizeRun", 0);
    }

    private static void Line(Utf8JsonWriter json, PlanLine line, Order order)
    {
        json.WriteString("id", line.Line.Value);
        json.Amount("quantity", line.Quantity);
        json.Amount("available", line.Reserved);
        if (order.FindLine(line.Line) is { } known) LineBody.Rest(json, new(known, order));
    }
}
