using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>An event for other systems, about an order or one of its operational entities.</summary>
/// <param name="Type">Event type, one of <see cref="EventTypes"/>.</param>
/// <param name="Entity">The operational entity; null if the event is about the order.</param>
/// <param name="Facility">The facility of the entity; null if the event is about the order or there is no facility.</param>
/// <param name="Differences">Differences of the event.</param>
/// <param name="Articles">The affected articles.</param>
public sealed record IntegrationEvent(
    string Type, EntityId? Entity, FacilityId? Facility, ImmutableArray<FieldDifference> Differences, ImmutableArray<ArticleId> Articles);

/// <summary>The types of integration events. Clients use these names; they never change.</summary>
public static class EventTypes
{
    /// <summary>An order was placed.</summary>
    public const string OrderCreated = "ORDER_CREATED";

    /// <summary>An order was modified.</summary>
    public const string OrderModified = "ORDER_MODIFIED";

    /// <summary>A modification undid an earlier one; published in addition to <see cref="OrderModified"/>.</summary>
    public const string ModificationUndone = "ORDER_MODIFICATION_UNDONE";

    /// <summary>An order was canceled before work started.</summary>
    public const string OrderCanceled = "ORDER_CANCELLED";

    /// <summary>An order was canceled by force.</summary>
    public const string OrderForceCanceled = "ORDER_FORCE_CANCELLED";

    /// <summary>A promised order expired.</summary>
    public const string OrderExpired = "ORDER_CANCELLED_BY_EXPIRY";

    /// <summary>A locked order was unlocked.</summary>
    public const string OrderUnlocked = "ORDER_UNLOCKED";

    /// <summary>A promised order was confirmed.</summary>
    public const string PromiseConfirmed = "ORDER_PROMISE_CONFIRMED";

    /// <summary>A promise was extended.</summary>
    public const string PromiseExtended = "ORDER_PROMISE_EXTENDED";

    /// <summary>A routing plan was canceled with its order.</summary>
    public const string PlanCanceled = "ROUTING_PLAN_CANCELLED";

    /// <summary>A pick job was canceled.</summary>
    public const string PickJobCanceled = "PICK_JOB_CANCELED";

    /// <summary>A return task was created for picked goods.</summary>
    public const string ReturnTaskCreated = "RETURN_TASK_CREATED";

    /// <summary>Goods were restocked.</summary>
    public const string ReturnTaskUpdated = "RETURN_TASK_UPDATED";

    /// <summary>A return task was closed.</summary>
    public const string ReturnTaskClosed = "RETURN_TASK_CLOSED";

    /// <summary>Labels became obsolete.</summary>
    public const string LabelsObsolete = "SHIPMENT_LABELS_OBSOLETE";

    /// <summary>Units were routed to a facility.</summary>
    public const string PlanRouted = "ROUTING_PLAN_ROUTED";

    /// <summary>Units are unroutable.</summary>
    public const string PlanNotRoutable = "ROUTING_PLAN_NOT_ROUTABLE";

    /// <summary>A routing plan was superseded by a reroute.</summary>
    public const string PlanRerouted = "ROUTING_PLAN_REROUTED";

    /// <summary>Emend stopped retrying to route unroutable units.</summary>
    public const string PlanAbandoned = "ROUTING_PLAN_GIVEN_UP";

    /// <summary>A pick job was created at a facility.</summary>
    public const string PickJobCreated = "PICK_JOB_CREATED";

    /// <summary>A pick job was started.</summary>
    public const string PickingCommenced = "PICK_JOB_PICKING_COMMENCED";

    /// <summary>The picked quantity of a line was reported.</summary>
    public const string LinePicked = "PICK_JOB_LINE_PICKED";

    /// <summary>A line of a pick job was split, its parts were merged, or the picked quantity of a part changed.</summary>
    public const string PickLinePartsChanged = "PICK_JOB_LINE_DIVIDED";

