using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of processes, routing plans, and pick jobs.</summary>
internal static class FulfillmentResponseSchemas
{
    private static readonly JsonSchema ProcessStatus = JsonSchema.Choice("CREATED", "IN_PROGRESS", "FINISHED", "CANCELED");

    public static readonly JsonSchema Process = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required(ProcessSchemas.CleanupDate, JsonSchema.Timestamp.WithDescription("When personal data was or will be anonymized.")),
        Required("isAnonymized", JsonSchema.Boolean),
        Required(ProcessSchemas.DeletionDate, JsonSchema.Timestamp.WithDescription("When the process will be deleted.")),
        Required("orderRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("status", ProcessStatus),
        Required("statuses", JsonSchema.Object(Required("status", ProcessStatus))),
        Required("routingPlanRefs", CommonResponseSchemas.Refs),
        Required("pickJobRefs", CommonResponseSchemas.Refs),
        Required("handoverJobRefs", CommonResponseSchemas.Refs),
        Required("shipmentRefs", CommonResponseSchemas.Refs),
        Required("facilityRefs", CommonResponseSchemas.Refs),
        Required("orderLineUnits", JsonSchema.List(JsonSchema.Object(
            [
                Required("orderLineItemId", CommonSchemas.Ref),
                Required("ordered", CommonSchemas.NonNegativeQuantity.WithDescription("The sum of the members except toRestock.")),
                .. LineUnitsWriter.Members,
            ]).Named("OrderLineUnits")).WithDescription("What became of the units of each order line. A member of Emend.")),
    ]).Named("Process");

    private static readonly JsonSchema PlanLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.NonNegativeQuantity),
        Required("available", CommonSchemas.NonNegativeQuantity.WithDescription("Quantity reserved at the facility of the plan.")),
        .. MakeOptional(OrderResponseSchemas.LineDetails),
    ]).Named("RoutingPlanLine");

    private static readonly JsonSchema DecisionLog = JsonSchema.Object(
        Required("url", JsonSchema.NonBlankText().WithDescription("Path of the decision log.")),
        Required("routingRun", JsonSchema.Integer(min: 0)),
        Required("finalizeRun", JsonSchema.Integer(min: 0))).Named("DecisionLogRef");

    public static readonly JsonSchema Plan = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("orderRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Timestamp),
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
        Optional("reRouteReason", CommonResponseSchemas.EnumNames<RerouteReason>(r =>
            FulfillmenttoolsStatusNames.ToWireName((RerouteReason?)r))),
        Required("runType", JsonSchema.Choice("DEFAULT", "REROUTE", "REACTIVATION", "PROCESS_MANUALASSIGNMENT", "ORDERSPLIT_ON_SHORTPICK")),
        Required("routingRun", JsonSchema.Integer(min: 0)),
        Required("finalizeRun", JsonSchema.Integer(min: 0)),
        Required("priority", JsonSchema.Integer(min: 0)),
        Required("predecessorRerouteRoutingPlanRefs", CommonResponseSchemas.Refs),
        Required("successorRerouteRoutingPlanRefs", CommonResponseSchemas.Refs),
        Required(
            "facilityBlackList", CommonResponseSchemas.Refs.WithDescription("Facilities that are excluded from routing of this order.")),
        Required("orderLineItems", JsonSchema.List(PlanLine)),
        Optional("targetAddress", ConsumerSchemas.Address),
        Optional("deliveryPreferences", DeliveryPreferencesSchemas.Preferences),
        Required("decisionLogs", JsonSchema.List(DecisionLog)),
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
    ]).Named("RoutingPlan");

    private static readonly PropertySchema[] PickJobCommonMembers =
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.EnumNames<PickJobStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        Required("facilityRef", CommonSchemas.Ref),
        Required("orderRef", CommonSchemas.Ref),
    ];

    public static readonly JsonSchema StrippedPickJob = JsonSchema.Object(PickJobCommonMembers).Named("StrippedPickJob");

    private static readonly JsonSchema PickJobLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("globalLineItemId", CommonSchemas.Ref),
        Optional("originId", CommonSchemas.Ref.WithDescription("The order line, if this line is a part of a split line.")),
        Required("quantity", CommonSchemas.NonNegativeQuantity),
        Required("picked", CommonSchemas.NonNegativeQuantity),
        Required("status", CommonResponseSchemas.EnumNames<PickLineStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        .. MakeOptional(OrderResponseSchemas.LineDetails),
    ]).Named("PickJobLine");

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Required("channel", JsonSchema.Choice("COLLECT", "SHIPPING")),
        Optional("targetTime", JsonSchema.Timestamp),
        Required("details", JsonSchema.Object(Optional("shipping", JsonSchema.Object(Required("postalAddress", ConsumerSchemas.Address))))))
        .Named("PickJobDelivery");

    public static readonly JsonSchema PickJob = JsonSchema.Object(
    [
        .. PickJobCommonMembers,
        Optional("subStatus", CommonResponseSchemas.EnumNames<PickJobSubStatus>(s =>
            FulfillmenttoolsStatusNames.ToWireName((PickJobSubStatus?)s))),
        Required("shortId", JsonSchema.Text(10)),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Timestamp),
        Required("processId", CommonSchemas.Ref),
        Required("routingPlanRef", CommonSchemas.Ref),
        Required("documentsRef", CommonSchemas.Ref),
        Required("resetBlocked", JsonSchema.Boolean),
        Required("deliveryinformation", Delivery),
        Required("pickLineItems", JsonSchema.List(PickJobLine, 10_000)),
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
    ]).Named("PickJob");

    // A line that was removed later has no article.
    private static IEnumerable<PropertySchema> MakeOptional(PropertySchema[] members) => members.Select(m => m with { IsRequired = false });
}
