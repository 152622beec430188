using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A routing plan among all plans of its order.</summary>
internal readonly record struct RoutingPlanView(OwnedEntity<RoutingPlan> Owned, IReadOnlyList<OwnedEntity<RoutingPlan>> All);

/// <summary>Routing plans, ours to theirs.</summary>
internal static class RoutingPlanWriter
{
    public static void Write(Utf8JsonWriter json, RoutingPlanView routingPlanView)
    {
        var (order, plan) = routingPlanView.Owned;
        json.WriteString("id", plan.Id.Value);
        json.WriteNumber("version", plan.Version);
        json.Moment("created", plan.CreatedAt);
        json.Moment("lastModified", plan.ModifiedAt);
        json.WriteString("orderRef", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.Moment("orderDate", order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(plan, order));
        json.WriteString("consolidatedStatus", FulfillmenttoolsStatusNames.Consolidated(plan));
        json.Text("facilityRef", plan.Facility?.Value);
        json.Text("pickJobRef", order.PickJobOf(plan.Id)?.Id.Value);
        json.Text("reRouteReason", FulfillmenttoolsStatusNames.Of(plan.Reason));
        json.WriteString("runType", FulfillmenttoolsStatusNames.RunType(plan.Reason));
        json.WriteNumber("routingRun", plan.RunNumber);
        json.WriteNumber("finalizeRun", 0);
        json.WriteNumber("priority", 0);
        json.Texts("predecessorRerouteRoutingPlanRefs", plan.Predecessors.Select(p => p.Value));
        var successors = routingPlanView.All.Select(p => p.Entity).Where(p => p.Predecessors.Contains(plan.Id));
        json.Texts("successorRerouteRoutingPlanRefs", successors.Select(p => p.Id.Value));
        json.Texts("facilityBlackList", order.ExcludedFacilities.Select(f => f.Value));
        json.Objects("orderLineItems", plan.Lines.Select(l => (l, order)), static (item, entry) => Line(item, entry.l, entry.order));
        if (order.PersonalData.Consumer.DeliveryAddress is { } address) json.Object("targetAddress", address, ConsumerWriter.Address);
        DeliveryPreferencesWriter.Write(json, order);
        json.Objects("decisionLogs", [plan], Log);
        OrderWriter.Workflow(json);
    }

    private static void Log(Utf8JsonWriter json, RoutingPlan plan)
    {
        json.WriteString("url", DecisionLogWriter.PathOf(plan));
        json.WriteNumber("routingRun", plan.RunNumber);
        json.WriteNumber("finalizeRun", 0);
    }

    private static void Line(Utf8JsonWriter json, PlanLine line, Order order)
    {
        json.WriteString("id", line.Line.Value);
        json.Amount("quantity", line.Quantity);
        json.Amount("available", line.Reserved);
        if (order.FindLine(line.Line) is { } known) OrderLineWriter.Rest(json, new(known, order));
    }
}
