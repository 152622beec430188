using System.Threading.Channels;
using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// Delivers the events of one subscription while this node has the lease: first the open deliveries, then the event feed. A slow receiver
/// delays no other receiver.
/// </summary>
internal sealed class SubscriptionWorker(LeasedSubscription lease, string node, DeliveryDependencies dependencies)
{
    /// <summary>Maximum number of events in memory that no failed event blocks. The worker reads further events later.</summary>
    public const int MaxUnblocked = 1_000;

    /// <summary>Maximum number of events in memory, including events blocked by a failed one.</summary>
    public const int MaxInMemory = 20_000;

    private readonly OrderedDeliveryQueue _orderedDeliveryQueue = new();
    private readonly Channel<(
        QueuedDelivery Delivery, DeliveryResponse Response)> _responses = Channel.CreateUnbounded<(QueuedDelivery, DeliveryResponse)>();
    private readonly Dictionary<OrderId, EventPosition> _lastDeadLetters = [];
    private readonly DeliveryStateWriter _stateWriter = new(lease, node, dependencies);
    private readonly ReceiverCircuitBreaker _receiverCircuitBreaker = new(dependencies.Options);
    private int _inFlight;
    private Task<bool>? _nextFeedItem;
    private Task? _responseReady;

    /// <summary>The subscription at the start of this worker. If it changes, the worker has to restart.</summary>
    public LeasedSubscription Lease => lease;

    /// <summary>End of the lease. The dispatcher updates this value when it renews the lease.</summary>
    public DateTimeOffset LeasedUntil { get; set; }

    private DateTimeOffset Now => dependencies.Clock.GetUtcNow();

