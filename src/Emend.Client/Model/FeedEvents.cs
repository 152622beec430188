using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Something that happened, with each field that differs by it.</summary>
public sealed record FeedEvent
{
    /// <summary>Its place in the feed: go on after it, and know it again by it.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What happened.</summary>
    public EventType Kind { get; init; }

    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's own number.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The revision of the order that it made.</summary>
    public long Revision { get; init; }

    /// <summary>And the version.</summary>
    public long Version { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>Through which face.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that decided.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>And its version.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>The routing plan or pick job it is about; null where it is about the order.</summary>
    public string? Entity { get; init; }

    /// <summary>Where it matters.</summary>
    public IReadOnlyList<string> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>The articles it touches.</summary>
    public IReadOnlyList<string> Articles { get; init => field = value ?? []; } = [];

    /// <summary>Each field that differs by it.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];
}

/// <summary>A page of events.</summary>
public sealed record EventPage
{
    /// <summary>The oldest first.</summary>
    public IReadOnlyList<FeedEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>What to go on after; also where there is no event yet.</summary>
    public string Cursor { get; init => field = value ?? ""; } = "";

    /// <summary>Whether there is more already.</summary>
    public bool HasMore { get; init; }
}

/// <summary>Which events to hear. Of several values one must be the event's.</summary>
public sealed record EventFilter
{
    /// <summary>Of these orders.</summary>
    public IReadOnlyList<string>? Orders { get; init; }

    /// <summary>Of these kinds.</summary>
    public IReadOnlyList<EventType>? Kinds { get; init; }

    /// <summary>What came in through these faces; what Emend did by itself has the face emend.</summary>
    public IReadOnlyList<string>? Faces { get; init; }

