using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>An event under the name of this API.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Name">What it is called here.</param>
/// <param name="Words">When it is told.</param>
internal sealed record FulfillmenttoolsEvent(string Kind, string Name, string Words);

/// <summary>What happens, under the names of this API. What nothing raises is not offered.</summary>
internal static class FulfillmenttoolsEventNames
{
    private static readonly FulfillmenttoolsEvent[] Rows =
    [
        Same(EventTypes.OrderCreated, "An order was placed."),
        Same(EventTypes.OrderModified, "An order was changed; the payload is the order, and tells what by `changes`."),
        Same(EventTypes.OrderCancelled, "An order was cancelled before work on it began."),
        Same(EventTypes.OrderForceCancelled, "An order was cancelled wherever work on it stood."),
        Same(EventTypes.OrderExpired, "An order was cancelled since its promise had expired."),
        Same(EventTypes.OrderUnlocked, "An order that was locked may go on."),
        Same(EventTypes.PlanRouted, "Units of an order found a facility."),
        Same(EventTypes.PlanNotRoutable, "Units of an order found no facility and wait."),
        new(EventTypes.PlanRerouted, "ROUTING_PLAN_REROUTEPLAN_CREATED", "Another routing takes the place of a plan."),
        new(EventTypes.PlanGivenUp, "ROUTING_PLAN_FALLBACK", "Units that found no facility are tried no longer."),
        Same(EventTypes.PlanCancelled, "A routing plan ended with its order."),
        Same("ROUTING_PLAN_SPLITTED", "A routing plan covers less: what was not found is routed elsewhere."),
        Same("ROUTING_PLAN_WAITING", "Units wait to be routed."),
        Same(EventTypes.PickJobCreated, "A facility has units to pick."),
        Same(EventTypes.PickingCommenced, "Picking began."),
        Same("PICK_JOB_PICKING_PAUSED", "A picker laid a pick job aside."),
        new(EventTypes.LinePicked, "PICK_JOB_PICK_LINE_PICKED", "It was reported how much of a line was picked."),
        Same(EventTypes.PickingFinished, "A pick job was closed."),
        Same(EventTypes.PickJobAborted, "A facility gave a pick job up."),
        Same(EventTypes.PickJobCancelled, "A pick job ended, alone or with its order."),
        Same(EventTypes.PickJobRerouted, "Another routing took the place of a pick job."),
        Same(EventTypes.PickJobReset, "A pick job begins anew."),
        Same("HANDOVERJOB_CREATED", "Picked goods are to be handed over."),
        Same("HANDOVERJOB_HANDED_OVER", "Everything was handed over."),
        Same("HANDOVERJOB_REVERTED", "A handover begins anew."),
        Same("HANDOVERJOB_CANCELED", "A handover ended before its end."),
        Same("SHIPMENT_CREATED", "Picked goods are to be shipped."),
        Same("SHIPMENT_UPDATED", "A shipment moved on, or ended."),
        Same("PARCEL_CARRIER_REQUESTED", "A carrier is asked for a label."),
        Same(EventTypes.LabelAcknowledged, "A carrier took a request for a label; told together with the label."),
        Same("PARCEL_CARRIER_CREATED", "A carrier made a label."),
        Same("PARCEL_CARRIER_FAILED", "A carrier made no label."),
        Same(EventTypes.Anonymized, "What speaks of persons in an order was erased, since its time had come."),
        Same(EventTypes.Deleted, "An order was deleted with everything that had happened to it, since its time had come."),
    ];

    /// <summary>Every event that can be raised now.</summary>
    public static readonly ImmutableArray<FulfillmenttoolsEvent> Raised = [.. Rows.Where(fulfillmenttoolsEvent => EventTypes.All.Contains(fulfillmenttoolsEvent.Kind))];

    /// <summary>Kinds that this API has no name for; they are heard at the native face.</summary>
    public static readonly ImmutableArray<string> Own =
    [
        EventTypes.ModificationUndone, EventTypes.LabelsObsolete, EventTypes.ReturnTaskCreated, EventTypes.ReturnTaskUpdated,
        EventTypes.ReturnTaskClosed, "HANDOVERJOB_UPDATED", EventTypes.PromiseConfirmed, EventTypes.PromiseExtended,
        EventTypes.PickLineDivided,
    ];

    private static readonly FrozenDictionary<string, string> Names = Raised.ToFrozenDictionary(fulfillmenttoolsEvent => fulfillmenttoolsEvent.Kind, fulfillmenttoolsEvent => fulfillmenttoolsEvent.Name);

    public static string? Of(string kind) => Names.GetValueOrDefault(kind);

    public static ImmutableArray<string> KindsOf(string name) => [.. Raised.Where(fulfillmenttoolsEvent => fulfillmenttoolsEvent.Name == name).Select(fulfillmenttoolsEvent => fulfillmenttoolsEvent.Kind)];

    private static FulfillmenttoolsEvent Same(string kind, string text) => new(kind, kind, text);
}
