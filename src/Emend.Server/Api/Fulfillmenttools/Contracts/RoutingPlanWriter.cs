using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A routing plan and all plans of its order.</summary>
internal readonly record struct RoutingPlanView(OwnedEntity<RoutingPlan> Plan, IReadOnlyList<OwnedEntity<RoutingPlan>> AllPlans);

/// <summary>Writes routing plans.</summary>
internal static class RoutingPlanWriter
{
    public static void Write(Utf8JsonWriter json, RoutingPlanView view)
    {
        var (order, plan) = view.Plan;
        json.WriteString("id", plan.Id.Value);
        json.WriteNumber("version", plan.Version);
        json.WriteTimestamp("created", plan.CreatedAt);
        json.WriteTimestamp("lastModified", plan.ModifiedAt);
        json.WriteString("orderRef", order.Id.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteTimestamp("orderDate", order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(plan, order));
        json.WriteString("consolidatedStatus", FulfillmenttoolsStatusNames.ToConsolidatedStatus(plan));
        json.WriteText("facilityRef", plan.Facility?.Value);
        json.WriteText("pickJobRef", order.FindPickJobOfPlan(plan.Id)?.Id.Value);
        json.WriteText("reRouteReason", FulfillmenttoolsStatusNames.ToWireName(plan.Reason));
        json.WriteString("runType", FulfillmenttoolsStatusNames.ToRunType(plan.Reason));
        json.WriteNumber("routingRun", plan.RunNumber);
        json.WriteNumber("finalizeRun", 0);
        json.WriteNumber("priority", 0);
        json.WriteTexts("predecessorRerouteRoutingPlanRefs", plan.Predecessors.Select(p => p.Value));
        var successors = view.AllPlans.Select(p => p.Entity).Where(p => p.Predecessors.Contains(plan.Id));
        json.WriteTexts("successorRerouteRoutingPlanRefs", successors.Select(p => p.Id.Value));
        json.WriteTexts("facilityBlackList", order.ExcludedFacilities.Select(f => f.Value));
        json.WriteObjects(
            "orderLineItems", plan.Lines.Select(l => (l, order)), static (item, entry) => WriteLine(item, entry.l, entry.order));
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("targetAddress", address, ConsumerWriter.WriteAddress);
        }

        DeliveryPreferencesWriter.Write(json, order);
        json.WriteObjects("decisionLogs", [plan], WriteDecisionLogReference);
        OrderWriter.WriteWorkflowInformation(json);
    }

    private static void WriteDecisionLogReference(Utf8JsonWriter json, RoutingPlan plan)
    {
        json.WriteString("url", DecisionLogWriter.GetPath(plan));
        json.WriteNumber("routingRun", plan.RunNumber);
        json.WriteNumber("finalizeRun", 0);
    }

    private static void WriteLine(Utf8JsonWriter json, PlanLine line, Order order)
    {
        json.WriteString("id", line.Line.Value);
        json.WriteQuantity("quantity", line.Quantity);
        json.WriteQuantity("available", line.Reserved);
        if (order.FindLineOrRemoved(line.Line) is { } known)
        {
            OrderLineWriter.WriteDetails(json, new(known, order));
        }
    }
}