    /// <summary>A pick job was closed.</summary>
    public const string PickingFinished = "PICK_JOB_PICKING_FINISHED";

    /// <summary>A facility aborted a pick job.</summary>
    public const string PickJobAborted = "PICK_JOB_ABORTED";

    /// <summary>A pick job was reset.</summary>
    public const string PickJobReset = "PICK_JOB_RESET";

    /// <summary>A pick job was paused.</summary>
    public const string PickingPaused = "PICK_JOB_PICKING_PAUSED";

    /// <summary>A routing plan was reduced; the units that were not found are rerouted.</summary>
    public const string PlanSplit = "ROUTING_PLAN_SPLITTED";

    /// <summary>A handover job was created.</summary>
    public const string HandoverCreated = "HANDOVERJOB_CREATED";

    /// <summary>Goods were partly handed over, or the handover job waits for input.</summary>
    public const string HandoverUpdated = "HANDOVERJOB_UPDATED";

    /// <summary>All goods were handed over.</summary>
    public const string HandedOver = "HANDOVERJOB_HANDED_OVER";

    /// <summary>A handover job was reverted.</summary>
    public const string HandoverReverted = "HANDOVERJOB_REVERTED";

    /// <summary>A handover job was canceled.</summary>
    public const string HandoverCanceled = "HANDOVERJOB_CANCELED";

    /// <summary>A shipment was created.</summary>
    public const string ShipmentCreated = "SHIPMENT_CREATED";

    /// <summary>A shipment changed or ended.</summary>
    public const string ShipmentUpdated = "SHIPMENT_UPDATED";

    /// <summary>A label was requested from a carrier.</summary>
    public const string LabelRequested = "PARCEL_CARRIER_REQUESTED";

    /// <summary>A carrier accepted a label request; published together with the response.</summary>
    public const string LabelAcknowledged = "PARCEL_CARRIER_ACKNOWLEDGED";

    /// <summary>A carrier created a label.</summary>
    public const string LabelCreated = "PARCEL_CARRIER_CREATED";

    /// <summary>A carrier created no label.</summary>
    public const string LabelFailed = "PARCEL_CARRIER_FAILED";

    /// <summary>The label of a parcel became obsolete.</summary>
    public const string LabelObsolete = "PARCEL_LABEL_OBSOLETE";

    /// <summary>A carrier outside of Emend reported a parcel.</summary>
    public const string ParcelTracked = "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED";

    /// <summary>A pick job was rerouted.</summary>
    public const string PickJobRerouted = "PICK_JOB_REROUTED";

    /// <summary>Reservations of an order were removed.</summary>
    public const string ReservationsRemoved = "RESERVATIONS_REMOVED";

    /// <summary>An order was anonymized.</summary>
    public const string Anonymized = "PROCESS_ANONYMIZED";

    /// <summary>An order was deleted.</summary>
    public const string Deleted = "PROCESS_DELETED";

    /// <summary>All event types.</summary>
    public static readonly ImmutableArray<string> All =
    [
        OrderCreated, OrderModified, ModificationUndone, LabelsObsolete, PlanRouted, PlanNotRoutable, PlanRerouted, PlanAbandoned,
        PickJobCreated, PickingCommenced, LinePicked, PickingFinished, PickJobAborted, PickJobReset, PickJobRerouted,
        OrderCanceled, OrderForceCanceled, PlanCanceled, PickJobCanceled, ReturnTaskCreated, ReturnTaskUpdated, ReturnTaskClosed,
        PickingPaused, PlanSplit, HandoverCreated, HandoverUpdated, HandedOver, HandoverReverted, HandoverCanceled, ShipmentCreated,
        ShipmentUpdated, LabelRequested, LabelAcknowledged, LabelCreated, LabelFailed, OrderExpired, OrderUnlocked,
        PromiseConfirmed, PromiseExtended, PickLinePartsChanged, LabelObsolete, ParcelTracked,
        Anonymized, Deleted, ReservationsRemoved,
    ];
}
