using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Storage.Orders;

/// <summary>Stored names of enum values. Stored names never change; new names are added at the end.</summary>
internal static class StoredEnumNames
{
    public static readonly EnumNames<RoutingPlanStatus> Plan = new("ROUTED", "NOT_ROUTABLE", "REROUTED", "CANCELED");

    public static readonly EnumNames<RerouteReason> Reason = new(
        "ORDER_MODIFIED", "ABORTED", "WAITED", "STOCK_ZEROED", "PROCESS_REROUTE", "MANUAL_REROUTE", "ASSIGNED", "SHORT_PICK");

    public static readonly EnumNames<PickJobStatus> PickJob = new(
        "OPEN", "IN_PROGRESS", "PAUSED", "WAITING_FOR_INPUT", "CLOSED", "REROUTED", "ABORTED", "CANCELED", "OBSOLETE");

    public static readonly EnumNames<PickJobSubStatus> PickJobSub = new(
        "ORDER_MODIFIED", "PICK_JOB_ABORTED", "SHORT_PICKED", "ZERO_PICKED", "STOCK_ZEROED", "PROCESS_REROUTE", "MANUAL_REROUTE",
        "SHORT_PICK_REROUTE");

    public static readonly EnumNames<PickLineStatus> PickLine = new("OPEN", "IN_PROGRESS", "CLOSED");

    public static readonly EnumNames<HandoverStatus> Handover = new("OPEN", "WAITING_FOR_INPUT", "HANDED_OVER", "OBSOLETE", "CANCELED");

    public static readonly EnumNames<HandoverCancelReason> HandoverCancel = new("CONSUMER_NO_SHOW", "CONSUMER_REJECTS", "ORDER_CANCELED");

    public static readonly EnumNames<ShipmentStatus> Shipment = new(
        "INITIAL", "REQUESTED", "RETRYABLE", "CONFIRMED", "COMPLETED", "OBSOLETE", "CANCELED");

    public static readonly EnumNames<ParcelStatus> Parcel = new("OPEN", "PROCESSING", "DONE", "FAILED", "OBSOLETE", "CANCELED");

    public static readonly EnumNames<TrackingDirection> TrackingDirection = new("OUTBOUND", "INBOUND");

    public static readonly EnumNames<TrackingStatus> Tracking = new("PICKED_UP", "DELIVERED");

    public static readonly EnumNames<ReturnTaskStatus> ReturnTask = new("OPEN", "CLOSED");

    public static readonly EnumNames<DeliveryKind> Delivery = new("SHIPPING", "COLLECT");

    public static readonly EnumNames<HoldKind> Hold = new("MODIFY", "FRAUD", "MANUAL");
    public static readonly EnumNames<LineReleaseKind> LineRelease = new("BACKORDER", "PREORDER");

    public static readonly EnumNames<AddressKind> Address = new("POSTAL", "PARCEL_LOCKER", "INVOICE");

    public static readonly EnumNames<FenceKind> Fence = new(
        "FACILITY_ONLINE", "STOCK", "COUNTRY", "PRESELECTED", "BLOCKED", "COMPLETE_STOCK", "BUSINESS_TYPE", "CARRIER",
        "PICKING_TIME_CAPACITY", "SAME_DAY");

    public static readonly EnumNames<UnroutableBehavior> Unroutable = new("REJECT", "ACCEPT");

    public static readonly EnumNames<RatingKind> Rating = new(
        "GEO_DISTANCE", "NUMBER_OF_DELIVERIES", "STOCK_BALANCE", "STOCK_AVAILABILITY", "WORKLOAD_BALANCING", "PREFER_STORE",
        "PREFER_WAREHOUSE", "MATCHING_BUSINESS_TYPE", "ZONE", "CAPACITY");
}
