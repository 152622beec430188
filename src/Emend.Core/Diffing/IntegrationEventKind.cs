namespace Emend.Core.Diffing;

/// <summary>
/// What an <see cref="IntegrationEvent"/> reports. Each API has its own names for the kinds. New kinds come last: APIs list the kinds in
/// this order.
/// </summary>
public enum IntegrationEventKind
{
    /// <summary>An order was placed.</summary>
    OrderCreated,

    /// <summary>An order was modified.</summary>
    OrderModified,

    /// <summary>A modification undid an earlier one; published in addition to <see cref="OrderModified"/>.</summary>
    ModificationUndone,

    /// <summary>Labels became obsolete.</summary>
    LabelsObsolete,

    /// <summary>Units were routed to a facility.</summary>
    PlanRouted,

    /// <summary>Units are unroutable.</summary>
    PlanNotRoutable,

    /// <summary>A routing plan was superseded by a reroute.</summary>
    PlanRerouted,

    /// <summary>Emend stopped retrying to route unroutable units.</summary>
    PlanAbandoned,

    /// <summary>A pick job was created at a facility.</summary>
    PickJobCreated,

    /// <summary>A pick job was started.</summary>
    PickingCommenced,

    /// <summary>The picked quantity of a line was reported.</summary>
    LinePicked,

    /// <summary>A pick job was closed.</summary>
    PickingFinished,

    /// <summary>A facility aborted a pick job.</summary>
    PickJobAborted,

    /// <summary>A pick job was reset.</summary>
    PickJobReset,

    /// <summary>A pick job was rerouted.</summary>
    PickJobRerouted,

    /// <summary>An order was canceled before work started.</summary>
    OrderCanceled,

    /// <summary>An order was canceled by force.</summary>
    OrderForceCanceled,

    /// <summary>A routing plan was canceled with its order.</summary>
    PlanCanceled,

    /// <summary>A pick job was canceled.</summary>
    PickJobCanceled,

    /// <summary>A return task was created for picked goods.</summary>
    ReturnTaskCreated,

    /// <summary>Goods were restocked.</summary>
    ReturnTaskUpdated,

    /// <summary>A return task was closed.</summary>
    ReturnTaskClosed,

    /// <summary>A pick job was paused.</summary>
    PickingPaused,

    /// <summary>A routing plan was reduced; the units that were not found are rerouted.</summary>
    PlanSplit,

    /// <summary>A handover job was created.</summary>
    HandoverCreated,

    /// <summary>Goods were partly handed over, or the handover job waits for input.</summary>
    HandoverUpdated,

    /// <summary>All goods were handed over.</summary>
    HandedOver,

    /// <summary>A handover job was reverted.</summary>
    HandoverReverted,

    /// <summary>A handover job was canceled.</summary>
    HandoverCanceled,

    /// <summary>A shipment was created.</summary>
    ShipmentCreated,

    /// <summary>A shipment changed or ended.</summary>
    ShipmentUpdated,

    /// <summary>A label was requested from a carrier.</summary>
    LabelRequested,

    /// <summary>A carrier accepted a label request; published together with the response.</summary>
    LabelAcknowledged,

    /// <summary>A carrier created a label.</summary>
    LabelCreated,

    /// <summary>A carrier created no label.</summary>
    LabelFailed,

    /// <summary>A promised order expired.</summary>
    OrderExpired,

    /// <summary>A locked order was unlocked.</summary>
    OrderUnlocked,

    /// <summary>A promised order was confirmed.</summary>
    PromiseConfirmed,

    /// <summary>A promise was extended.</summary>
    PromiseExtended,

    /// <summary>A line of a pick job was split, its parts were merged, or the picked quantity of a part changed.</summary>
    PickLinePartsChanged,

    /// <summary>The label of a parcel became obsolete.</summary>
    LabelObsolete,

    /// <summary>A carrier outside of Emend reported a parcel.</summary>
    ParcelTracked,

    /// <summary>An order was anonymized.</summary>
    Anonymized,

    /// <summary>An order was deleted.</summary>
    Deleted,

    /// <summary>Reservations of an order were removed.</summary>
    ReservationsRemoved,

    /// <summary>A routing plan got fewer or more units in place.</summary>
    PlanAmended,

    /// <summary>A pick job got fewer or more units in place.</summary>
    PickJobAmended,
}
