using System.Runtime.CompilerServices;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// Distributes events to the listeners of this node. One reader per tenant follows the journal and offers each event to all listeners.
/// A listener with a full queue leaves the feed, reads the missed events from the store, and joins again. So a listener receives each
/// event exactly once, and slow listeners do not delay others. Positions are valid on every node.
/// </summary>
internal sealed class EventHub(EventReader reader, TimeProvider clock, ILogger<EventHub> log) : IDisposable
{
    /// <summary>The number of journal entries that a lagging listener reads at once.</summary>
    private const int LaggingPageSize = 50;

    private readonly Dictionary<TenantId, TenantFeed> _feeds = [];

    // Limits concurrent store reads of lagging listeners.
    private readonly SemaphoreSlim _reading = new(4);

    /// <summary>
    /// Streams the events after a position that match the filter, until the listener cancels. Periodically also yields the current
    /// position without an event.
    /// </summary>
    public async IAsyncEnumerable<FeedItem> Listen(
        TenantId tenant, EventFilter filter, EventPosition from, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = from;
        while (true)
        {
            using var listener = await Join(tenant, filter, ct);
            while (position < listener.Since)
            {
                var page = await Read(tenant, position, filter, ct);
                foreach (var feedEvent in page.Events)
                {
                    yield return new(feedEvent.Position, feedEvent);
                }

                position = Later(position, page.Passed);
                yield return new(position, null);
            }
            while (await listener.Queue.WaitToReadAsync(ct))
            {
                while (listener.Queue.TryRead(out var item))
                {
                    if (item.Position <= position)
                    {
                        continue;
                    }

                    position = item.Position;
                    yield return item;
                }
            }
        }
    }

    public void Dispose() => _reading.Dispose();

    private static EventPosition Later(EventPosition left, EventPosition right) => left >= right ? left : right;

    private async Task<EventPage> Read(TenantId tenant, EventPosition position, EventFilter filter, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            return await reader.ReadAfter(tenant, position, filter, LaggingPageSize, ct);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<FeedListener> Join(TenantId tenant, EventFilter filter, CancellationToken ct)
    {
        var head = await reader.ReadHead(tenant, ct);
        lock (_feeds)
        {
            if (!_feeds.TryGetValue(tenant, out var feed))
            {
                _feeds[tenant] = feed = new TenantFeed(reader, tenant, head, clock, log);
                _ = Follow(tenant, feed);
            }
            return feed.AddListener(filter);
        }
    }

    private async Task Follow(TenantId tenant, TenantFeed feed)
    {
        await Task.Yield();
        do
        {
            await feed.Step();
        }
        while (!Leave());

        bool Leave()
        {
            lock (_feeds)
            {
                return feed.IsEmpty && _feeds.Remove(tenant);
            }
        }
    }
}
