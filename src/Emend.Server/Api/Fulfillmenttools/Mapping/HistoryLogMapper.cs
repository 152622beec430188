using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps journal entries to history log entries. Skips events without a fulfillmenttools name.</summary>
internal static class HistoryLogMapper
{
    public const string Order = "ORDER";
    public const string Modification = "ORDER_MODIFICATION";
    public const string PickJob = "PICKJOB";
    public const string Parcel = "PARCEL";
    public const string Handover = "HANDOVER";
    public const string Plan = "ROUTING_PLAN";

    /// <summary>Returns the entries of one revision in the order of its events.</summary>
    public static IEnumerable<HistoryLogEntry> CreateEntries(JournalEntry entry) => CreateLineEntries(entry)
        .Concat(entry.Events.SelectMany(orderEvent => CreateEntries(orderEvent, entry)))
        .Select((historyLogEntry, index) => historyLogEntry with
        {
            JournalEntry = entry,
            Id = string.Create(CultureInfo.InvariantCulture, $"{entry.After.ProcessId.Value}-{entry.Revision}-{index}"),
        });

    private static IEnumerable<HistoryLogEntry> CreateEntries(OrderEvent orderEvent, JournalEntry entry) => orderEvent switch
    {
        OrderEvent.Placed e => [CreateOrderEntry(GetPlacedType(e.Order), entry)],
        OrderEvent.PreferredTimeChanged e =>
            [CreateModificationEntry("ORDER_PREFERRED_DATE_MODIFIED", entry) with { PreferredTime = (e.From, e.To) }],
        OrderEvent.ConsumerChanged e when e.Members.Contains("addresses") =>
            [
                CreateModificationEntry(
                    "CONSUMER_ADDRESS_CHANGED", entry) with { Addresses = AddressDifferences.Compare(entry.Before, entry.After) },
            ],
        OrderEvent.Routed e => CreateEntries(e, entry),
        OrderEvent.FulfillmentAmended e => CreateEntries(e, entry),
        OrderEvent.RoutingAbandoned e => e.Plans.Select(p => new HistoryLogEntry("REROUTE_FAILED", Plan, p.Value, null, null)),
        OrderEvent.Released e => CreatePickJobCreatedEntries(e.PickJobs),
        OrderEvent.Canceled e => CreateEntries(e, entry),
        OrderEvent.Unlocked => [CreateOrderEntry("ORDER_UNLOCKED", entry)],
        OrderEvent.PromiseConfirmed => [CreateOrderEntry("ORDER_CREATED_FROM_PROMISE", entry)],
        OrderEvent.PickingStarted e => CreatePickJobEntry("PICKING_IN_PROGRESS", e.PickJob, entry),
        OrderEvent.PickingPaused e => CreatePickJobEntry("PICKING_PAUSED", e.PickJob, entry),
        OrderEvent.PickJobReset e => CreatePickJobEntry("PICKING_RESET", e.PickJob, entry),
        OrderEvent.PickJobCanceled e => [new("PICKING_CANCELLED", PickJob, e.PickJob.Value, e.Obsolete ? "OBSOLETE" : "CANCELED",
            entry.Before?.FindPickJob(e.PickJob)?.Facility)],
        OrderEvent.PickJobAborted e => CreatePickJobEntry("PICKING_ABORTED_NO_ITEMS_PICKED", e.PickJob, entry),
        OrderEvent.PickJobClosed e =>
            CreatePickJobEntry(IsShort(entry.Before, e.PickJob) ? "PICKING_DONE_INCOMPLETE" : "PICKING_DONE", e.PickJob, entry),
        OrderEvent.HandoverJobCreated e =>
            [new("HANDOVER_CREATED", Handover, e.Job.Id.Value, FulfillmenttoolsStatusNames.ToWireName(e.Job.Status), e.Job.Facility)],
        OrderEvent.HandoverJobCompleted e =>
            [new("HANDOVER_DONE", Handover, e.Job.Value, "HANDED_OVER", entry.After.FindHandoverJob(e.Job)?.Facility)],
        OrderEvent.HandoverJobCanceled e =>
            [new("HANDOVER_CANCELED", Handover, e.Job.Value, "CANCELED", entry.Before?.FindHandoverJob(e.Job)?.Facility)],
        OrderEvent.LabelRequested e => [CreateParcelEntry("PARCEL_LABEL_REQUESTED", e.Shipment, e.Parcel, entry)],
        OrderEvent.LabelCreated e => [CreateParcelEntry("PARCEL_CREATED", e.Shipment, e.Parcel, entry)],
        OrderEvent.LabelFailed e =>
            [CreateParcelEntry("PARCEL_LABEL_CREATION_FAILED", e.Shipment, e.Parcel, entry) with { ErrorMessage = e.Reason }],
        _ => [],
    };

