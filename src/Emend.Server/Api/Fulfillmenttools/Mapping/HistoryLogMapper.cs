using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.History;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>The journal of an order as the history log of its process. What this API has no name for is not told.</summary>
internal static class HistoryLogMapper
{
    public const string Order = "ORDER";
    public const string Modification = "ORDER_MODIFICATION";
    public const string PickJob = "PICKJOB";
    public const string Parcel = "PARCEL";
    public const string Handover = "HANDOVER";
    public const string Plan = "ROUTING_PLAN";

    /// <summary>All of one revision, in the order in which it happened.</summary>
    public static IEnumerable<HistoryLogEntry> Of(JournalEntry entry) => LinesOf(entry)
        .Concat(entry.Events.SelectMany(orderEvent => Of(orderEvent, entry)))
        .Select((historyLogEntry, index) => historyLogEntry with
        {
            At = entry,
            Id = string.Create(CultureInfo.InvariantCulture, $"{entry.After.ProcessId.Value}-{entry.Revision}-{index}"),
        });

    private static IEnumerable<HistoryLogEntry> Of(OrderEvent orderEvent, JournalEntry entry) => orderEvent switch
    {
        OrderEvent.Placed e => [OfOrder(Placed(e.Order.Status), entry)],
        OrderEvent.PreferredTimeChanged e => [Modified("ORDER_PREFERRED_DATE_MODIFIED", entry) with { Preferred = (e.From, e.To) }],
        OrderEvent.ConsumerChanged e when e.Members.Contains("addresses") =>
            [Modified("CONSUMER_ADDRESS_CHANGED", entry) with { Addresses = AddressDifferences.Between(entry.Before, entry.After) }],
        OrderEvent.Routed e => Of(e, entry),
        OrderEvent.RoutingAbandoned e => e.Plans.Select(p => new HistoryLogEntry("REROUTE_FAILED", Plan, p.Value, null, null)),
        OrderEvent.Released e => Offered(e.PickJobs),
        OrderEvent.Canceled e => Of(e, entry),
        OrderEvent.Unlocked => [OfOrder("ORDER_UNLOCKED", entry)],
        OrderEvent.PromiseConfirmed => [OfOrder("ORDER_CREATED_FROM_PROMISE", entry)],
        OrderEvent.PickingStarted e => Job("PICKING_IN_PROGRESS", e.PickJob, entry),
        OrderEvent.PickingPaused e => Job("PICKING_PAUSED", e.PickJob, entry),
        OrderEvent.PickJobReset e => Job("PICKING_RESET", e.PickJob, entry),
        OrderEvent.PickJobCanceled e => [new("PICKING_CANCELLED", PickJob, e.PickJob.Value, e.Obsolete ? "OBSOLETE" : "CANCELED",
            entry.Before?.FindPickJob(e.PickJob)?.Facility)],
        OrderEvent.PickJobAborted e => Job("PICKING_ABORTED_NO_ITEMS_PICKED", e.PickJob, entry),
        OrderEvent.PickJobClosed e => Job(IsShort(entry.Before, e.PickJob) ? "PICKING_DONE_INCOMPLETE" : "PICKING_DONE", e.PickJob, entry),
        OrderEvent.HandoverJobCreated e => [new("HANDOVER_CREATED", Handover, e.Job.Id.Value, FulfillmenttoolsStatusNames.Of(e.Job.Status), e.Job.Facility)],
        OrderEvent.HandoverJobCompleted e =>
            [new("HANDOVER_DONE", Handover, e.Job.Value, "HANDED_OVER", entry.After.FindHandoverJob(e.Job)?.Facility)],
        OrderEvent.HandoverJobCanceled e =>
            [new("HANDOVER_CANCELED", Handover, e.Job.Value, "CANCELED", entry.Before?.FindHandoverJob(e.Job)?.Facility)],
        OrderEvent.LabelRequested e => [OfParcel("PARCEL_LABEL_REQUESTED", e.Shipment, e.Parcel, entry)],
        OrderEvent.LabelCreated e => [OfParcel("PARCEL_CREATED", e.Shipment, e.Parcel, entry)],
        OrderEvent.LabelFailed e => [OfParcel("PARCEL_LABEL_CREATION_FAILED", e.Shipment, e.Parcel, entry) with { Failure = e.Reason }],
        _ => [],
    };

