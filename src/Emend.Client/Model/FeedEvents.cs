using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>An event of the feed with the changed fields.</summary>
public sealed record FeedEvent
{
    /// <summary>The position in the feed. Use it to continue after the event and to detect duplicates.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The event type.</summary>
    public EventType Type { get; init; }

    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's order number.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The order revision that the event created.</summary>
    public long Revision { get; init; }

    /// <summary>The order version after the event.</summary>
    public long Version { get; init; }

    /// <summary>The number of the event in its order. Later events of the order have higher numbers; numbers can be missing.</summary>
    public long Sequence { get; init; }

    /// <summary>The time of the event.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The actor.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>The API that received the request.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that was applied.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>The id of the affected entity, such as a routing plan or pick job; null if the event concerns the order.</summary>
    public string? Entity { get; init; }

    /// <summary>The affected facilities.</summary>
    public IReadOnlyList<string> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>The affected articles.</summary>
    public IReadOnlyList<string> Articles { get; init => field = value ?? []; } = [];

    /// <summary>The changed fields.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];
}

/// <summary>A page of events.</summary>
public sealed record EventPage
{
    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<FeedEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>The position to continue after. It is set even if the page is empty.</summary>
    public string Cursor { get; init => field = value ?? ""; } = "";

    /// <summary>True if more events are available.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A filter for events. A list matches if one of its values matches. All lists must match.</summary>
public sealed record EventFilter
{
    /// <summary>The order ids.</summary>
    public IReadOnlyList<string>? Orders { get; init; }

    /// <summary>The event types.</summary>
    public IReadOnlyList<EventType>? Types { get; init; }

    /// <summary>The APIs that received the request. Actions of the system actor have the API name <c>emend</c>.</summary>
    public IReadOnlyList<string>? Apis { get; init; }