    /// <summary>Runs until it is stopped or the lease is lost.</summary>
    public async Task Run(CancellationToken stoppingToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var feed = dependencies.Hub.Listen(
            lease.Subscription.Tenant, dependencies.CreateFilter(lease.Subscription), lease.Passed, end.Token)
            .GetAsyncEnumerator(end.Token);
        try
        {
            await LoadOpenDeliveries(end.Token);
            while (!stoppingToken.IsCancellationRequested && !_stateWriter.IsLost)
            {
                await ProcessOnce(feed, end.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops, or the subscription changed.
        }
        finally
        {
            await end.CancelAsync();
            await CompleteInFlight(feed);
        }
    }

    private async Task LoadOpenDeliveries(CancellationToken ct)
    {
        foreach (var delivery in await dependencies.Store.ReadUndelivered(lease.Subscription.Tenant, lease.Subscription.Id, ct))
        {
            if (delivery.State is EventDeliveryState.DeadLettered)
            {
                _lastDeadLetters[delivery.Order] = delivery.Position;
            }
            else
            {
                _orderedDeliveryQueue.Add(new(delivery, null));
            }
        }
    }

    private async Task ProcessOnce(IAsyncEnumerator<FeedItem> feed, CancellationToken ct)
    {
        StartDeliveries(ct);
        _stateWriter.StartWriteIfDue(Now);
        if (CanReadFeed)
        {
            _nextFeedItem ??= feed.MoveNextAsync().AsTask();
        }

        _responseReady ??= _responses.Reader.WaitToReadAsync(ct).AsTask();
        if (!_responseReady.IsCompleted && _nextFeedItem is not { IsCompleted: true })
        {
            await Wait(_responseReady, ct);
        }

        if (_responseReady.IsCompleted)
        {
            _responseReady = null;
        }

        while (_responses.Reader.TryRead(out var completed))
        {
            ProcessResponse(completed.Delivery, completed.Response);
        }

        while (_nextFeedItem is { IsCompleted: true })
        {
            if (!await _nextFeedItem)
            {
                throw new InvalidOperationException("The event feed ended unexpectedly.");
            }

            Enqueue(feed.Current);
            _nextFeedItem = CanReadFeed ? feed.MoveNextAsync().AsTask() : null;
        }
    }

    private async Task Wait(Task responseReady, CancellationToken ct)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waits = new List<Task>(4) { responseReady, Task.Delay(GetWaitTime(), dependencies.Clock, timer.Token) };
        if (_nextFeedItem is not null)
        {
            waits.Add(_nextFeedItem);
        }

        if (_stateWriter.CurrentWrite is { } writing)
        {
            waits.Add(writing);
        }

        await Task.WhenAny(waits);
        await timer.CancelAsync(); // otherwise a timer stays active for each event
    }

    // While the circuit is open, at most one ready event is in memory. It may be of an order that the receiver accepts.
    private bool CanReadFeed =>
        _orderedDeliveryQueue.UnblockedCount < MaxUnblocked && _orderedDeliveryQueue.Count < MaxInMemory
            && _stateWriter.Count < MaxUnblocked * 2
        && !(_receiverCircuitBreaker.IsOpen && _orderedDeliveryQueue.HasReady);

    private void Enqueue(FeedItem item)
    {
        _stateWriter.SetPosition(item.Position);
        if (item.Event is not { } feedEvent)
        {
            return;
        }

        var delivery = new QueuedDelivery(
            new(feedEvent.Position, feedEvent.Order, EventDeliveryState.Pending) { NextAttemptAt = Now }, feedEvent);
        if (!_orderedDeliveryQueue.Add(delivery))
        {
            return;
        }

        _stateWriter.Add(delivery);
        // Too many events in memory: drop the content of a blocked event. EventSender reads it again before sending.
        if (_orderedDeliveryQueue.Count > MaxUnblocked && _orderedDeliveryQueue.IsBlocked(delivery))
        {
            delivery.Event = null;
        }
    }

    private void StartDeliveries(CancellationToken ct)
    {
        var now = Now;
        if (now < _receiverCircuitBreaker.PausedUntil || now >= LeasedUntil)
        {
            return;
        }

        var max = _receiverCircuitBreaker.IsOpen ? 1 : dependencies.Options.MaxConcurrencyPerReceiver;
        while (_inFlight < max)
        {
            var needsSlot = _inFlight > 0;
            if (needsSlot && !dependencies.Slots.Wait(0, CancellationToken.None))
            {
                return;
            }

            if (_orderedDeliveryQueue.Take(now) is not { } delivery)
            {
                if (needsSlot)
                {
                    dependencies.Slots.Release();
                }

                return;
            }
            delivery.UsesSharedSlot = needsSlot;
            _inFlight++;
            if (_lastDeadLetters.ContainsKey(delivery.Delivery.Order))
            {
                delivery.Delivery = delivery.Delivery with { HasGap = true };
            }

            _ = Deliver(delivery, ct);
        }
    }

    private async Task Deliver(QueuedDelivery delivery, CancellationToken ct)
    {
        await Task.Yield();
        var deliveryResponse = await dependencies.EventSender.Send(lease.Subscription, delivery, ct);
        if (delivery.UsesSharedSlot)
        {
            dependencies.Slots.Release();
        }

        _responses.Writer.TryWrite((delivery, deliveryResponse));
    }

    private void ProcessResponse(QueuedDelivery delivery, DeliveryResponse deliveryResponse)
    {
        _inFlight--;
        var (now, before) = (Now, delivery.Delivery);
        var hasRecovered = _receiverCircuitBreaker.Record(before.Order, deliveryResponse, _inFlight == 0, now);
        var first = before.FirstAttemptAt ?? now;
        var state = deliveryResponse.IsAccepted ? EventDeliveryState.Delivered
            : now - first >= dependencies.Options.DeadLetterAfter && !deliveryResponse.IsReceiverUnavailable
            ? EventDeliveryState.DeadLettered
            : EventDeliveryState.Pending;
        delivery.Delivery = before with
        {
            State = state, Attempts = before.Attempts + 1, FirstAttemptAt = first, LastAttemptAt = now, Status = deliveryResponse.Status,
            Failure = deliveryResponse.Failure, NextAttemptAt = deliveryResponse.IsAccepted
                ? now
                : now + RetryBackoff.ForEvent(before.Attempts, dependencies.Options),
        };
        _stateWriter.Add(delivery);
        if (state is EventDeliveryState.DeadLettered)
        {
            _lastDeadLetters[before.Order] = before.Position;
        }

        if (state is EventDeliveryState.Pending)
        {
            _orderedDeliveryQueue.Postpone(delivery);
        }
        else
        {
            _orderedDeliveryQueue.Complete(delivery);
        }

        if (hasRecovered)
        {
            _orderedDeliveryQueue.RetryNow();
        }
    }

    // Time until the next change without a response: a retry is due, the receiver may be called again, or a slot may be free.
    private TimeSpan GetWaitTime()
    {
        var now = Now;
        var until = _orderedDeliveryQueue.Count == 0 ? DateTimeOffset.MaxValue
            : now < _receiverCircuitBreaker.PausedUntil ? _receiverCircuitBreaker.PausedUntil
            : _orderedDeliveryQueue.NextDue ?? now + dependencies.Options.PollInterval;
        var pause = until - now;
        var max = _stateWriter.Count > 0 ? DeliveryStateWriter.MinInterval : dependencies.Options.PollInterval;
        return pause < DeliveryStateWriter.MinInterval / 4 ? DeliveryStateWriter.MinInterval / 4 : pause < max ? pause : max;
    }

    private async Task CompleteInFlight(IAsyncEnumerator<FeedItem> feed)
    {
        if (_nextFeedItem is not null)
        {
            await _nextFeedItem.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await feed.DisposeAsync();
        for (; _inFlight > 0; _inFlight--)
        {
            var (delivery, deliveryResponse) = await _responses.Reader.ReadAsync(CancellationToken.None);
            if (!deliveryResponse.IsAccepted)
            {
                continue;
            }

            var now = Now;
            delivery.Delivery = delivery.Delivery with
            {
                State = EventDeliveryState.Delivered, Attempts = delivery.Delivery.Attempts + 1, LastAttemptAt = now,
                FirstAttemptAt = delivery.Delivery.FirstAttemptAt ?? now, Status = deliveryResponse.Status, Failure = "",
            };
            _stateWriter.Add(delivery);
        }
        await _stateWriter.Flush();
    }
}