    // Line by line in the journal, one entry for all of a kind here.
    private static IEnumerable<HistoryLogEntry> LinesOf(JournalEntry entry)
    {
        ImmutableArray<(Line, Quantity, Quantity)> added = [.. entry.Events.OfType<OrderEvent.LineAdded>()
            .Select(e => (e.Line, Quantity.Zero, e.Line.Quantity))];
        ImmutableArray<(Line, Quantity, Quantity)> removed = [.. entry.Events.OfType<OrderEvent.LineRemoved>()
            .Where(e => entry.Before?.FindLine(e.Line) is not null)
            .Select(e => (entry.Before!.FindLine(e.Line)!, e.Was, Quantity.Zero))];
        ImmutableArray<(Line, Quantity, Quantity)> changed = [.. entry.Events.OfType<OrderEvent.LineQuantityChanged>()
            .Where(e => entry.After.FindLine(e.Line) is not null)
            .Select(e => (entry.After.FindLine(e.Line)!, e.From, e.To))];
        return new[] { ("ORDER_ITEM_ADDED", added), ("ORDER_ITEM_DELETED", removed), ("ORDER_ITEM_AMOUNT_CHANGED", changed) }
            .Where(kind => !kind.Item2.IsEmpty)
            .Select(kind => Modified(kind.Item1, entry) with { Articles = kind.Item2 });
    }

    private static IEnumerable<HistoryLogEntry> Of(OrderEvent.Routed routed, JournalEntry entry)
    {
        if (Rerouted(routed, entry) is { } type)
        {
            var target = routed.Reason is RerouteReason.Assigned ? routed.Plans.FirstOrDefault()?.Facility : null;
            yield return new(type, Order, entry.After.Id.Value, FulfillmenttoolsStatusNames.Of(entry.After.Status), target);
        }

        foreach (var plan in routed.Plans.Where(p => p.Facility is null))
            yield return new("ORDER_HAS_UNROUTABLE_ITEMS", Plan, plan.Id.Value, FulfillmenttoolsStatusNames.Of(plan.Status), null);
        foreach (var job in Offered(routed.PickJobs)) yield return job;
    }

    private static string? Rerouted(OrderEvent.Routed routed, JournalEntry entry) => routed.Reason switch
    {
        RerouteReason.OrderModified => "ORDER_MODIFICATION_REROUTE",
        RerouteReason.ProcessReroute => "ORDER_MANUAL_REROUTE",
        RerouteReason.Assigned => "ORDER_MANUAL_FACILITY_ASSIGNMENT",
        RerouteReason.ManualReroute => "TASK_MANUAL_REROUTE",
        RerouteReason.ShortPick => "PICKING_DONE_INCOMPLETE_REROUTE",
        RerouteReason.RetryUnroutable when entry.Provenance.Actor == SystemActor.Actor.Id => "ORDER_TIME_TRIGGERED_REROUTE",
        RerouteReason.RetryUnroutable => "UNROUTABLE_ITEMS_REROUTE",
        _ => null,
    };

    private static IEnumerable<HistoryLogEntry> Of(OrderEvent.Canceled canceled, JournalEntry entry) =>
    [
        OfOrder(canceled.Cancelation.Forced ? "ORDER_FORCE_CANCELLED" : "ORDER_CANCELLED", entry) with
        {
            Cancelation = canceled.Cancelation.Reason,
        },
        .. (entry.Before?.PickJobs ?? []).Select(j => new HistoryLogEntry("PICKING_CANCELLED", PickJob, j.Id.Value, "CANCELED", j.Facility)),
        .. (entry.Before?.HandoverJobs ?? []).Select(j => new HistoryLogEntry("HANDOVER_CANCELED", Handover, j.Id.Value, "CANCELED", j.Facility)),
    ];

    private static IEnumerable<HistoryLogEntry> Offered(ImmutableArray<PickJob> jobs) =>
        jobs.Select(j => new HistoryLogEntry("OPERATIVE_TASK_CREATED", PickJob, j.Id.Value, FulfillmenttoolsStatusNames.Of(j.Status), j.Facility));

    private static IEnumerable<HistoryLogEntry> Job(string type, EntityId id, JournalEntry entry)
    {
        var job = entry.After.FindPickJob(id) ?? entry.Before?.FindPickJob(id);
        return [new(type, PickJob, id.Value, job is null ? null : FulfillmenttoolsStatusNames.Of(job.Status), job?.Facility)];
    }

    private static bool IsShort(Order? before, EntityId job) =>
        before?.FindPickJob(job)?.Lines.Any(l => l.Picked < l.Quantity) is true;

    private static HistoryLogEntry OfParcel(string type, EntityId shipment, EntityId parcel, JournalEntry entry)
    {
        var found = entry.After.FindShipment(shipment);
        var status = found?.Parcels.FirstOrDefault(p => p.Id == parcel)?.Status;
        return new(type, Parcel, parcel.Value, status is { } known ? FulfillmenttoolsStatusNames.Of(known) : null, found?.Facility);
    }

    private static HistoryLogEntry OfOrder(string type, JournalEntry entry) =>
        new(type, Order, entry.After.Id.Value, FulfillmenttoolsStatusNames.Of(entry.After.Status), null);

    private static HistoryLogEntry Modified(string type, JournalEntry entry) => OfOrder(type, entry) with { Domain = Modification };

    private static string Placed(OrderStatus status) => status switch
    {
        OrderStatus.Locked => "LOCKED_ORDER_CREATED",
        OrderStatus.Promised => "DELIVERY_PROMISE_CREATED",
        _ => "ORDER_CREATED",
    };
}
