using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using static Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>An event that clients can subscribe to.</summary>
/// <param name="Kind">The kind of the integration event.</param>
/// <param name="Name">Event name of fulfillmenttools.</param>
/// <param name="Description">When the event is raised.</param>
internal sealed record FulfillmenttoolsEvent(IntegrationEventKind Kind, string Name, string Description)
{
    /// <summary>Another kind with the same name; null if there is none.</summary>
    public IntegrationEventKind? OtherKind { get; init; }

    public IEnumerable<IntegrationEventKind> Kinds => OtherKind is { } other ? [Kind, other] : [Kind];
}

/// <summary>The event names of the fulfillmenttools API. They never change.</summary>
internal static class FulfillmenttoolsEventNames
{
    /// <summary>The events of fulfillmenttools that Emend raises. Clients can subscribe to each of them.</summary>
    public static readonly ImmutableArray<FulfillmenttoolsEvent> Supported =
    [
        new(OrderCreated, "ORDER_CREATED", "An order was placed."),
        new(OrderModified, "ORDER_MODIFIED", "An order was modified. The payload is the order with the changed fields in `changes`."),
        new(OrderCanceled, "ORDER_CANCELLED", "An order was canceled before work on it started."),
        new(OrderForceCanceled, "ORDER_FORCE_CANCELLED", "The cancellation of an order was forced, whatever the progress of its work."),
        new(OrderExpired, "ORDER_CANCELLED_BY_EXPIRY", "An order was canceled because its promise expired."),
        new(OrderUnlocked, "ORDER_UNLOCKED", "A locked order was unlocked."),
        new(PlanRouted, "ROUTING_PLAN_ROUTED", "Units of an order were routed to a facility."),
        new(PlanNotRoutable, "ROUTING_PLAN_NOT_ROUTABLE", "Units of an order are unroutable."),
        new(PlanRerouted, "ROUTING_PLAN_REROUTEPLAN_CREATED", "A new routing plan replaces another one."),
        new(PlanAbandoned, "ROUTING_PLAN_FALLBACK", "Emend stopped rerouting unroutable units."),
        new(PlanCanceled, "ROUTING_PLAN_CANCELLED", "A routing plan was canceled with its order."),
        new(PlanSplit, "ROUTING_PLAN_SPLITTED", "A routing plan was reduced. The missing units are routed elsewhere."),
        new(PickJobCreated, "PICK_JOB_CREATED", "A pick job was created."),
        new(PickingCommenced, "PICK_JOB_PICKING_COMMENCED", "Picking started."),
        new(PickingPaused, "PICK_JOB_PICKING_PAUSED", "Picking was paused."),
        new(LinePicked, "PICK_JOB_PICK_LINE_PICKED", "The picked quantity of a line was reported."),
        new(PickingFinished, "PICK_JOB_PICKING_FINISHED", "A pick job was closed."),
        new(PickJobAborted, "PICK_JOB_ABORTED", "A facility aborted a pick job."),
        new(PickJobCanceled, "PICK_JOB_CANCELED", "A pick job was canceled, alone or with its order."),
        new(PickJobRerouted, "PICK_JOB_REROUTED", "A reroute replaced a pick job."),
        new(PickJobReset, "PICK_JOB_RESET", "A pick job was reset."),
        new(HandoverCreated, "HANDOVERJOB_CREATED", "A handover job was created for picked goods."),
        new(HandedOver, "HANDOVERJOB_HANDED_OVER", "Everything was handed over."),
        new(HandoverReverted, "HANDOVERJOB_REVERTED", "A handover was reverted."),
        new(HandoverCanceled, "HANDOVERJOB_CANCELED", "A handover was canceled."),
        new(ShipmentCreated, "SHIPMENT_CREATED", "A shipment was created for picked goods."),
        new(ShipmentUpdated, "SHIPMENT_UPDATED", "A shipment changed its status."),
        new(LabelRequested, "PARCEL_CARRIER_REQUESTED", "A label was requested from a carrier."),
        new(LabelAcknowledged, "PARCEL_CARRIER_ACKNOWLEDGED", "A carrier accepted a label request. Sent together with the label."),
        new(LabelCreated, "PARCEL_CARRIER_CREATED", "A carrier created a label."),
        new(LabelFailed, "PARCEL_CARRIER_FAILED", "A carrier failed to create a label."),
        new(ParcelTracked, "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED",
            "A carrier reported a parcel, or a label became obsolete, and with it its tracking number.")
        {
            OtherKind = LabelObsolete,
        },
        new(Anonymized, "PROCESS_ANONYMIZED", "An order was anonymized because its retention time had passed."),
        new(Deleted, "PROCESS_DELETED", "An order was deleted with its history because its deletion time had passed."),
    ];

    // Events that fulfillmenttools does not have. Subscriptions to several kinds of events and the broker receive them.
    private static readonly (IntegrationEventKind Kind, string Name)[] Additional =
    [
        (ModificationUndone, "ORDER_MODIFICATION_UNDONE"),
        (LabelsObsolete, "SHIPMENT_LABELS_OBSOLETE"),
        (ReturnTaskCreated, "RETURN_TASK_CREATED"),
        (ReturnTaskUpdated, "RETURN_TASK_UPDATED"),
        (ReturnTaskClosed, "RETURN_TASK_CLOSED"),
        (HandoverUpdated, "HANDOVERJOB_UPDATED"),
        (PromiseConfirmed, "ORDER_PROMISE_CONFIRMED"),
        (PromiseExtended, "ORDER_PROMISE_EXTENDED"),
        (PickLinePartsChanged, "PICK_JOB_LINE_DIVIDED"),
        (ReservationsRemoved, "RESERVATIONS_REMOVED"),
        (PlanAmended, "ROUTING_PLAN_AMENDED"),
        (PickJobAmended, "PICK_JOB_AMENDED"),
    ];

    private static readonly FrozenDictionary<IntegrationEventKind, string> NamesByKind = Supported
        .SelectMany(supported => supported.Kinds.Select(kind => (Kind: kind, supported.Name)))
        .Concat(Additional)
        .ToFrozenDictionary(entry => entry.Kind, entry => entry.Name);

    public static string ToName(IntegrationEventKind kind) => NamesByKind[kind];
}
