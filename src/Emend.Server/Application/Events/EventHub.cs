using System.Runtime.CompilerServices;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// Brings events to any number of listeners of this node: per tenant that has some, one reader follows the journal and offers each
/// event to all. Who can't keep up loses its seat, reads from the store what it missed, and takes a seat again: nobody misses an event
/// or sees one twice, and the slow cost the quick nothing. What was heard is known by its position alone, on every node.
/// </summary>
internal sealed class EventHub(EventReader reader, TimeProvider clock, ILogger<EventHub> log) : IDisposable
{
    /// <summary>How many entries of the journal a listener that is behind reads at once.</summary>
    private const int Behind = 50;

    private readonly Dictionary<TenantId, TenantFeed> _feeds = [];

    // However many are behind, the store is asked by few at a time.
    private readonly SemaphoreSlim _reading = new(4);

    /// <summary>
    /// Everything after a position that the filter wants, for as long as somebody listens; now and then, also while nothing happens,
    /// word of how far it was looked.
    /// </summary>
    public async IAsyncEnumerable<FeedItem> Listen(
        TenantId tenant, EventFilter filter, EventPosition from, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = from;
        while (true)
        {
            using var feedListener = await Join(tenant, filter, ct);
            while (position < feedListener.Since)
            {
                var page = await Read(tenant, position, filter, ct);
                foreach (var told in page.Events)
                    yield return new(told.Position, told);
                position = Later(position, page.Passed);
                yield return new(position, null);
            }
            while (await feedListener.Queue.WaitToReadAsync(ct))
            {
                while (feedListener.Queue.TryRead(out var item))
                {
                    if (item.Position <= position)
                        continue;
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
            return await reader.After(tenant, position, filter, Behind, ct);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<FeedListener> Join(TenantId tenant, EventFilter filter, CancellationToken ct)
    {
        var head = await reader.Head(ct);
        lock (_feeds)
        {
            if (!_feeds.TryGetValue(tenant, out var feed))
            {
                _feeds[tenant] = feed = new TenantFeed(reader, tenant, head, clock, log);
                _ = Follow(tenant, feed);
            }
            return feed.Take(filter);
        }
    }

    private async Task Follow(TenantId tenant, TenantFeed feed)
    {
        await Task.Yield();
        do
            await feed.Step();
        while (!Leave());

        bool Leave()
        {
            lock (_feeds)
                return feed.IsEmpty && _feeds.Remove(tenant);
        }
    }
}
