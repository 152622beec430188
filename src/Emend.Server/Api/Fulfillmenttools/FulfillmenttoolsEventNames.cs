using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>An event that clients can subscribe to.</summary>
/// <param name="Type">Type of the integration event, see <see cref="EventTypes"/>.</param>
/// <param name="Name">Event name of fulfillmenttools.</param>
/// <param name="Description">When the event is raised.</param>
internal sealed record FulfillmenttoolsEvent(string Type, string Name, string Description)
{
    /// <summary>Another type of the integration event with the same name; null if there is none.</summary>
    public string? OtherType { get; init; }
}

/// <summary>Maps integration event types to event names of fulfillmenttools. Clients are offered only events that Emend raises.</summary>
internal static class FulfillmenttoolsEventNames
{
    private static readonly FulfillmenttoolsEvent[] KnownEvents =
    [
        CreateSameName(EventTypes.OrderCreated, "An order was placed."),
        CreateSameName(EventTypes.OrderModified, "An order was modified. The payload is the order with the changed fields in `changes`."),
        CreateSameName(EventTypes.OrderCanceled, "An order was canceled before work on it started."),
        CreateSameName(EventTypes.OrderForceCanceled, "The cancellation of an order was forced, whatever the progress of its work."),
        CreateSameName(EventTypes.OrderExpired, "An order was canceled because its promise expired."),
        CreateSameName(EventTypes.OrderUnlocked, "A locked order was unlocked."),
        CreateSameName(EventTypes.PlanRouted, "Units of an order were routed to a facility."),
        CreateSameName(EventTypes.PlanNotRoutable, "Units of an order are unroutable."),
        new(EventTypes.PlanRerouted, "ROUTING_PLAN_REROUTEPLAN_CREATED", "A new routing plan replaces another one."),
        new(EventTypes.PlanAbandoned, "ROUTING_PLAN_FALLBACK", "Emend stopped rerouting unroutable units."),
        CreateSameName(EventTypes.PlanCanceled, "A routing plan was canceled with its order."),
        CreateSameName("ROUTING_PLAN_SPLITTED", "A routing plan was reduced. The missing units are routed elsewhere."),
        CreateSameName("ROUTING_PLAN_WAITING", "Units wait for routing."),
        CreateSameName(EventTypes.PickJobCreated, "A pick job was created."),
        CreateSameName(EventTypes.PickingCommenced, "Picking started."),
        CreateSameName("PICK_JOB_PICKING_PAUSED", "Picking was paused."),
        new(EventTypes.LinePicked, "PICK_JOB_PICK_LINE_PICKED", "The picked quantity of a line was reported."),
        CreateSameName(EventTypes.PickingFinished, "A pick job was closed."),
        CreateSameName(EventTypes.PickJobAborted, "A facility aborted a pick job."),
        CreateSameName(EventTypes.PickJobCanceled, "A pick job was canceled, alone or with its order."),
        CreateSameName(EventTypes.PickJobRerouted, "A reroute replaced a pick job."),
        CreateSameName(EventTypes.PickJobReset, "A pick job was reset."),
        CreateSameName("HANDOVERJOB_CREATED", "A handover job was created for picked goods."),
        CreateSameName("HANDOVERJOB_HANDED_OVER", "Everything was handed over."),
        CreateSameName("HANDOVERJOB_REVERTED", "A handover was reverted."),
        CreateSameName("HANDOVERJOB_CANCELED", "A handover was canceled."),
        CreateSameName("SHIPMENT_CREATED", "A shipment was created for picked goods."),
        CreateSameName("SHIPMENT_UPDATED", "A shipment changed its status."),
        CreateSameName("PARCEL_CARRIER_REQUESTED", "A label was requested from a carrier."),
        CreateSameName(EventTypes.LabelAcknowledged, "A carrier accepted a label request. Sent together with the label."),
        CreateSameName("PARCEL_CARRIER_CREATED", "A carrier created a label."),
        CreateSameName("PARCEL_CARRIER_FAILED", "A carrier failed to create a label."),
        CreateSameName(
            EventTypes.ParcelTracked, "A carrier reported a parcel, or a label became obsolete, and with it its tracking number.") with
        {
            OtherType = EventTypes.LabelObsolete,
        },
        CreateSameName(EventTypes.Anonymized, "An order was anonymized because its retention time had passed."),
        CreateSameName(EventTypes.Deleted, "An order was deleted with its history because its deletion time had passed."),
    ];

    /// <summary>All events that Emend raises.</summary>
    public static readonly ImmutableArray<FulfillmenttoolsEvent> Supported = [.. KnownEvents.Where(
        vendorEvent => EventTypes.All.Contains(vendorEvent.Type))];

    /// <summary>Event types without a fulfillmenttools name. Only the native API delivers them.</summary>
    public static readonly ImmutableArray<string> NativeOnlyTypes =
    [
        EventTypes.ModificationUndone, EventTypes.LabelsObsolete, EventTypes.ReturnTaskCreated, EventTypes.ReturnTaskUpdated,
        EventTypes.ReturnTaskClosed, "HANDOVERJOB_UPDATED", EventTypes.PromiseConfirmed, EventTypes.PromiseExtended,
        EventTypes.PickLinePartsChanged, EventTypes.ReservationsRemoved,
    ];

    private static readonly FrozenDictionary<string, string> NamesByType = Supported
        .SelectMany(vendorEvent => GetTypes(vendorEvent).Select(type => (type, vendorEvent.Name)))
        .ToFrozenDictionary(pair => pair.type, pair => pair.Name);

    public static string? FindName(string kind) => NamesByType.GetValueOrDefault(kind);

    public static ImmutableArray<string> GetTypes(string name) =>
        [
            .. Supported.Where(
                vendorEvent => vendorEvent.Name == name).SelectMany(GetTypes),
        ];

    private static IEnumerable<string> GetTypes(FulfillmenttoolsEvent vendorEvent) =>
        vendorEvent.OtherType is { } other ? [vendorEvent.Type, other] : [vendorEvent.Type];

    private static FulfillmenttoolsEvent CreateSameName(string kind, string text) => new(kind, kind, text);
}