    /// <summary>The affected facilities.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>The affected articles.</summary>
    public IReadOnlyList<string>? Articles { get; init; }
}

/// <summary>The event type.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<EventType>))]
public readonly record struct EventType(string Name) : IExtensibleEnum<EventType>
{
    /// <summary>An order was placed.</summary>
    public static EventType OrderCreated { get; } = new("ORDER_CREATED");

    /// <summary>An order was modified.</summary>
    public static EventType OrderModified { get; } = new("ORDER_MODIFIED");

    /// <summary>A modification undid an earlier one. Emitted in addition to <see cref="OrderModified"/>.</summary>
    public static EventType ModificationUndone { get; } = new("ORDER_MODIFICATION_UNDONE");

    /// <summary>Shipping labels became obsolete.</summary>
    public static EventType LabelsObsolete { get; } = new("SHIPMENT_LABELS_OBSOLETE");

    /// <summary>Units were routed to a facility.</summary>
    public static EventType PlanRouted { get; } = new("ROUTING_PLAN_ROUTED");

    /// <summary>Units are unroutable.</summary>
    public static EventType PlanNotRoutable { get; } = new("ROUTING_PLAN_NOT_ROUTABLE");

    /// <summary>Units were rerouted.</summary>
    public static EventType PlanRerouted { get; } = new("ROUTING_PLAN_REROUTED");

    /// <summary>Emend stopped routing unroutable units.</summary>
    public static EventType PlanGivenUp { get; } = new("ROUTING_PLAN_GIVEN_UP");

    /// <summary>A pick job was created.</summary>
    public static EventType PickJobCreated { get; } = new("PICK_JOB_CREATED");

    /// <summary>Picking started.</summary>
    public static EventType PickingCommenced { get; } = new("PICK_JOB_PICKING_COMMENCED");

    /// <summary>A picked quantity of a line was reported.</summary>
    public static EventType LinePicked { get; } = new("PICK_JOB_LINE_PICKED");

    /// <summary>A pick job line was split, parts were merged, or a picked quantity was assigned to a part.</summary>
    public static EventType PickLineDivided { get; } = new("PICK_JOB_LINE_DIVIDED");

    /// <summary>Reservations of an order were removed.</summary>
    public static EventType ReservationsRemoved { get; } = new("RESERVATIONS_REMOVED");

    /// <summary>Picking was finished.</summary>
    public static EventType PickingFinished { get; } = new("PICK_JOB_PICKING_FINISHED");

    /// <summary>A facility aborted a pick job.</summary>
    public static EventType PickJobAborted { get; } = new("PICK_JOB_ABORTED");

    /// <summary>A pick job was reset.</summary>
    public static EventType PickJobReset { get; } = new("PICK_JOB_RESET");

    /// <summary>A pick job was taken from its facility and rerouted.</summary>
    public static EventType PickJobRerouted { get; } = new("PICK_JOB_REROUTED");

    /// <summary>An order was canceled before fulfillment started.</summary>
    public static EventType OrderCanceled { get; } = new("ORDER_CANCELLED");

    /// <summary>An order was canceled by force, regardless of its progress.</summary>
    public static EventType OrderForceCanceled { get; } = new("ORDER_FORCE_CANCELLED");

    /// <summary>A routing plan was canceled with its order.</summary>
    public static EventType PlanCanceled { get; } = new("ROUTING_PLAN_CANCELLED");

    /// <summary>A pick job was canceled.</summary>
    public static EventType PickJobCanceled { get; } = new("PICK_JOB_CANCELED");

    /// <summary>A return task for picked goods was created.</summary>
    public static EventType ReturnTaskCreated { get; } = new("RETURN_TASK_CREATED");

    /// <summary>Goods of a return task were restocked.</summary>
    public static EventType ReturnTaskUpdated { get; } = new("RETURN_TASK_UPDATED");

    /// <summary>A return task was closed.</summary>
    public static EventType ReturnTaskClosed { get; } = new("RETURN_TASK_CLOSED");

    /// <summary>Picking was paused.</summary>
    public static EventType PickingPaused { get; } = new("PICK_JOB_PICKING_PAUSED");

    /// <summary>A routing plan was split. The missing units are routed to another facility.</summary>
    public static EventType PlanSplit { get; } = new("ROUTING_PLAN_SPLITTED");

    /// <summary>A handover job was created.</summary>
    public static EventType HandoverCreated { get; } = new("HANDOVERJOB_CREATED");

    /// <summary>A part was handed over, or the handover waits for input.</summary>
    public static EventType HandoverUpdated { get; } = new("HANDOVERJOB_UPDATED");

    /// <summary>Everything was handed over.</summary>
    public static EventType HandedOver { get; } = new("HANDOVERJOB_HANDED_OVER");

    /// <summary>A handover was reverted.</summary>
    public static EventType HandoverReverted { get; } = new("HANDOVERJOB_REVERTED");

    /// <summary>A handover job was canceled.</summary>
    public static EventType HandoverCanceled { get; } = new("HANDOVERJOB_CANCELED");

    /// <summary>A shipment was created.</summary>
    public static EventType ShipmentCreated { get; } = new("SHIPMENT_CREATED");

    /// <summary>The status of a shipment changed.</summary>
    public static EventType ShipmentUpdated { get; } = new("SHIPMENT_UPDATED");

    /// <summary>A label was requested from a carrier.</summary>
    public static EventType LabelRequested { get; } = new("PARCEL_CARRIER_REQUESTED");

    /// <summary>A carrier acknowledged a label request. Emitted together with the label.</summary>
    public static EventType LabelAcknowledged { get; } = new("PARCEL_CARRIER_ACKNOWLEDGED");

    /// <summary>A carrier created a label.</summary>
    public static EventType LabelCreated { get; } = new("PARCEL_CARRIER_CREATED");

    /// <summary>A carrier did not create a label.</summary>
    public static EventType LabelFailed { get; } = new("PARCEL_CARRIER_FAILED");

    /// <summary>The label of a parcel became obsolete.</summary>
    public static EventType LabelObsolete { get; } = new("PARCEL_LABEL_OBSOLETE");

    /// <summary>A carrier outside of Emend reported a parcel.</summary>
    public static EventType ParcelTracked { get; } = new("PARCEL_TRACK_AND_TRACE_STATUS_UPDATED");

    /// <summary>A promised order expired and was canceled.</summary>
    public static EventType OrderExpired { get; } = new("ORDER_CANCELLED_BY_EXPIRY");

    /// <summary>A locked order was unlocked.</summary>
    public static EventType OrderUnlocked { get; } = new("ORDER_UNLOCKED");

    /// <summary>A promised order was confirmed.</summary>
    public static EventType PromiseConfirmed { get; } = new("ORDER_PROMISE_CONFIRMED");

    /// <summary>The expiry of a promised order was extended.</summary>
    public static EventType PromiseExtended { get; } = new("ORDER_PROMISE_EXTENDED");

    /// <summary>An order was anonymized.</summary>
    public static EventType Anonymized { get; } = new("PROCESS_ANONYMIZED");

    /// <summary>An order was deleted with its history.</summary>
    public static EventType Deleted { get; } = new("PROCESS_DELETED");

    /// <summary>A routing plan got fewer or more units in place.</summary>
    public static EventType PlanAmended { get; } = new("ROUTING_PLAN_AMENDED");

    /// <summary>A pick job got fewer or more units in place.</summary>
    public static EventType PickJobAmended { get; } = new("PICK_JOB_AMENDED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static EventType IExtensibleEnum<EventType>.Create(string name) => new(name);
}