    // The journal has one event per line. The history log has one entry per kind of change.
    private static IEnumerable<HistoryLogEntry> CreateLineEntries(JournalEntry entry)
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
            .Select(kind => CreateModificationEntry(kind.Item1, entry) with { Articles = kind.Item2 });
    }

    private static IEnumerable<HistoryLogEntry> CreateEntries(OrderEvent.Routed routed, JournalEntry entry)
    {
        if (FindRerouteType(routed, entry) is { } type
            && (routed.Reason is not RerouteReason.OrderModified || ReferenceEquals(entry.Events.First(IsModificationReroute), routed)))
        {
            var target = routed.Reason is RerouteReason.Assigned ? routed.Plans.FirstOrDefault()?.Facility : null;
            yield return new(type, Order, entry.After.Id.Value, FulfillmenttoolsStatusNames.ToWireName(entry.After), target);
        }

        foreach (var plan in routed.Plans.Where(p => p.Facility is null))
        {
            yield return new("ORDER_HAS_UNROUTABLE_ITEMS", Plan, plan.Id.Value, FulfillmenttoolsStatusNames.ToWireName(plan.Status), null);
        }

        foreach (var job in CreatePickJobCreatedEntries(routed.PickJobs))
        {
            yield return job;
        }
    }

    // The vendor has no type for a pick job that is amended. A modification has one entry for all that follows from it.
    private static IEnumerable<HistoryLogEntry> CreateEntries(OrderEvent.FulfillmentAmended amended, JournalEntry entry)
    {
        if (ReferenceEquals(entry.Events.First(IsModificationReroute), amended))
        {
            yield return CreateOrderEntry("ORDER_MODIFICATION_REROUTE", entry);
        }

        foreach (var job in (entry.Before?.PickJobs ?? []).Where(j => amended.Ended.Contains(j.PlanId)))
        {
            yield return new("PICKING_CANCELLED", PickJob, job.Id.Value, "CANCELED", job.Facility);
        }
    }

    private static bool IsModificationReroute(OrderEvent orderEvent) =>
        orderEvent is OrderEvent.FulfillmentAmended or OrderEvent.Routed { Reason: RerouteReason.OrderModified };

    private static string? FindRerouteType(OrderEvent.Routed routed, JournalEntry entry) => routed.Reason switch
    {
        RerouteReason.OrderModified => "ORDER_MODIFICATION_REROUTE",
        RerouteReason.ProcessReroute => "ORDER_MANUAL_REROUTE",
        RerouteReason.Assigned => "ORDER_MANUAL_FACILITY_ASSIGNMENT",
        RerouteReason.ManualReroute => "TASK_MANUAL_REROUTE",
        RerouteReason.ShortPick => "PICKING_DONE_INCOMPLETE_REROUTE",
        RerouteReason.RetriedUnroutable when entry.Provenance.Actor == SystemActor.Actor.Id => "ORDER_TIME_TRIGGERED_REROUTE",
        RerouteReason.RetriedUnroutable => "UNROUTABLE_ITEMS_REROUTE",
        _ => null,
    };

    private static IEnumerable<HistoryLogEntry> CreateEntries(OrderEvent.Canceled canceled, JournalEntry entry) =>
    [
        CreateOrderEntry(canceled.Cancellation.Forced ? "ORDER_FORCE_CANCELLED" : "ORDER_CANCELLED", entry) with
        {
            CancellationReason = canceled.Cancellation.Reason,
        },
        .. (entry.Before?.PickJobs ?? []).Where(j => !canceled.KeepsHandedOver || j.Status is not PickJobStatus.Closed).Select(
            j => new HistoryLogEntry("PICKING_CANCELLED", PickJob, j.Id.Value, "CANCELED", j.Facility)),
        .. (entry.Before?.HandoverJobs ?? []).Where(j => entry.After.FindHandoverJob(j.Id) is null).Select(
            j => new HistoryLogEntry("HANDOVER_CANCELED", Handover, j.Id.Value, "CANCELED", j.Facility)),
    ];

    private static IEnumerable<HistoryLogEntry> CreatePickJobCreatedEntries(ImmutableArray<PickJob> jobs) =>
        jobs.Select(
            j =>
                new HistoryLogEntry(
                    "OPERATIVE_TASK_CREATED", PickJob, j.Id.Value, FulfillmenttoolsStatusNames.ToWireName(j.Status), j.Facility));

    private static IEnumerable<HistoryLogEntry> CreatePickJobEntry(string type, EntityId id, JournalEntry entry)
    {
        var job = entry.After.FindPickJob(id) ?? entry.Before?.FindPickJob(id);
        return [new(type, PickJob, id.Value, job is null ? null : FulfillmenttoolsStatusNames.ToWireName(job.Status), job?.Facility)];
    }

    private static bool IsShort(Order? before, EntityId job) =>
        before?.FindPickJob(job)?.Lines.Any(l => l.Picked < l.Quantity) is true;

    private static HistoryLogEntry CreateParcelEntry(string type, EntityId shipment, EntityId parcel, JournalEntry entry)
    {
        var found = entry.After.FindShipment(shipment);
        var status = found?.Parcels.FirstOrDefault(p => p.Id == parcel)?.Status;
        return new(type, Parcel, parcel.Value, status is { } known ? FulfillmenttoolsStatusNames.ToWireName(known) : null, found?.Facility);
    }

    private static HistoryLogEntry CreateOrderEntry(string type, JournalEntry entry) =>
        new(type, Order, entry.After.Id.Value, FulfillmenttoolsStatusNames.ToWireName(entry.After), null);

    private static HistoryLogEntry CreateModificationEntry(string type, JournalEntry entry) =>
        CreateOrderEntry(type, entry) with { Domain = Modification };

    private static string GetPlacedType(Order order) => FulfillmenttoolsOrderStatusTable.From(order.Facts) switch
    {
        FulfillmenttoolsOrderStatus.Locked => "LOCKED_ORDER_CREATED",
        FulfillmenttoolsOrderStatus.Promised => "DELIVERY_PROMISE_CREATED",
        _ => "ORDER_CREATED",
    };
}
