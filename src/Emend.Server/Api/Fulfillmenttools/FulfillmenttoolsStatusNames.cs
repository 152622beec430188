using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Our states in their words, and back. Pure: the only place where the two meet.</summary>
internal static class FulfillmenttoolsStatusNames
{
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Open => "OPEN",
        OrderStatus.Canceled => "CANCELLED",
        OrderStatus.Promised => "PROMISED",
        OrderStatus.Locked => "LOCKED",
        OrderStatus.Obsolete => "OBSOLETE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(RoutingPlanStatus status) => status switch
    {
        RoutingPlanStatus.Routed => "ROUTED",
        RoutingPlanStatus.NotRoutable => "NOT_ROUTABLE",
        RoutingPlanStatus.Rerouted => "REROUTED",
        RoutingPlanStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The same of a plan of an order: what is routed is as locked, or as promised, as the order.</summary>
    public static string Of(RoutingPlan plan, Order order) =>
        plan.Status is RoutingPlanStatus.Routed && order.Status is OrderStatus.Locked or OrderStatus.Promised
            ? Of(order.Status)
            : Of(plan.Status);

    /// <summary>The status of a plan together with how it came about.</summary>
    public static string Consolidated(RoutingPlan plan) => (plan.Status, plan.Reason) switch
    {
        (RoutingPlanStatus.Routed, null) => "ROUTED",
        (RoutingPlanStatus.Routed, RerouteReason.OrderModified) => "PROCESS_ORDER_MODIFIED_REROUTED_THEN_ROUTED",
        (RoutingPlanStatus.Routed, RerouteReason.Aborted) => "PICKJOB_REJECTED_THEN_REROUTED",
        (RoutingPlanStatus.NotRoutable, null) => "NOT_ROUTABLE",
        (RoutingPlanStatus.NotRoutable, RerouteReason.OrderModified) => "PROCESS_ORDER_MODIFIED_REROUTED_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.NotRoutable, RerouteReason.Aborted) => "PICKJOB_REJECTED_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.Routed, RerouteReason.RetryUnroutable) => "WAITING_THEN_ROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.RetryUnroutable) => "WAITING_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.Routed, RerouteReason.StockZeroed) => "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.StockZeroed) => "NOT_ROUTABLE",
        (RoutingPlanStatus.Routed, RerouteReason.ProcessReroute or RerouteReason.Assigned) => "PROCESS_MANUAL_REROUTED_THEN_ROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.ProcessReroute) => "PROCESS_MANUAL_REROUTED_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.Routed, RerouteReason.ManualReroute) => "ROUTED_THEN_REROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.ManualReroute) => "NOT_ROUTABLE_WAS_MANUALLY_REROUTED",
        (RoutingPlanStatus.Routed, RerouteReason.ShortPick) => "ROUTING_PLAN_SHORTPICKED_THEN_REROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.ShortPick) => "NOT_ROUTABLE",
        (RoutingPlanStatus.Rerouted, _) => "REROUTED",
        (RoutingPlanStatus.Canceled, _) => "CANCELED",
        _ => "UNKNOWN",
    };

    public static string RunType(RerouteReason? reason) => reason switch
    {
        null => "DEFAULT",
        RerouteReason.RetryUnroutable => "REACTIVATION",
        RerouteReason.Assigned => "PROCESS_MANUALASSIGNMENT",
        RerouteReason.ShortPick => "ORDERSPLIT_ON_SHORTPICK",
        _ => "REROUTE",
    };

    public static string? Of(RerouteReason? reason) => reason switch
    {
        null or RerouteReason.RetryUnroutable => null, // they call it another run of the same plan
        RerouteReason.StockZeroed => "STOCKZEROED",
        RerouteReason.OrderModified => "ORDERMODIFIED",
        RerouteReason.Aborted => "ABORTED",
        RerouteReason.ProcessReroute or RerouteReason.Assigned => "PROCESSREROUTE",
        RerouteReason.ManualReroute => "MANUAL",
        RerouteReason.ShortPick => "SHORTPICK",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(PickJobStatus status) => status switch
    {
        PickJobStatus.Open => "OPEN",
        PickJobStatus.InProgress => "IN_PROGRESS",
        PickJobStatus.Paused => "PAUSED",
        PickJobStatus.WaitingForInput => "WAITING_FOR_INPUT",
        PickJobStatus.Closed => "CLOSED",
        PickJobStatus.Rerouted => "REROUTED",
        PickJobStatus.Aborted => "ABORTED",
        PickJobStatus.Canceled => "CANCELED",
        PickJobStatus.Obsolete => "OBSOLETE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string? Of(PickJobSubStatus? status) => status switch
    {
        null => null,
        PickJobSubStatus.OrderModified => "ORDER_MODIFIED",
        PickJobSubStatus.PickJobAborted => "PICK_JOB_ABORTED",
        PickJobSubStatus.ShortPicked => "SHORT_PICKED",
        PickJobSubStatus.ZeroPicked => "ZERO_PICKED",
        PickJobSubStatus.StockZeroed => "STOCK_ZEROED",
        PickJobSubStatus.ProcessReroute => "PROCESS_REROUTE",
        PickJobSubStatus.ManualReroute => "MANUAL_REROUTE",
        PickJobSubStatus.ShortPickReroute => "SHORT_PICK_REROUTE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(PickLineStatus status) => status switch
    {
        PickLineStatus.Open => "OPEN",
        PickLineStatus.InProgress => "IN_PROGRESS",
        PickLineStatus.Closed => "CLOSED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(FacilityStatus status) => status switch
    {
        FacilityStatus.Online => "ONLINE",
        FacilityStatus.Suspended => "SUSPENDED",
        FacilityStatus.Offline => "OFFLINE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(HandoverStatus status) => status switch
    {
        HandoverStatus.Open => "OPEN",
        HandoverStatus.WaitingForInput => "WAITING_FOR_INPUT",
        HandoverStatus.HandedOver => "HANDED_OVER",
        HandoverStatus.Obsolete => "OBSOLETE",
        HandoverStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(HandoverCancelReason reason) => reason switch
    {
        HandoverCancelReason.ConsumerNoShow => "CONSUMER_NO_SHOW",
        HandoverCancelReason.ConsumerRejects => "CONSUMER_REJECTS",
        HandoverCancelReason.OrderCanceled => "ORDER_CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Initial => "INITIAL",
        ShipmentStatus.Requested => "REQUEST",
        ShipmentStatus.Retryable => "RETRYABLE",
        ShipmentStatus.Confirmed => "CONFIRMED",
        ShipmentStatus.Completed => "COMPLETED",
        ShipmentStatus.Obsolete => "OBSOLETE",
        ShipmentStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(ParcelStatus status) => status switch
    {
        ParcelStatus.Open => "OPEN",
        ParcelStatus.Processing => "PROCESSING",
        ParcelStatus.Done => "DONE",
        ParcelStatus.Failed => "FAILED",
        ParcelStatus.Obsolete => "OBSOLETE",
        ParcelStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static OrderStatus? OrderStatusOf(string? name) => Back<OrderStatus>(name, Of);

    public static HandoverStatus? HandoverStatusOf(string? name) => Back<HandoverStatus>(name, Of);

    public static HandoverCancelReason? HandoverCancelReasonOf(string? name) => Back<HandoverCancelReason>(name, Of);

    public static ShipmentStatus? ShipmentStatusOf(string? name) => Back<ShipmentStatus>(name, Of);

    public static FacilityStatus? FacilityStatusOf(string? name) => Back<FacilityStatus>(name, Of);

    public static PickJobStatus? PickJobStatusOf(string? name) => Back<PickJobStatus>(name, Of);

    public static string Of(AddressKind kind) => kind switch
    {
        AddressKind.Postal => "POSTAL_ADDRESS",
        AddressKind.ParcelLocker => "PARCEL_LOCKER",
        AddressKind.Invoice => "INVOICE_ADDRESS",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Where the process as a whole stands.</summary>
    public static string OfProcess(Order order) => order switch
    {
        { Status: OrderStatus.Canceled or OrderStatus.Obsolete } => "CANCELED",
        { HasNothingToFulfill: true } => "CANCELED",
        { IsFinished: true } => "FINISHED",
        _ when order.PickJobs.Any(j => j.Status is not PickJobStatus.Open) => "IN_PROGRESS",
        _ => "CREATED",
    };

    private static T? Back<T>(string? name, Func<T, string> of)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => of(v) == name).Select(v => (T?)v).FirstOrDefault();
}
