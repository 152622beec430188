using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Processes, routing plans and pick jobs as their bodies tell them.</summary>
internal static class FulfillmentResponseSchemas
{
    private static readonly JsonSchema ProcessStatus = JsonSchema.Choice("CREATED", "IN_PROGRESS", "FINISHED", "CANCELED");

    public static readonly JsonSchema Process = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required(ProcessSchemas.CleanupDate, JsonSchema.Moment.WithDescription("When what speaks of persons was erased, or is to be.")),
        Required("isAnonymized", JsonSchema.Flag),
        Required(ProcessSchemas.DeletionDate, JsonSchema.Moment.WithDescription("When it is to be deleted.")),
        Required("orderRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("status", ProcessStatus),
        Required("statuses", JsonSchema.Object(Required("status", ProcessStatus))),
        Required("routingPlanRefs", CommonResponseSchemas.Refs),
        Required("pickJobRefs", CommonResponseSchemas.Refs),
        Required("handoverJobRefs", CommonResponseSchemas.Refs),
        Required("shipmentRefs", CommonResponseSchemas.Refs),
        Required("facilityRefs", CommonResponseSchemas.Refs),
    ]).Named("Process");

    private static readonly JsonSchema PlanLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.AnyQuantity),
        Required("available", CommonSchemas.AnyQuantity.WithDescription("How much of it is reserved where the plan routes it.")),
        .. AllOptional(OrderResponseSchemas.RestOfALine),
    ]).Named("RoutingPlanLine");

    private static readonly JsonSchema DecisionLog = JsonSchema.Object(
        Required("url", JsonSchema.Name().WithDescription("Where the decision log of the run is.")),
        Required("routingRun", JsonSchema.Whole(least: 0)),
        Required("finalizeRun", JsonSchema.Whole(least: 0))).Named("DecisionLogRef");

    public static readonly JsonSchema Plan = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("orderRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Moment),
        Required("processId", CommonSchemas.Ref),
        Required("status", JsonSchema.Choice("ROUTED", "NOT_ROUTABLE", "REROUTED", "CANCELED", "LOCKED", "PROMISED")),
        Required("consolidatedStatus", JsonSchema.Choice(
            "ROUTED", "PROCESS_ORDER_MODIFIED_REROUTED_THEN_ROUTED", "PICKJOB_REJECTED_THEN_REROUTED",
            "NOT_ROUTABLE", "PROCESS_ORDER_MODIFIED_REROUTED_THEN_NOT_ROUTABLE", "PICKJOB_REJECTED_THEN_NOT_ROUTABLE",
            "WAITING_THEN_ROUTED", "WAITING_THEN_NOT_ROUTABLE", "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED",
            "ROUTING_PLAN_SHORTPICKED_THEN_REROUTED", "PROCESS_MANUAL_REROUTED_THEN_ROUTED", "PROCESS_MANUAL_REROUTED_THEN_NOT_ROUTABLE",
            "ROUTED_THEN_REROUTED", "NOT_ROUTABLE_WAS_MANUALLY_REROUTED",
            "REROUTED", "CANCELED", "UNKNOWN")),
        Optional("facilityRef", CommonSchemas.Ref),
        Optional("pickJobRef", CommonSchemas.Ref),
        Optional("reRouteReason", CommonResponseSchemas.States<RerouteReason>(r => FulfillmenttoolsStatusNames.Of((RerouteReason?)r))),
        Required("runType", JsonSchema.Choice("DEFAULT", "REROUTE", "REACTIVATION", "PROCESS_MANUALASSIGNMENT", "ORDERSPLIT_ON_SHORTPICK")),
        Required("routingRun", JsonSchema.Whole(least: 0)),
        Required("finalizeRun", JsonSchema.Whole(least: 0)),
        Required("priority", JsonSchema.Whole(least: 0)),
        Required("predecessorRerouteRoutingPlanRefs", CommonResponseSchemas.Refs),
        Required("successorRerouteRoutingPlanRefs", CommonResponseSchemas.Refs),
        Required("facilityBlackList", CommonResponseSchemas.Refs.WithDescription("Facilities that this order is not routed to again.")),
        Required("orderLineItems", JsonSchema.List(PlanLine)),
        Optional("targetAddress", ConsumerSchemas.Address),
        Optional("deliveryPreferences", DeliveryPreferencesSchemas.Preferences),
        Required("decisionLogs", JsonSchema.List(DecisionLog)),
        Required("workflowInformation", CommonResponseSchemas.Workflow),
    ]).Named("RoutingPlan");

    private static readonly PropertySchema[] PickJobHead =
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.States<PickJobStatus>(FulfillmenttoolsStatusNames.Of)),
        Required("facilityRef", CommonSchemas.Ref),
        Required("orderRef", CommonSchemas.Ref),
    ];

    public static readonly JsonSchema StrippedPickJob = JsonSchema.Object(PickJobHead).Named("StrippedPickJob");

    private static readonly JsonSchema PickJobLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("globalLineItemId", CommonSchemas.Ref),
        Optional("originId", CommonSchemas.Ref.WithDescription("The line that it is a part of, where that was split.")),
        Required("quantity", CommonSchemas.AnyQuantity),
        Required("picked", CommonSchemas.AnyQuantity),
        Required("status", CommonResponseSchemas.States<PickLineStatus>(FulfillmenttoolsStatusNames.Of)),
        .. AllOptional(OrderResponseSchemas.RestOfALine),
    ]).Named("PickJobLine");

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Required("channel", JsonSchema.Choice("COLLECT", "SHIPPING")),
        Optional("targetTime", JsonSchema.Moment),
        Required("details", JsonSchema.Object(Optional("shipping", JsonSchema.Object(Required("postalAddress", ConsumerSchemas.Address))))))
        .Named("PickJobDelivery");

    public static readonly JsonSchema PickJob = JsonSchema.Object(
    [
        .. PickJobHead,
        Optional("subStatus", CommonResponseSchemas.States<PickJobSubStatus>(s => FulfillmenttoolsStatusNames.Of((PickJobSubStatus?)s))),
        Required("shortId", JsonSchema.Text(10)),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Moment),
        Required("processId", CommonSchemas.Ref),
        Required("routingPlanRef", CommonSchemas.Ref),
        Required("documentsRef", CommonSchemas.Ref),
        Required("resetBlocked", JsonSchema.Flag),
        Required("deliveryinformation", Delivery),
        Required("pickLineItems", JsonSchema.List(PickJobLine, 10_000)),
        Required("workflowInformation", CommonResponseSchemas.Workflow),
    ]).Named("PickJob");

    // A line that was removed later has left no article behind.
    private static IEnumerable<PropertySchema> AllOptional(PropertySchema[] members) => members.Select(m => m with { IsRequired = false });
}
