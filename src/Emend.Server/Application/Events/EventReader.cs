using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>Part of the feed.</summary>
/// <param name="Events">In order.</param>
/// <param name="Passed">Everything up to here was looked at: from here to go on.</param>
/// <param name="IsLast">Whether there was no more to read.</param>
/// <param name="IsAhead">Whether the position asked from lies in the future: it belongs to another database.</param>
internal sealed record EventPage(ImmutableArray<FeedEvent> Events, EventPosition Passed, bool IsLast, bool IsAhead);

/// <summary>
/// Reads the journal as events with what differs by each: the polling twin of the stream, and what the stream itself reads by. Keeps
/// the last state of the orders it met, so that an order that is worked on again costs no replay.
/// </summary>
internal sealed class EventReader(IJournalFeed log)
{
    private const int MaxStates = 2_000;
    private readonly ConcurrentDictionary<(TenantId, OrderId), Order> _states = new();

    public Task<EventPosition> Head(CancellationToken ct) => log.Head(ct);

    /// <summary>Events after a position that a filter wants.</summary>
    /// <param name="entries">How many entries of the journal to look at.</param>
    public async Task<EventPage> After(TenantId tenant, EventPosition after, EventFilter filter, int entries, CancellationToken ct)
    {
        var page = await log.After(tenant, after, filter.Orders, entries, ct);
        if (after > page.Head)
            return new([], after, true, true);
        var states = await Before(tenant, page.Entries, ct);
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        foreach (var entry in page.Entries)
            foreach (var told in Write(states, entry))
                if (told.Position > after && filter.Wants(told))
                    events.Add(told);
        Keep(tenant, states);
        return new(events.ToImmutable(), page.Passed, page.Entries.Count < entries, false);
    }

    /// <summary>One event of one order; null where it is not there any more.</summary>
    public async Task<FeedEvent?> At(TenantId tenant, EventPosition position, OrderId? order, CancellationToken ct)
    {
        var filter = order is { } known ? EventFilter.All with { Orders = [known] } : EventFilter.All;
        var page = await After(tenant, position with { Index = position.Index - 1 }, filter, 1, ct);
        return page.Events.FirstOrDefault(told => told.Position == position);
    }

    // The states before the first entry of each order on the page, all in one round trip.
    private async Task<Dictionary<OrderId, Order>> Before(TenantId tenant, IReadOnlyList<FeedEntry> entries, CancellationToken ct)
    {
        var (states, missing) = (new Dictionary<OrderId, Order>(), new List<(OrderId, long)>());
        foreach (var (order, revision, erased) in entries.GroupBy(
            e => e.Order, (order, all) => (order, all.Min(e => e.Revision) - 1, all.Any(e => e.IsErased))))
            if (!erased && _states.GetValueOrDefault((tenant, order)) is { } known && known.Revision == revision)
                states[order] = known;
            else if (revision > 0)
                missing.Add((order, revision));
        if (missing.Count > 0)
            foreach (var order in await log.AsOf(tenant, missing, ct))
                states[order.Id] = order;
        return states;
    }

    /// <summary>Keeps no state any longer: nobody must find here what was erased meanwhile.</summary>
    public void Forget() => _states.Clear();

    private void Keep(TenantId tenant, Dictionary<OrderId, Order> states)
    {
        if (_states.Count > MaxStates)
            _states.Clear();
        foreach (var (id, order) in states)
            _states.AddOrUpdate((tenant, id), order, (_, known) => known.Revision > order.Revision ? known : order);
    }

    private static IEnumerable<FeedEvent> Write(Dictionary<OrderId, Order> states, FeedEntry entry)
    {
        // Nothing is left of a deleted order, not even what was before.
        var begins = entry.Revision == 1 || entry.Events[0] is OrderEvent.Deleted;
        var before = begins ? null : states.GetValueOrDefault(entry.Order);
        if (!begins && before?.Revision != entry.Revision - 1)
            throw new InvalidOperationException($"The journal of {entry.Order} has no state before revision {entry.Revision}.");
        var orderEvents = WithPersonal(entry);
        var after = After(before, entry, orderEvents);
        states[entry.Order] = after;
        return IntegrationEventMapper.Of(before, after, entry.Events).Select((what, index) => new FeedEvent
        {
            Position = new(entry.Transaction, entry.Sequence, index),
            Order = entry.Order,
            TenantOrderId = after.TenantOrderId,
            Revision = entry.Revision,
            Version = after.Version,
            OccurredAt = entry.At,
            Provenance = entry.Provenance,
            Event = what,
            Before = before,
            After = after,
            Happened = orderEvents,
            Facilities = what.Entity is null ? FacilitiesOf(before, after) : what.Facility is { } facility ? [facility] : [],
        });
    }

    // Kept apart from the journal, so that it can be erased.
    private static ImmutableArray<OrderEvent> WithPersonal(FeedEntry entry) =>
    [
        .. entry.Events.Select(orderEvent => orderEvent is OrderEvent.PersonalDataReplaced replaced
            ? replaced with { Personal = entry.Personal ?? PersonalData.Erased }
            : orderEvent),
    ];

    private static Order After(Order? before, FeedEntry entry, ImmutableArray<OrderEvent> orderEvents)
    {
        var after = orderEvents.Aggregate(before, (state, one) => (state ?? Begun(one)).Evolve(one, entry.At))!;
        return after with
        {
            Revision = entry.Revision,
            PersonalData = before is null ? entry.Personal ?? PersonalData.Erased : after.PersonalData,
        };
    }

    private static Order Begun(OrderEvent first) => first is OrderEvent.Deleted gone ? gone.Order : ((OrderEvent.Placed)first).Order;

    private static ImmutableArray<FacilityId> FacilitiesOf(Order? before, Order after) =>
        [.. after.Plans.Concat(before?.Plans ?? []).Select(p => p.Facility).OfType<FacilityId>().Distinct()];
}
