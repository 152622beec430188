using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Maps statuses and reasons of Emend to the names of fulfillmenttools and back. No other type maps these names.</summary>
internal static class FulfillmenttoolsStatusNames
{
    public static string ToWireName(Order order) => ToWireName(FulfillmenttoolsOrderStatusTable.From(order.Facts));

    public static string ToWireName(FulfillmenttoolsOrderStatus status) => status switch
    {
        FulfillmenttoolsOrderStatus.Open => "OPEN",
        FulfillmenttoolsOrderStatus.Canceled => "CANCELLED",
        FulfillmenttoolsOrderStatus.Promised => "PROMISED",
        FulfillmenttoolsOrderStatus.Locked => "LOCKED",
        FulfillmenttoolsOrderStatus.Obsolete => "OBSOLETE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string ToWireName(RoutingPlanStatus status) => status switch
    {
        RoutingPlanStatus.Routed => "ROUTED",
        RoutingPlanStatus.NotRoutable => "NOT_ROUTABLE",
        RoutingPlanStatus.Rerouted => "REROUTED",
        RoutingPlanStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Status of a plan. A routed plan of a locked or promised order has the status of the order.</summary>
    public static string ToWireName(RoutingPlan plan, Order order) =>
        plan.Status is RoutingPlanStatus.Routed && FulfillmenttoolsOrderStatusTable.From(order.Facts) is
            FulfillmenttoolsOrderStatus.Locked or FulfillmenttoolsOrderStatus.Promised
            ? ToWireName(order)
            : ToWireName(plan.Status);

    /// <summary>The consolidated status combines the status of a plan with its reroute reason.</summary>
    public static string ToConsolidatedStatus(RoutingPlan plan) => (plan.Status, plan.Reason) switch
    {
        (RoutingPlanStatus.Routed, null) => "ROUTED",
        (RoutingPlanStatus.Routed, RerouteReason.OrderModified) => "PROCESS_ORDER_MODIFIED_REROUTED_THEN_ROUTED",
        (RoutingPlanStatus.Routed, RerouteReason.Aborted) => "PICKJOB_REJECTED_THEN_REROUTED",
        (RoutingPlanStatus.NotRoutable, null) => "NOT_ROUTABLE",
        (RoutingPlanStatus.NotRoutable, RerouteReason.OrderModified) => "PROCESS_ORDER_MODIFIED_REROUTED_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.NotRoutable, RerouteReason.Aborted) => "PICKJOB_REJECTED_THEN_NOT_ROUTABLE",
        (RoutingPlanStatus.Routed, RerouteReason.RetriedUnroutable) => "WAITING_THEN_ROUTED",
        (RoutingPlanStatus.NotRoutable, RerouteReason.RetriedUnroutable) => "WAITING_THEN_NOT_ROUTABLE",
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

    public static string ToRunType(RerouteReason? reason) => reason switch
    {
        null => "DEFAULT",
        RerouteReason.RetriedUnroutable => "REACTIVATION",
        RerouteReason.Assigned => "PROCESS_MANUALASSIGNMENT",
        RerouteReason.ShortPick => "ORDERSPLIT_ON_SHORTPICK",
        _ => "REROUTE",
    };

    public static string? ToWireName(RerouteReason? reason) => reason switch
    {
        null or RerouteReason.RetriedUnroutable => null, // fulfillmenttools treats a retry as another run of the same plan
        RerouteReason.StockZeroed => "STOCKZEROED",
        RerouteReason.OrderModified => "ORDERMODIFIED",
        RerouteReason.Aborted => "ABORTED",
        RerouteReason.ProcessReroute or RerouteReason.Assigned => "PROCESSREROUTE",
        RerouteReason.ManualReroute => "MANUAL",
        RerouteReason.ShortPick => "SHORTPICK",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string ToWireName(PickJobStatus status) => status switch
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

    public static string? ToWireName(PickJobSubStatus? status) => status switch
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

    public static string ToWireName(PickLineStatus status) => status switch
    {
        PickLineStatus.Open => "OPEN",
        PickLineStatus.InProgress => "IN_PROGRESS",
        PickLineStatus.Closed => "CLOSED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string ToWireName(FacilityStatus status) => status switch
    {
        FacilityStatus.Online => "ONLINE",
        FacilityStatus.Suspended => "SUSPENDED",
        FacilityStatus.Offline => "OFFLINE",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string ToWireName(HandoverStatus status) => status switch
    {
        HandoverStatus.Open => "OPEN",
        HandoverStatus.WaitingForInput => "WAITING_FOR_INPUT",
        HandoverStatus.HandedOver => "HANDED_OVER",
        HandoverStatus.Obsolete => "OBSOLETE",
        HandoverStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string ToWireName(HandoverCancelReason reason) => reason switch
    {
        HandoverCancelReason.ConsumerNoShow => "CONSUMER_NO_SHOW",
        HandoverCancelReason.ConsumerRejects => "CONSUMER_REJECTS",
        HandoverCancelReason.OrderCanceled => "ORDER_CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string ToWireName(ShipmentStatus status) => status switch
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

    public static string ToWireName(ParcelStatus status) => status switch
    {
        ParcelStatus.Open => "OPEN",
        ParcelStatus.Processing => "PROCESSING",
        ParcelStatus.Done => "DONE",
        ParcelStatus.Failed => "FAILED",
        ParcelStatus.Obsolete => "OBSOLETE",
        ParcelStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The kind of label whose tracking data has the direction.</summary>
    public static string ToWireName(TrackingDirection direction) => direction switch
    {
        TrackingDirection.Outbound => "SEND_LABEL",
        TrackingDirection.Inbound => "RETURN_LABEL",
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };

    /// <summary>Status in a response.</summary>
    public static string ToResponseName(TrackingStatus status) => status switch
    {
        TrackingStatus.PickedUp => "picked_up",
        TrackingStatus.Delivered => "delivered",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Status in a request.</summary>
    public static string ToWireName(TrackingStatus status) => status switch
    {
        TrackingStatus.PickedUp => "PICKED_UP",
        TrackingStatus.Delivered => "DELIVERED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static FulfillmenttoolsOrderStatus? ParseOrderStatus(string? name) => Parse<FulfillmenttoolsOrderStatus>(name, ToWireName);

    public static HandoverStatus? ParseHandoverStatus(string? name) => Parse<HandoverStatus>(name, ToWireName);

    public static HandoverCancelReason? ParseHandoverCancelReason(string? name) => Parse<HandoverCancelReason>(name, ToWireName);

    public static ShipmentStatus? ParseShipmentStatus(string? name) => Parse<ShipmentStatus>(name, ToWireName);

    public static ParcelStatus? ParseParcelStatus(string? name) => Parse<ParcelStatus>(name, ToWireName);

    public static TrackingDirection? ParseTrackingDirection(string? name) => Parse<TrackingDirection>(name, ToWireName);

    public static TrackingStatus? ParseTrackingStatus(string? name) => Parse<TrackingStatus>(name, ToWireName);

    public static FacilityStatus? ParseFacilityStatus(string? name) => Parse<FacilityStatus>(name, ToWireName);

    public static PickJobStatus? ParsePickJobStatus(string? name) => Parse<PickJobStatus>(name, ToWireName);

    public static string ToWireName(AddressKind kind) => kind switch
    {
        AddressKind.Postal => "POSTAL_ADDRESS",
        AddressKind.ParcelLocker => "PARCEL_LOCKER",
        AddressKind.Invoice => "INVOICE_ADDRESS",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Status of the process of an order.</summary>
    public static string ToProcessStatus(OrderProgress progress) => progress switch
    {
        OrderProgress.Created => "CREATED",
        OrderProgress.InProgress => "IN_PROGRESS",
        OrderProgress.Finished => "FINISHED",
        OrderProgress.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(progress)),
    };

    private static T? Parse<T>(string? name, Func<T, string> of)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => of(v) == name).Select(v => (T?)v).FirstOrDefault();
}
