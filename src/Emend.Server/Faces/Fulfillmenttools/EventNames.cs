using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Differences;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>An event under the name of this API.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Name">What it is called here.</param>
/// <param name="Words">When it is told.</param>
internal sealed record NamedEvent(string Kind, string Name, string Words);

/// <summary>What happens, under the names of this API. What nothing raises is not offered.</summary>
internal static class EventNames
{
    private static readonly NamedEvent[] Rows =
    [
        Same(EventKinds.OrderCreated, "An order was placed."),
        Same(EventKinds.OrderModified, "An order was changed; the payload is the order, and tells what by `changes`."),
        Same(EventKinds.OrderCancelled, "An order was cancelled before work on it began."),
        Same(EventKinds.OrderForceCancelled, "An order was cancelled wherever work on it stood."),
        Same(EventKinds.OrderExpired, "An order was cancelled since its promise had expired."),
        Same(EventKinds.OrderUnlocked, "An order that was locked may go on."),
        Same(EventKinds.PlanRouted, "Units of an order found a facility."),
        Same(EventKinds.PlanNotRoutable, "Units of an order found no facility and wait."),
        new(EventKinds.PlanRerouted, "ROUTING_PLAN_REROUTEPLAN_CREATED", "Another routing takes the place of a plan."),
        new(EventKinds.PlanGivenUp, "ROUTING_PLAN_FALLBACK", "Units that found no facility are tried no longer."),
        Same(EventKinds.PlanCancelled, "A routing plan ended with its order."),
        Same("ROUTING_PLAN_SPLITTED", "A routing plan covers less: what was not found is routed elsewhere."),
        Same("ROUTING_PLAN_WAITING", "Units wait to be routed."),
        Same(EventKinds.PickJobCreated, "A facility has units to pick."),
        Same(EventKinds.PickingCommenced, "Picking began."),
        Same("PICK_JOB_PICKING_PAUSED", "A picker laid a pick job aside."),
        new(EventKinds.LinePicked, "PICK_JOB_PICK_LINE_PICKED", "It was reported how much of a line was picked."),
        Same(EventKinds.PickingFinished, "A pick job was closed."),
        Same(EventKinds.PickJobAborted, "A facility gave a pick job up."),
        Same(EventKinds.PickJobCancelled, "A pick job ended, alone or with its order."),
        Same(EventKinds.PickJobRerouted, "Another routing took the place of a pick job."),
        Same(EventKinds.PickJobReset, "A pick job begins anew."),
        Same("HANDOVERJOB_CREATED", "Picked goods are to be handed over."),
        Same("HANDOVERJOB_HANDED_OVER", "Everything was handed over."),
        Same("HANDOVERJOB_REVERTED", "A handover begins anew."),
        Same("HANDOVERJOB_CANCELED", "A handover ended before its end."),
        Same("SHIPMENT_CREATED", "Picked goods are to be shipped."),
        Same("SHIPMENT_UPDATED", "A shipment moved on, or ended."),
        Same("PARCEL_CARRIER_REQUESTED", "A carrier is asked for a label."),
        Same(EventKinds.LabelAcknowledged, "A carrier took a request for a label; told together with the label."),
        Same("PARCEL_CARRIER_CREATED", "A carrier made a label."),
        Same("PARCEL_CARRIER_FAILED", "A carrier made no label."),
        Same(EventKinds.Anonymized, "What speaks of persons in an order was erased, since its time had come."),
        Same(EventKinds.Deleted, "An order was deleted with everything that had happened to it, since its time had come."),
    ];

    /// <summary>Every event that can be raised now.</summary>
    public static readonly ImmutableArray<NamedEvent> Raised = [.. Rows.Where(row => EventKinds.All.Contains(row.Kind))];

    /// <summary>Kinds that this API has no name for; they are heard at the native face.</summary>
    public static readonly ImmutableArray<string> Own =
    [
        EventKinds.ModificationUndone, EventKinds.LabelsObsolete, EventKinds.ReturnTaskCreated, EventKinds.ReturnTaskUpdated,
        EventKinds.ReturnTaskClosed, "HANDOVERJOB_UPDATED", EventKinds.PromiseConfirmed, EventKinds.PromiseExtended,
        EventKinds.PickLineDivided,
    ];

    private static readonly FrozenDictionary<string, string> Names = Raised.ToFrozenDictionary(row => row.Kind, row => row.Name);

    public static string? Of(string kind) => Names.GetValueOrDefault(kind);

    public static ImmutableArray<string> KindsOf(string name) => [.. Raised.Where(row => row.Name == name).Select(row => row.Kind)];

    private static NamedEvent Same(string kind, string words) => new(kind, kind, words);
}
