using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Something that happened, with each field that differs by it.</summary>
public sealed record OrderEvent
{
    /// <summary>Its place in the feed: go on after it, and know it again by it.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What happened.</summary>
    public EventKind Kind { get; init; }

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
    public string Face { get; init => field = value ?? ""; } = "";

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
    public IReadOnlyList<Difference> Differences { get; init => field = value ?? []; } = [];
}

/// <summary>A page of events.</summary>
public sealed record EventPage
{
    /// <summary>The oldest first.</summary>
    public IReadOnlyList<OrderEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>What to go on after; also where there is no event yet.</summary>
    public string Cursor { get; init => field = value ?? ""; } = "";

    /// <summary>Whether there is more already.</summary>
    public bool More { get; init; }
}

/// <summary>Which events to hear. Of several values one must be the event's.</summary>
public sealed record EventFilter
{
    /// <summary>Of these orders.</summary>
    public IReadOnlyList<string>? Orders { get; init; }

    /// <summary>Of these kinds.</summary>
    public IReadOnlyList<EventKind>? Kinds { get; init; }

    /// <summary>What came in through these faces; what Emend did by itself has the face emend.</summary>
    public IReadOnlyList<string>? Faces { get; init; }

    /// <summary>What matters at these facilities.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>What touches these articles.</summary>
    public IReadOnlyList<string>? Articles { get; init; }
}

