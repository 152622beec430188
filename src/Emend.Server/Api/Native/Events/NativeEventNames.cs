using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;

namespace Emend.Server.Api.Native.Events;

/// <summary>The event names of the native API. Clients use them; they never change.</summary>
internal static class NativeEventNames
{
    private static readonly (IntegrationEventKind Kind, string Name)[] Names =
    [
        (IntegrationEventKind.OrderCreated, "ORDER_CREATED"),
        (IntegrationEventKind.OrderModified, "ORDER_MODIFIED"),
        (IntegrationEventKind.ModificationUndone, "ORDER_MODIFICATION_UNDONE"),
        (IntegrationEventKind.LabelsObsolete, "SHIPMENT_LABELS_OBSOLETE"),
        (IntegrationEventKind.PlanRouted, "ROUTING_PLAN_ROUTED"),
        (IntegrationEventKind.PlanNotRoutable, "ROUTING_PLAN_NOT_ROUTABLE"),
        (IntegrationEventKind.PlanRerouted, "ROUTING_PLAN_REROUTED"),
        (IntegrationEventKind.PlanAbandoned, "ROUTING_PLAN_GIVEN_UP"),
        (IntegrationEventKind.PickJobCreated, "PICK_JOB_CREATED"),
        (IntegrationEventKind.PickingCommenced, "PICK_JOB_PICKING_COMMENCED"),
        (IntegrationEventKind.LinePicked, "PICK_JOB_LINE_PICKED"),
        (IntegrationEventKind.PickingFinished, "PICK_JOB_PICKING_FINISHED"),
        (IntegrationEventKind.PickJobAborted, "PICK_JOB_ABORTED"),
        (IntegrationEventKind.PickJobReset, "PICK_JOB_RESET"),
        (IntegrationEventKind.PickJobRerouted, "PICK_JOB_REROUTED"),
        (IntegrationEventKind.OrderCanceled, "ORDER_CANCELLED"),
        (IntegrationEventKind.OrderForceCanceled, "ORDER_FORCE_CANCELLED"),
        (IntegrationEventKind.PlanCanceled, "ROUTING_PLAN_CANCELLED"),
        (IntegrationEventKind.PickJobCanceled, "PICK_JOB_CANCELED"),
        (IntegrationEventKind.ReturnTaskCreated, "RETURN_TASK_CREATED"),
        (IntegrationEventKind.ReturnTaskUpdated, "RETURN_TASK_UPDATED"),
        (IntegrationEventKind.ReturnTaskClosed, "RETURN_TASK_CLOSED"),
        (IntegrationEventKind.PickingPaused, "PICK_JOB_PICKING_PAUSED"),
        (IntegrationEventKind.PlanSplit, "ROUTING_PLAN_SPLITTED"),
        (IntegrationEventKind.HandoverCreated, "HANDOVERJOB_CREATED"),
        (IntegrationEventKind.HandoverUpdated, "HANDOVERJOB_UPDATED"),
        (IntegrationEventKind.HandedOver, "HANDOVERJOB_HANDED_OVER"),
        (IntegrationEventKind.HandoverReverted, "HANDOVERJOB_REVERTED"),
        (IntegrationEventKind.HandoverCanceled, "HANDOVERJOB_CANCELED"),
        (IntegrationEventKind.ShipmentCreated, "SHIPMENT_CREATED"),
        (IntegrationEventKind.ShipmentUpdated, "SHIPMENT_UPDATED"),
        (IntegrationEventKind.LabelRequested, "PARCEL_CARRIER_REQUESTED"),
        (IntegrationEventKind.LabelAcknowledged, "PARCEL_CARRIER_ACKNOWLEDGED"),
        (IntegrationEventKind.LabelCreated, "PARCEL_CARRIER_CREATED"),
        (IntegrationEventKind.LabelFailed, "PARCEL_CARRIER_FAILED"),
        (IntegrationEventKind.OrderExpired, "ORDER_CANCELLED_BY_EXPIRY"),
        (IntegrationEventKind.OrderUnlocked, "ORDER_UNLOCKED"),
        (IntegrationEventKind.PromiseConfirmed, "ORDER_PROMISE_CONFIRMED"),
        (IntegrationEventKind.PromiseExtended, "ORDER_PROMISE_EXTENDED"),
        (IntegrationEventKind.PickLinePartsChanged, "PICK_JOB_LINE_DIVIDED"),
        (IntegrationEventKind.LabelObsolete, "PARCEL_LABEL_OBSOLETE"),
        (IntegrationEventKind.ParcelTracked, "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED"),
        (IntegrationEventKind.Anonymized, "PROCESS_ANONYMIZED"),
        (IntegrationEventKind.Deleted, "PROCESS_DELETED"),
        (IntegrationEventKind.ReservationsRemoved, "RESERVATIONS_REMOVED"),
        (IntegrationEventKind.PlanAmended, "ROUTING_PLAN_AMENDED"),
        (IntegrationEventKind.PickJobAmended, "PICK_JOB_AMENDED"),
    ];

    private static readonly FrozenDictionary<IntegrationEventKind, string> NamesByKind =
        Names.ToFrozenDictionary(entry => entry.Kind, entry => entry.Name);

    private static readonly FrozenDictionary<string, IntegrationEventKind> KindsByName =
        Names.ToFrozenDictionary(entry => entry.Name, entry => entry.Kind);

    /// <summary>All names.</summary>
    public static readonly ImmutableArray<string> All = [.. Names.Select(entry => entry.Name)];

    public static string ToName(IntegrationEventKind kind) => NamesByKind[kind];

    /// <summary>The kind with this name, which is one of <see cref="All"/>.</summary>
    public static IntegrationEventKind ToKind(string name) => KindsByName[name];
}
