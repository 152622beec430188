using Emend.Core.Diffing;

namespace Emend.Server.Storage.Messaging;

/// <summary>Stored names of the kinds of events. They never change, whatever the APIs call the events.</summary>
internal static class StoredEventKinds
{
    public static readonly EnumNames<IntegrationEventKind> Names = new(
        "ORDER_CREATED",
        "ORDER_MODIFIED",
        "ORDER_MODIFICATION_UNDONE",
        "SHIPMENT_LABELS_OBSOLETE",
        "ROUTING_PLAN_ROUTED",
        "ROUTING_PLAN_NOT_ROUTABLE",
        "ROUTING_PLAN_REROUTED",
        "ROUTING_PLAN_GIVEN_UP",
        "PICK_JOB_CREATED",
        "PICK_JOB_PICKING_COMMENCED",
        "PICK_JOB_LINE_PICKED",
        "PICK_JOB_PICKING_FINISHED",
        "PICK_JOB_ABORTED",
        "PICK_JOB_RESET",
        "PICK_JOB_REROUTED",
        "ORDER_CANCELLED",
        "ORDER_FORCE_CANCELLED",
        "ROUTING_PLAN_CANCELLED",
        "PICK_JOB_CANCELED",
        "RETURN_TASK_CREATED",
        "RETURN_TASK_UPDATED",
        "RETURN_TASK_CLOSED",
        "PICK_JOB_PICKING_PAUSED",
        "ROUTING_PLAN_SPLITTED",
        "HANDOVERJOB_CREATED",
        "HANDOVERJOB_UPDATED",
        "HANDOVERJOB_HANDED_OVER",
        "HANDOVERJOB_REVERTED",
        "HANDOVERJOB_CANCELED",
        "SHIPMENT_CREATED",
        "SHIPMENT_UPDATED",
        "PARCEL_CARRIER_REQUESTED",
        "PARCEL_CARRIER_ACKNOWLEDGED",
        "PARCEL_CARRIER_CREATED",
        "PARCEL_CARRIER_FAILED",
        "ORDER_CANCELLED_BY_EXPIRY",
        "ORDER_UNLOCKED",
        "ORDER_PROMISE_CONFIRMED",
        "ORDER_PROMISE_EXTENDED",
        "PICK_JOB_LINE_DIVIDED",
        "PARCEL_LABEL_OBSOLETE",
        "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED",
        "PROCESS_ANONYMIZED",
        "PROCESS_DELETED",
        "RESERVATIONS_REMOVED");
}