    /// <summary>What matters at these facilities.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>What touches these articles.</summary>
    public IReadOnlyList<string>? Articles { get; init; }
}

/// <summary>What happened.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<EventType>))]
public readonly record struct EventType(string Name) : IExtensibleEnum<EventType>
{
    /// <summary>An order was placed.</summary>
    public static EventType OrderCreated { get; } = new("ORDER_CREATED");

    /// <summary>An order was modified.</summary>
    public static EventType OrderModified { get; } = new("ORDER_MODIFIED");

    /// <summary>A modification took back an earlier one; told beside that it was modified.</summary>
    public static EventType ModificationUndone { get; } = new("ORDER_MODIFICATION_UNDONE");

    /// <summary>Labels became obsolete.</summary>
    public static EventType LabelsObsolete { get; } = new("SHIPMENT_LABELS_OBSOLETE");

    /// <summary>Units found a facility.</summary>
    public static EventType PlanRouted { get; } = new("ROUTING_PLAN_ROUTED");

    /// <summary>Units found no facility.</summary>
    public static EventType PlanNotRoutable { get; } = new("ROUTING_PLAN_NOT_ROUTABLE");

    /// <summary>Units are routed elsewhere, or anew.</summary>
    public static EventType PlanRerouted { get; } = new("ROUTING_PLAN_REROUTED");

    /// <summary>Units that found no facility are tried no longer.</summary>
    public static EventType PlanGivenUp { get; } = new("ROUTING_PLAN_GIVEN_UP");

    /// <summary>Work was offered to a facility.</summary>
    public static EventType PickJobCreated { get; } = new("PICK_JOB_CREATED");

    /// <summary>A picker began.</summary>
    public static EventType PickingCommenced { get; } = new("PICK_JOB_PICKING_COMMENCED");

    /// <summary>A picker reported what was picked of a line.</summary>
    public static EventType LinePicked { get; } = new("PICK_JOB_LINE_PICKED");

    /// <summary>A line of a pick job was split, or parts of it merged, or it was said of which part something was picked.</summary>
    public static EventType PickLineDivided { get; } = new("PICK_JOB_LINE_DIVIDED");

    /// <summary>A pick job was finished.</summary>
    public static EventType PickingFinished { get; } = new("PICK_JOB_PICKING_FINISHED");

    /// <summary>A facility gave a pick job up.</summary>
    public static EventType PickJobAborted { get; } = new("PICK_JOB_ABORTED");

    /// <summary>A pick job begins anew.</summary>
    public static EventType PickJobReset { get; } = new("PICK_JOB_RESET");

    /// <summary>A pick job was taken from its facility.</summary>
    public static EventType PickJobRerouted { get; } = new("PICK_JOB_REROUTED");

    /// <summary>An order was cancelled before work on it began.</summary>
    public static EventType OrderCancelled { get; } = new("ORDER_CANCELLED");

    /// <summary>An order was cancelled wherever work on it stood.</summary>
    public static EventType OrderForceCancelled { get; } = new("ORDER_FORCE_CANCELLED");

    /// <summary>A routing plan ended with its order.</summary>
    public static EventType PlanCancelled { get; } = new("ROUTING_PLAN_CANCELLED");

    /// <summary>A pick job ended with its order.</summary>
    public static EventType PickJobCancelled { get; } = new("PICK_JOB_CANCELED");

    /// <summary>Goods that were picked are to be put back.</summary>
    public static EventType ReturnTaskCreated { get; } = new("RETURN_TASK_CREATED");

    /// <summary>Goods were put back.</summary>
    public static EventType ReturnTaskUpdated { get; } = new("RETURN_TASK_UPDATED");

    /// <summary>A return task was finished.</summary>
    public static EventType ReturnTaskClosed { get; } = new("RETURN_TASK_CLOSED");

    /// <summary>A picker laid a pick job aside.</summary>
    public static EventType PickingPaused { get; } = new("PICK_JOB_PICKING_PAUSED");

    /// <summary>A routing plan covers less: what was not found is routed elsewhere.</summary>
    public static EventType PlanSplit { get; } = new("ROUTING_PLAN_SPLITTED");

    /// <summary>Picked goods are to be handed over.</summary>
    public static EventType HandoverCreated { get; } = new("HANDOVERJOB_CREATED");

    /// <summary>A part was handed over, or the handover waits for an answer.</summary>
    public static EventType HandoverUpdated { get; } = new("HANDOVERJOB_UPDATED");

    /// <summary>Everything was handed over.</summary>
    public static EventType HandedOver { get; } = new("HANDOVERJOB_HANDED_OVER");

    /// <summary>A handover begins anew.</summary>
    public static EventType HandoverReverted { get; } = new("HANDOVERJOB_REVERTED");

    /// <summary>A handover ended before its end.</summary>
    public static EventType HandoverCancelled { get; } = new("HANDOVERJOB_CANCELED");

    /// <summary>Picked goods are to be shipped.</summary>
    public static EventType ShipmentCreated { get; } = new("SHIPMENT_CREATED");

    /// <summary>A shipment moved on, or ended.</summary>
    public static EventType ShipmentUpdated { get; } = new("SHIPMENT_UPDATED");

    /// <summary>A carrier is asked for a label.</summary>
    public static EventType LabelRequested { get; } = new("PARCEL_CARRIER_REQUESTED");

    /// <summary>A carrier took a request for a label; told together with the label.</summary>
    public static EventType LabelAcknowledged { get; } = new("PARCEL_CARRIER_ACKNOWLEDGED");

    /// <summary>A carrier made a label.</summary>
    public static EventType LabelMade { get; } = new("PARCEL_CARRIER_CREATED");

    /// <summary>A carrier made none.</summary>
    public static EventType LabelFailed { get; } = new("PARCEL_CARRIER_FAILED");

    /// <summary>An order was cancelled since its promise was not confirmed in time.</summary>
    public static EventType OrderExpired { get; } = new("ORDER_CANCELLED_BY_EXPIRY");

    /// <summary>A locked order may go on.</summary>
    public static EventType OrderUnlocked { get; } = new("ORDER_UNLOCKED");

    /// <summary>A promise became an order.</summary>
    public static EventType PromiseConfirmed { get; } = new("ORDER_PROMISE_CONFIRMED");

    /// <summary>A promise is kept for longer.</summary>
    public static EventType PromiseExtended { get; } = new("ORDER_PROMISE_EXTENDED");

    /// <summary>What speaks of persons in an order was erased.</summary>
    public static EventType Anonymized { get; } = new("PROCESS_ANONYMIZED");

    /// <summary>An order was deleted, with everything that had happened to it.</summary>
    public static EventType Deleted { get; } = new("PROCESS_DELETED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static EventType IExtensibleEnum<EventType>.Of(string name) => new(name);
}
