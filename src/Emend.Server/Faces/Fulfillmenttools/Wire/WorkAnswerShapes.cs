using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Processes, routing plans and pick jobs as their bodies tell them.</summary>
internal static class WorkAnswerShapes
{
    private static readonly Shape ProcessStatus = Shape.Choice("CREATED", "IN_PROGRESS", "FINISHED", "CANCELED");

    public static readonly Shape Process = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must(ProcessShapes.CleanupDate, Shape.Moment.Says("When what speaks of persons was erased, or is to be.")),
        Must("isAnonymized", Shape.Flag),
        Must(ProcessShapes.DeletionDate, Shape.Moment.Says("When it is to be deleted.")),
        Must("orderRef", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("status", ProcessStatus),
        Must("statuses", Shape.Object(Must("status", ProcessStatus))),
        Must("routingPlanRefs", AnswerShapes.Refs),
        Must("pickJobRefs", AnswerShapes.Refs),
        Must("handoverJobRefs", AnswerShapes.Refs),
        Must("shipmentRefs", AnswerShapes.Refs),
        Must("facilityRefs", AnswerShapes.Refs),
    ]).Named("Process");

    private static readonly Shape PlanLine = Shape.Object(
    [
        Must("id", CommonShapes.Ref),
        Must("quantity", CommonShapes.AnyQuantity),
        Must("available", CommonShapes.AnyQuantity.Says("How much of it is reserved where the plan routes it.")),
        .. Optional(OrderAnswerShapes.RestOfALine),
    ]).Named("RoutingPlanLine");

    private static readonly Shape DecisionLog = Shape.Object(
        Must("url", Shape.Name().Says("Where the decision log of the run is.")),
        Must("routingRun", Shape.Whole(least: 0)),
        Must("finalizeRun", Shape.Whole(least: 0))).Named("DecisionLogRef");

    public static readonly Shape Plan = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("orderRef", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("orderDate", Shape.Moment),
        Must("processId", CommonShapes.Ref),
        Must("status", Shape.Choice("ROUTED", "NOT_ROUTABLE", "REROUTED", "CANCELED", "LOCKED", "PROMISED")),
        Must("consolidatedStatus", Shape.Choice(
            "ROUTED", "PROCESS_ORDER_MODIFIED_REROUTED_THEN_ROUTED", "PICKJOB_REJECTED_THEN_REROUTED",
            "NOT_ROUTABLE", "PROCESS_ORDER_MODIFIED_REROUTED_THEN_NOT_ROUTABLE", "PICKJOB_REJECTED_THEN_NOT_ROUTABLE",
            "WAITING_THEN_ROUTED", "WAITING_THEN_NOT_ROUTABLE", "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED",
            "ROUTING_PLAN_SHORTPICKED_THEN_REROUTED", "PROCESS_MANUAL_REROUTED_THEN_ROUTED", "PROCESS_MANUAL_REROUTED_THEN_NOT_ROUTABLE",
            "ROUTED_THEN_REROUTED", "NOT_ROUTABLE_WAS_MANUALLY_REROUTED",
            "REROUTED", "CANCELED", "UNKNOWN")),
        May("facilityRef", CommonShapes.Ref),
        May("pickJobRef", CommonShapes.Ref),
        May("reRouteReason", AnswerShapes.States<RerouteReason>(r => StatusNames.Of((RerouteReason?)r))),
        Must("runType", Shape.Choice("DEFAULT", "REROUTE", "REACTIVATION", "PROCESS_MANUALASSIGNMENT", "ORDERSPLIT_ON_SHORTPICK")),
        Must("routingRun", Shape.Whole(least: 0)),
        Must("finalizeRun", Shape.Whole(least: 0)),
        Must("priority", Shape.Whole(least: 0)),
        Must("predecessorRerouteRoutingPlanRefs", AnswerShapes.Refs),
        Must("successorRerouteRoutingPlanRefs", AnswerShapes.Refs),
        Must("facilityBlackList", AnswerShapes.Refs.Says("Facilities that this order is not routed to again.")),
        Must("orderLineItems", Shape.List(PlanLine)),
        May("targetAddress", ConsumerShapes.Address),
        May("deliveryPreferences", DeliveryShapes.Preferences),
        Must("decisionLogs", Shape.List(DecisionLog)),
        Must("workflowInformation", AnswerShapes.Workflow),
    ]).Named("RoutingPlan");

    private static readonly Member[] PickJobHead =
    [
        .. AnswerShapes.Versioned,
        Must("status", AnswerShapes.States<PickJobStatus>(StatusNames.Of)),
        Must("facilityRef", CommonShapes.Ref),
        Must("orderRef", CommonShapes.Ref),
    ];

    public static readonly Shape StrippedPickJob = Shape.Object(PickJobHead).Named("StrippedPickJob");

    private static readonly Shape PickJobLine = Shape.Object(
    [
        Must("id", CommonShapes.Ref),
        Must("globalLineItemId", CommonShapes.Ref),
        May("originId", CommonShapes.Ref.Says("The line that it is a part of, where that was split.")),
        Must("quantity", CommonShapes.AnyQuantity),
        Must("picked", CommonShapes.AnyQuantity),
        Must("status", AnswerShapes.States<PickLineStatus>(StatusNames.Of)),
        .. Optional(OrderAnswerShapes.RestOfALine),
    ]).Named("PickJobLine");

    private static readonly Shape Delivery = Shape.Object(
        Must("channel", Shape.Choice("COLLECT", "SHIPPING")),
        May("targetTime", Shape.Moment),
        Must("details", Shape.Object(May("shipping", Shape.Object(Must("postalAddress", ConsumerShapes.Address))))))
        .Named("PickJobDelivery");

    public static readonly Shape PickJob = Shape.Object(
    [
        .. PickJobHead,
        May("subStatus", AnswerShapes.States<PickJobSubStatus>(s => StatusNames.Of((PickJobSubStatus?)s))),
        Must("shortId", Shape.Text(10)),
        May("tenantOrderId", CommonShapes.Ref),
        Must("orderDate", Shape.Moment),
        Must("processId", CommonShapes.Ref),
        Must("routingPlanRef", CommonShapes.Ref),
        Must("documentsRef", CommonShapes.Ref),
        Must("resetBlocked", Shape.Flag),
        Must("deliveryinformation", Delivery),
        Must("pickLineItems", Shape.List(PickJobLine, 10_000)),
        Must("workflowInformation", AnswerShapes.Workflow),
    ]).Named("PickJob");

    // A line that was removed later has left no article behind.
    private static IEnumerable<Member> Optional(Member[] members) => members.Select(m => m with { Required = false });
}