/// <summary>What happened.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<EventKind>))]
public readonly record struct EventKind(string Name) : IWord<EventKind>
{
    /// <summary>An order was placed.</summary>
    public static EventKind OrderCreated { get; } = new("ORDER_CREATED");

    /// <summary>An order was modified.</summary>
    public static EventKind OrderModified { get; } = new("ORDER_MODIFIED");

    /// <summary>A modification took back an earlier one; told beside that it was modified.</summary>
    public static EventKind ModificationUndone { get; } = new("ORDER_MODIFICATION_UNDONE");

    /// <summary>Labels became obsolete.</summary>
    public static EventKind LabelsObsolete { get; } = new("SHIPMENT_LABELS_OBSOLETE");

    /// <summary>Units found a facility.</summary>
    public static EventKind PlanRouted { get; } = new("ROUTING_PLAN_ROUTED");

    /// <summary>Units found no facility.</summary>
    public static EventKind PlanNotRoutable { get; } = new("ROUTING_PLAN_NOT_ROUTABLE");

    /// <summary>Units are routed elsewhere, or anew.</summary>
    public static EventKind PlanRerouted { get; } = new("ROUTING_PLAN_REROUTED");

    /// <summary>Units that found no facility are tried no longer.</summary>
    public static EventKind PlanGivenUp { get; } = new("ROUTING_PLAN_GIVEN_UP");

    /// <summary>Work was offered to a facility.</summary>
    public static EventKind PickJobCreated { get; } = new("PICK_JOB_CREATED");

    /// <summary>A picker began.</summary>
    public static EventKind PickingCommenced { get; } = new("PICK_JOB_PICKING_COMMENCED");

    /// <summary>A picker reported what was picked of a line.</summary>
    public static EventKind LinePicked { get; } = new("PICK_JOB_LINE_PICKED");

    /// <summary>A line of a pick job was split, or parts of it merged, or it was said of which part something was picked.</summary>
    public static EventKind PickLineDivided { get; } = new("PICK_JOB_LINE_DIVIDED");

    /// <summary>A pick job was finished.</summary>
    public static EventKind PickingFinished { get; } = new("PICK_JOB_PICKING_FINISHED");

    /// <summary>A facility gave a pick job up.</summary>
    public static EventKind PickJobAborted { get; } = new("PICK_JOB_ABORTED");

    /// <summary>A pick job begins anew.</summary>
    public static EventKind PickJobReset { get; } = new("PICK_JOB_RESET");

    /// <summary>A pick job was taken from its facility.</summary>
    public static EventKind PickJobRerouted { get; } = new("PICK_JOB_REROUTED");

    /// <summary>An order was cancelled before work on it began.</summary>
    public static EventKind OrderCancelled { get; } = new("ORDER_CANCELLED");

    /// <summary>An order was cancelled wherever work on it stood.</summary>
    public static EventKind OrderForceCancelled { get; } = new("ORDER_FORCE_CANCELLED");

    /// <summary>A routing plan ended with its order.</summary>
    public static EventKind PlanCancelled { get; } = new("ROUTING_PLAN_CANCELLED");

    /// <summary>A pick job ended with its order.</summary>
    public static EventKind PickJobCancelled { get; } = new("PICK_JOB_CANCELED");

    /// <summary>Goods that were picked are to be put back.</summary>
    public static EventKind ReturnTaskCreated { get; } = new("RETURN_TASK_CREATED");

    /// <summary>Goods were put back.</summary>
    public static EventKind ReturnTaskUpdated { get; } = new("RETURN_TASK_UPDATED");

    /// <summary>A return task was finished.</summary>
    public static EventKind ReturnTaskClosed { get; } = new("RETURN_TASK_CLOSED");

    /// <summary>A picker laid a pick job aside.</summary>
    public static EventKind PickingPaused { get; } = new("PICK_JOB_PICKING_PAUSED");

    /// <summary>A routing plan covers less: what was not found is routed elsewhere.</summary>
    public static EventKind PlanSplit { get; } = new("ROUTING_PLAN_SPLITTED");

    /// <summary>Picked goods are to be handed over.</summary>
    public static EventKind HandoverCreated { get; } = new("HANDOVERJOB_CREATED");

    /// <summary>A part was handed over, or the handover waits for an answer.</summary>
    public static EventKind HandoverUpdated { get; } = new("HANDOVERJOB_UPDATED");

    /// <summary>Everything was handed over.</summary>
    public static EventKind HandedOver { get; } = new("HANDOVERJOB_HANDED_OVER");

    /// <summary>A handover begins anew.</summary>
    public static EventKind HandoverReverted { get; } = new("HANDOVERJOB_REVERTED");

    /// <summary>A handover ended before its end.</summary>
    public static EventKind HandoverCancelled { get; } = new("HANDOVERJOB_CANCELED");

    /// <summary>Picked goods are to be shipped.</summary>
    public static EventKind ShipmentCreated { get; } = new("SHIPMENT_CREATED");

    /// <summary>A shipment moved on, or ended.</summary>
    public static EventKind ShipmentUpdated { get; } = new("SHIPMENT_UPDATED");

    /// <summary>A carrier is asked for a label.</summary>
    public static EventKind LabelRequested { get; } = new("PARCEL_CARRIER_REQUESTED");

    /// <summary>A carrier took a request for a label; told together with the label.</summary>
    public static EventKind LabelAcknowledged { get; } = new("PARCEL_CARRIER_ACKNOWLEDGED");

    /// <summary>A carrier made a label.</summary>
    public static EventKind LabelMade { get; } = new("PARCEL_CARRIER_CREATED");

    /// <summary>A carrier made none.</summary>
    public static EventKind LabelFailed { get; } = new("PARCEL_CARRIER_FAILED");

    /// <summary>An order was cancelled since its promise was not confirmed in time.</summary>
    public static EventKind OrderExpired { get; } = new("ORDER_CANCELLED_BY_EXPIRY");

    /// <summary>A locked order may go on.</summary>
    public static EventKind OrderUnlocked { get; } = new("ORDER_UNLOCKED");

    /// <summary>A promise became an order.</summary>
    public static EventKind PromiseConfirmed { get; } = new("ORDER_PROMISE_CONFIRMED");

    /// <summary>A promise is kept for longer.</summary>
    public static EventKind PromiseExtended { get; } = new("ORDER_PROMISE_EXTENDED");

    /// <summary>What speaks of persons in an order was erased.</summary>
    public static EventKind Anonymized { get; } = new("PROCESS_ANONYMIZED");

    /// <summary>An order was deleted, with everything that had happened to it.</summary>
    public static EventKind Deleted { get; } = new("PROCESS_DELETED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static EventKind IWord<EventKind>.Of(string name) => new(name);
}
