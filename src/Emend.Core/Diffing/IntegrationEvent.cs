using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Something that others want to hear of, told of an order or of one of its operational entities.</summary>
/// <param name="Kind">One of <see cref="EventTypes"/>.</param>
/// <param name="Entity">Which routing plan, pick job or other entity of it; null where it is told of the order.</param>
/// <param name="Facility">Where; null where it is told of the order, or where there is none.</param>
/// <param name="Differences">What differs by it.</param>
/// <param name="Articles">The articles it touches.</param>
public sealed record IntegrationEvent(
    string Kind, EntityId? Entity, FacilityId? Facility, ImmutableArray<FieldDifference> Differences, ImmutableArray<ArticleId> Articles);

/// <summary>The kinds of happenings. Names that clients know: never renamed.</summary>
public static class EventTypes
{
    /// <summary>An order was placed.</summary>
    public const string OrderCreated = "ORDER_CREATED";

    /// <summary>An order was modified.</summary>
    public const string OrderModified = "ORDER_MODIFIED";

    /// <summary>A modification took back an earlier one; told beside <see cref="OrderModified"/>.</summary>
    public const string ModificationUndone = "ORDER_MODIFICATION_UNDONE";

    /// <summary>An order was cancelled before work on it began.</summary>
    public const string OrderCancelled = "ORDER_CANCELLED";

    /// <summary>An order was cancelled wherever work on it stood.</summary>
    public const string OrderForceCancelled = "ORDER_FORCE_CANCELLED";

    /// <summary>An order was cancelled since its promise was not confirmed in time.</summary>
    public const string OrderExpired = "ORDER_CANCELLED_BY_EXPIRY";

    /// <summary>A locked order may go on.</summary>
    public const string OrderUnlocked = "ORDER_UNLOCKED";

    /// <summary>A promise became an order.</summary>
    public const string PromiseConfirmed = "ORDER_PROMISE_CONFIRMED";

    /// <summary>A promise is kept for longer.</summary>
    public const string PromiseExtended = "ORDER_PROMISE_EXTENDED";

    /// <summary>A routing plan ended with its order.</summary>
    public const string PlanCancelled = "ROUTING_PLAN_CANCELLED";

    /// <summary>A pick job ended with its order.</summary>
    public const string PickJobCancelled = "PICK_JOB_CANCELED";

    /// <summary>Goods that were picked are to be put back.</summary>
    public const string ReturnTaskCreated = "RETURN_TASK_CREATED";

    /// <summary>Goods were put back.</summary>
    public const string ReturnTaskUpdated = "RETURN_TASK_UPDATED";

    /// <summary>A return task was finished.</summary>
    public const string ReturnTaskClosed = "RETURN_TASK_CLOSED";

    /// <summary>Labels became obsolete.</summary>
    public const string LabelsObsolete = "SHIPMENT_LABELS_OBSOLETE";

    /// <summary>Units found a facility.</summary>
    public const string PlanRouted = "ROUTING_PLAN_ROUTED";

    /// <summary>Units found no facility.</summary>
    public const string PlanNotRoutable = "ROUTING_PLAN_NOT_ROUTABLE";

    /// <summary>Units are routed elsewhere, or anew.</summary>
    public const string PlanRerouted = "ROUTING_PLAN_REROUTED";

    /// <summary>Units that found no facility are tried no longer.</summary>
    public const string PlanGivenUp = "ROUTING_PLAN_GIVEN_UP";

    /// <summary>Work was offered to a facility.</summary>
    public const string PickJobCreated = "PICK_JOB_CREATED";

    /// <summary>A picker began.</summary>
    public const string PickingCommenced = "PICK_JOB_PICKING_COMMENCED";

    /// <summary>A picker reported what was picked of a line.</summary>
    public const string LinePicked = "PICK_JOB_LINE_PICKED";

    /// <summary>A line of a pick job was split, or parts of it merged, or it was said of which part something was picked.</summary>
    public const string PickLineDivided = "PICK_JOB_LINE_DIVIDED";

    /// <summary>A pick job was finished.</summary>
    public const string PickingFinished = "PICK_JOB_PICKING_FINISHED";

    /// <summary>A facility gave a pick job up.</summary>
    public const string PickJobAborted = "PICK_JOB_ABORTED";

    /// <summary>A pick job begins anew.</summary>
    public const string PickJobReset = "PICK_JOB_RESET";

    /// <summary>A picker laid a pick job aside.</summary>
    public const string PickingPaused = "PICK_JOB_PICKING_PAUSED";

    /// <summary>A routing plan covers less: what was not found is routed elsewhere.</summary>
    public const string PlanSplit = "ROUTING_PLAN_SPLITTED";

    /// <summary>Picked goods are to be handed over.</summary>
    public const string HandoverCreated = "HANDOVERJOB_CREATED";

    /// <summary>A part was handed over, or the handover waits for an answer.</summary>
    public const string HandoverUpdated = "HANDOVERJOB_UPDATED";

    /// <summary>Everything was handed over.</summary>
    public const string HandedOver = "HANDOVERJOB_HANDED_OVER";

    /// <summary>A handover begins anew.</summary>
    public const string HandoverReverted = "HANDOVERJOB_REVERTED";

    /// <summary>A handover ended before its end.</summary>
    public const string HandoverCancelled = "HANDOVERJOB_CANCELED";

    /// <summary>Picked goods are to be shipped.</summary>
    public const string ShipmentCreated = "SHIPMENT_CREATED";

    /// <summary>A shipment moved on, or ended.</summary>
    public const string ShipmentUpdated = "SHIPMENT_UPDATED";

    /// <summary>A carrier is asked for a label.</summary>
    public const string LabelRequested = "PARCEL_CARRIER_REQUESTED";

    /// <summary>A carrier took a request for a label; told with its answer.</summary>
    public const string LabelAcknowledged = "PARCEL_CARRIER_ACKNOWLEDGED";

    /// <summary>A carrier made a label.</summary>
    public const string LabelMade = "PARCEL_CARRIER_CREATED";

    /// <summary>A carrier made none.</summary>
    public const string LabelFailed = "PARCEL_CARRIER_FAILED";

    /// <summary>A pick job was taken from its facility.</summary>
    public const string PickJobRerouted = "PICK_JOB_REROUTED";

    /// <summary>What speaks of persons in an order was erased.</summary>
    public const string Anonymized = "PROCESS_ANONYMIZED";

    /// <summary>An order was deleted.</summary>
    public const string Deleted = "PROCESS_DELETED";

    /// <summary>All there are.</summary>
    public static readonly ImmutableArray<string> All =
    [
        OrderCreated, OrderModified, ModificationUndone, LabelsObsolete, PlanRouted, PlanNotRoutable, PlanRerouted, PlanGivenUp,
        PickJobCreated, PickingCommenced, LinePicked, PickingFinished, PickJobAborted, PickJobReset, PickJobRerouted,
        OrderCancelled, OrderForceCancelled, PlanCancelled, PickJobCancelled, ReturnTaskCreated, ReturnTaskUpdated, ReturnTaskClosed,
        PickingPaused, PlanSplit, HandoverCreated, HandoverUpdated, HandedOver, HandoverReverted, HandoverCancelled, ShipmentCreated,
        ShipmentUpdated, LabelRequested, LabelAcknowledged, LabelMade, LabelFailed, OrderExpired, OrderUnlocked,
        PromiseConfirmed, PromiseExtended, PickLineDivided,
        Anonymized, Deleted,
    ];
}
