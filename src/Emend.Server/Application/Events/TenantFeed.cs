using System.Threading.Channels;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>Follows the journal of one tenant and offers its events to the listeners.</summary>
internal sealed class TenantFeed(EventReader reader, TenantId tenant, EventPosition start, TimeProvider clock, ILogger log)
{
    private const int PageSize = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<FeedListener> _listeners = [];
    private EventPosition _passed = start;
    private DateTimeOffset _lastHeartbeat = clock.GetUtcNow();

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _listeners.Count == 0;
            }
        }
    }

    /// <summary>Adds a listener that is offered all events after the current position.</summary>
    public FeedListener AddListener(EventFilter filter)
    {
        lock (_lock)
        {
            var listener = new FeedListener(filter, _passed, RemoveListener);
            _listeners.Add(listener);
            return listener;
        }
    }

    /// <summary>Reads one page, offers its events, and pauses if there are no more entries.</summary>
    public async Task Step()
    {
        try
        {
            var page = await reader.ReadAfter(tenant, _passed, EventFilter.All, PageSize, CancellationToken.None);
            Offer(page);
            if (page.IsLast)
            {
                await Task.Delay(PollInterval, clock);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "Could not read the events of tenant {Tenant}. Retrying.", tenant);
            await Task.Delay(RetryDelay, clock);
        }
    }

    private void Offer(EventPage page)
    {
        var now = clock.GetUtcNow();
        var isHeartbeatDue = now - _lastHeartbeat >= HeartbeatInterval;
        if (isHeartbeatDue)
        {
            _lastHeartbeat = now;
        }

        lock (_lock)
        {
            if (page.Passed > _passed)
            {
                _passed = page.Passed;
            }

            for (var i = _listeners.Count - 1; i >= 0; i--)
            {
                if (!_listeners[i].Offer(page.Events, isHeartbeatDue ? _passed : null))
                {
                    _listeners.RemoveAt(i);
                }
            }
        }
    }

    private void RemoveListener(FeedListener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }
}

/// <summary>A listener of the feed, with a bounded queue. The feed never waits for the queue.</summary>
internal sealed class FeedListener(EventFilter filter, EventPosition since, Action<FeedListener> leave) : IDisposable
{
    /// <summary>The queue capacity. A listener that falls further behind reads from the store.</summary>
    public const int Capacity = 256;

    private readonly Channel<FeedItem> _queue = Channel.CreateBounded<FeedItem>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    /// <summary>The queue contains all matching events after this position, until it completes.</summary>
    public EventPosition Since { get; } = since;

    public ChannelReader<FeedItem> Queue => _queue.Reader;

    /// <summary>Returns false if the queue is full. The queue then completes after the earlier events.</summary>
    public bool Offer(IReadOnlyList<FeedEvent> events, EventPosition? passed)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (filter.Matches(events[i]) && !_queue.Writer.TryWrite(new(events[i].Position, events[i])))
            {
                return !_queue.Writer.TryComplete();
            }
        }

        if (passed is { } position)
        {
            _queue.Writer.TryWrite(new(position, null));
        }

        return true;
    }

    public void Dispose() => leave(this);
}
