using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>One page of the event feed.</summary>
/// <param name="Events">The events in order.</param>
/// <param name="Passed">All entries up to this position were read. The next page starts here.</param>
/// <param name="IsLast">Whether there are no more entries now.</param>
/// <param name="IsAhead">Whether the start position is after the head: it belongs to another database.</param>
internal sealed record EventPage(ImmutableArray<FeedEvent> Events, EventPosition Passed, bool IsLast, bool IsAhead);

/// <summary>
/// Reads the journal as events with order states before and after. Used by polling and by the stream. Caches the last states of orders,
/// so that later events of an order need no replay.
/// </summary>
internal sealed class EventReader(IJournalFeed log)
{
    private const int MaxStates = 2_000;
    private readonly ConcurrentDictionary<(TenantId, OrderId), Order> _states = new();

    public Task<EventPosition> ReadHead(TenantId tenant, CancellationToken ct) => log.ReadHead(tenant, ct);

    /// <summary>Events after a position that match the filter.</summary>
    /// <param name="entries">The maximum number of journal entries to read.</param>
    public async Task<EventPage> ReadAfter(TenantId tenant, EventPosition after, EventFilter filter, int entries, CancellationToken ct)
    {
        var page = await log.ReadAfter(tenant, after, filter.Orders, entries, ct);
        if (after > page.Head)
        {
            return new([], after, true, true);
        }

        var states = await LoadStatesBefore(tenant, page.Entries, ct);
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        foreach (var entry in page.Entries)
        {
            foreach (var feedEvent in ToEvents(states, entry))
            {
                if (feedEvent.Position > after && filter.Matches(feedEvent))
                {
                    events.Add(feedEvent);
                }
            }
        }

        CacheStates(tenant, states);
        return new(events.ToImmutable(), page.Passed, page.Entries.Count < entries, false);
    }

    /// <summary>The event at a position; null if it no longer exists.</summary>
    public async Task<FeedEvent?> Find(TenantId tenant, EventPosition position, OrderId? order, CancellationToken ct)
    {
        var filter = order is { } known ? EventFilter.All with { Orders = [known] } : EventFilter.All;
        var page = await ReadAfter(tenant, position with { Index = position.Index - 1 }, filter, 1, ct);
        return page.Events.FirstOrDefault(feedEvent => feedEvent.Position == position);
    }

    // The states before the first entry of each order on the page, loaded in one round trip.
    private async Task<Dictionary<OrderId, Order>> LoadStatesBefore(TenantId tenant, IReadOnlyList<FeedEntry> entries, CancellationToken ct)
    {
        var (states, missing) = (new Dictionary<OrderId, Order>(), new List<(OrderId, long)>());
        foreach (var (order, revision, erased) in entries.GroupBy(
            e => e.Order, (order, all) => (order, all.Min(e => e.Revision) - 1, all.Any(e => e.IsErased))))
        {
            if (!erased && _states.GetValueOrDefault((tenant, order)) is { } known && known.Revision == revision)
            {
                states[order] = known;
            }
            else if (revision > 0)
            {
                missing.Add((order, revision));
            }
        }

        if (missing.Count > 0)
        {
            foreach (var order in await log.LoadStates(tenant, missing, ct))
            {
                states[order.Id] = order;
            }
        }

        return states;
    }

    /// <summary>Clears the cached states, because they may contain personal data that was erased.</summary>
    public void ClearCache() => _states.Clear();

    private void CacheStates(TenantId tenant, Dictionary<OrderId, Order> states)
    {
        if (_states.Count > MaxStates)
        {
            _states.Clear();
        }

        foreach (var (id, order) in states)
        {
            _states.AddOrUpdate((tenant, id), order, (_, known) => known.Revision > order.Revision ? known : order);
        }
    }

    private static IEnumerable<FeedEvent> ToEvents(Dictionary<OrderId, Order> states, FeedEntry entry)
    {
        // A deleted order has no earlier state.
        var isFirst = entry.Revision == 1 || entry.Events[0] is OrderEvent.Deleted;
        var before = isFirst ? null : states.GetValueOrDefault(entry.Order);
        if (!isFirst && before?.Revision != entry.Revision - 1)
        {
            throw new InvalidOperationException($"The journal of {entry.Order} has no state before revision {entry.Revision}.");
        }

        var orderEvents = WithPersonalData(entry);
        var after = ApplyEvents(before, entry, orderEvents);
        states[entry.Order] = after;
        return IntegrationEventMapper.Map(before, after, entry.Events).Select((what, index) => new FeedEvent
        {
            Position = new(entry.Transaction, entry.Sequence, index),
            Order = entry.Order,
            TenantOrderId = after.TenantOrderId,
            Revision = entry.Revision,
            Version = after.Version,
            OccurredAt = entry.At,
            Provenance = entry.Provenance,
            Comment = entry.Comment,
            Event = what,
            Before = before,
            After = after,
            JournalEvents = orderEvents,
            Facilities = what.Entity is null ? GetFacilities(before, after) : what.Facility is { } facility ? [facility] : [],
        });
    }

    // Personal data is stored separately from the journal, so that it can be erased.
    private static ImmutableArray<OrderEvent> WithPersonalData(FeedEntry entry) =>
    [
        .. entry.Events.Select(orderEvent => orderEvent is OrderEvent.PersonalDataReplaced replaced
            ? replaced with { Personal = entry.Personal ?? PersonalData.Erased }
            : orderEvent),
    ];

    private static Order ApplyEvents(Order? before, FeedEntry entry, ImmutableArray<OrderEvent> orderEvents)
    {
        var after = orderEvents.Aggregate(before, (state, one) => (state ?? GetInitialOrder(one)).Evolve(one, entry.At))!;
        return after with
        {
            Revision = entry.Revision,
            PersonalData = before is null ? entry.Personal ?? PersonalData.Erased : after.PersonalData,
        };
    }

    private static Order GetInitialOrder(OrderEvent first) =>
        first is OrderEvent.Deleted deleted ? deleted.Order : ((OrderEvent.Placed)first).Order;

    private static ImmutableArray<FacilityId> GetFacilities(Order? before, Order after) =>
        [.. after.Plans.Concat(before?.Plans ?? []).Select(p => p.Facility).OfType<FacilityId>().Distinct()];
}
