using System.Threading.Channels;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>Follows the journal of one tenant for those who have a seat.</summary>
internal sealed class TenantFeed(EventReader reader, TenantId tenant, EventPosition start, TimeProvider clock, ILogger log)
{
    private const int Page = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<FeedListener> _feedListeners = [];
    private EventPosition _passed = start;
    private DateTimeOffset _spoke = clock.GetUtcNow();

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _feedListeners.Count == 0;
        }
    }

    /// <summary>A seat that is offered everything after its beginning.</summary>
    public FeedListener Take(EventFilter filter)
    {
        lock (_lock)
        {
            var feedListener = new FeedListener(filter, _passed, Leave);
            _feedListeners.Add(feedListener);
            return feedListener;
        }
    }

    /// <summary>Reads once, offers what came, and pauses where that was all.</summary>
    public async Task Step()
    {
        try
        {
            var page = await reader.After(tenant, _passed, EventFilter.All, Page, CancellationToken.None);
            Offer(page);
            if (page.IsLast)
                await Task.Delay(Pause, clock);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "The events of {Tenant} could not be read; trying again.", tenant);
            await Task.Delay(AfterFailure, clock);
        }
    }

    private void Offer(EventPage page)
    {
        var now = clock.GetUtcNow();
        var speak = now - _spoke >= Silence;
        if (speak)
            _spoke = now;
        lock (_lock)
        {
            if (page.Passed > _passed)
                _passed = page.Passed;
            for (var i = _feedListeners.Count - 1; i >= 0; i--)
                if (!_feedListeners[i].Offer(page.Events, speak ? _passed : null))
                    _feedListeners.RemoveAt(i);
        }
    }

    private void Leave(FeedListener feedListener)
    {
        lock (_lock)
            _feedListeners.Remove(feedListener);
    }
}

/// <summary>A listener's place in the feed: a queue that is never waited for.</summary>
internal sealed class FeedListener(EventFilter filter, EventPosition since, Action<FeedListener> leave) : IDisposable
{
    /// <summary>How many events wait for a listener at most; who needs more reads from the store.</summary>
    public const int Places = 256;

    private readonly Channel<FeedItem> _queue = Channel.CreateBounded<FeedItem>(
        new BoundedChannelOptions(Places) { SingleReader = true, SingleWriter = true });

    /// <summary>Everything after it is in the queue, until that ends.</summary>
    public EventPosition Since { get; } = since;

    public ChannelReader<FeedItem> Queue => _queue.Reader;

    /// <summary>False where it did not fit: then the queue ends with what came before.</summary>
    public bool Offer(IReadOnlyList<FeedEvent> events, EventPosition? word)
    {
        for (var i = 0; i < events.Count; i++)
            if (filter.Wants(events[i]) && !_queue.Writer.TryWrite(new(events[i].Position, events[i])))
                return !_queue.Writer.TryComplete();
        if (word is { } position)
            _queue.Writer.TryWrite(new(position, null));
        return true;
    }

    public void Dispose() => leave(this);
}
