using System.Threading.Channels;
using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// Delivers the events of one subscription while this node holds it: what was open when it began, then the feed. Nothing here is
/// waited for by anybody but this receiver.
/// </summary>
internal sealed class SubscriptionWorker(LeasedSubscription leasedSubscription, string node, DeliveryDependencies dependencies)
{
    /// <summary>How many events that could go are in hand at most; what else there is stays in the journal.</summary>
    public const int Max = 1_000;

    /// <summary>How many are in hand together with those behind one that failed.</summary>
    public const int MaxWithStuck = 20_000;

    private readonly OrderedDeliveryQueue _orderedDeliveryQueue = new();
    private readonly Channel<(InFlightDelivery Errand, DeliveryResponse Receipt)> _returns = Channel.CreateUnbounded<(InFlightDelivery, DeliveryResponse)>();
    private readonly Dictionary<OrderId, EventPosition> _missed = [];
    private readonly DeliveryStateWriter _ledger = new(leasedSubscription, node, dependencies);
    private readonly ReceiverCircuitBreaker _receiverCircuitBreaker = new(dependencies.Options);
    private int _underWay;
    private Task<bool>? _next;
    private Task? _returning;

    /// <summary>What it was begun with; another means that it has to begin anew.</summary>
    public LeasedSubscription Held => leasedSubscription;

    /// <summary>Until when the node holds the subscription for certain; told by whoever renews it.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    private DateTimeOffset Now => dependencies.Clock.GetUtcNow();

    /// <summary>Runs until it is stopped or the subscription is lost.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var feed = dependencies.Hub.Listen(leasedSubscription.Subscription.Tenant, dependencies.FilterOf(leasedSubscription.Subscription), leasedSubscription.Passed, end.Token)
            .GetAsyncEnumerator(end.Token);
        try
        {
            await TakeUp(end.Token);
            while (!stop.IsCancellationRequested && !_ledger.IsLost)
                await Turn(feed, end.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The node stops, or the subscription is another one now.
        }
        finally
        {
            await end.CancelAsync();
            await Leave(feed);
        }
    }

    private async Task TakeUp(CancellationToken ct)
    {
        foreach (var delivery in await dependencies.Store.Open(leasedSubscription.Subscription.Tenant, leasedSubscription.Subscription.Id, ct))
            if (delivery.State is EventDeliveryState.DeadLettered)
                _missed[delivery.Order] = delivery.Position;
            else
                _orderedDeliveryQueue.Add(new(delivery, null));
    }

    private async Task Turn(IAsyncEnumerator<FeedItem> feed, CancellationToken ct)
    {
        Start(ct);
        _ledger.Keep(Now);
        if (MayRead) _next ??= feed.MoveNextAsync().AsTask();
        _returning ??= _returns.Reader.WaitToReadAsync(ct).AsTask();
        if (!_returning.IsCompleted && _next is not { IsCompleted: true }) await Wait(_returning, ct);
        if (_returning.IsCompleted) _returning = null;
        while (_returns.Reader.TryRead(out var back)) Settle(back.Errand, back.Receipt);
        while (_next is { IsCompleted: true })
        {
            if (!await _next) throw new InvalidOperationException("The feed ended.");
            Take(feed.Current);
            _next = MayRead ? feed.MoveNextAsync().AsTask() : null;
        }
    }

    private async Task Wait(Task returning, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waits = new List<Task>(4) { returning, Task.Delay(Pause(), dependencies.Clock, enough.Token) };
        if (_next is not null) waits.Add(_next);
        if (_ledger.Keeping is { } keeping) waits.Add(keeping);
        await Task.WhenAny(waits);
        await enough.CancelAsync(); // or a timer stays for every event
    }

    // While the receiver is ill, the journal keeps what is to come, but for one: that may be of an order it does take.
    private bool MayRead => _orderedDeliveryQueue.Moving < Max && _orderedDeliveryQueue.Count < MaxWithStuck && _ledger.Count < Max * 2
        && !(_receiverCircuitBreaker.IsOpen && _orderedDeliveryQueue.HasReady);

    private void Take(FeedItem item)
    {
        _ledger.Pass(item.Position);
        if (item.Event is not { } told) return;
        var delivery = new InFlightDelivery(new(told.Position, told.Order, EventDeliveryState.Pending) { NextAttemptAt = Now }, told);
        if (!_orderedDeliveryQueue.Add(delivery)) return;
        _ledger.Note(delivery);
        if (_orderedDeliveryQueue.Count > Max && _orderedDeliveryQueue.IsStuck(delivery)) delivery.Told = null; // read again when it goes: orders are large
    }

    private void Start(CancellationToken ct)
    {
        var now = Now;
        if (now < _receiverCircuitBreaker.PausedUntil || now >= HeldUntil) return;
        var max = _receiverCircuitBreaker.IsOpen ? 1 : dependencies.Options.MaxConcurrencyPerReceiver;
        while (_underWay < max)
        {
            var place = _underWay > 0;
            if (place && !dependencies.Places.Wait(0, CancellationToken.None)) return;
            if (_orderedDeliveryQueue.Take(now) is not { } delivery)
            {
                if (place) dependencies.Places.Release();
                return;
            }
            delivery.HasPlace = place;
            _underWay++;
            if (_missed.ContainsKey(delivery.Delivery.Order)) delivery.Delivery = delivery.Delivery with { HasGap = true };
            _ = Deliver(delivery, ct);
        }
    }

    private async Task Deliver(InFlightDelivery delivery, CancellationToken ct)
    {
        await Task.Yield();
        var deliveryResponse = await dependencies.EventSender.Send(leasedSubscription.Subscription, delivery, ct);
        if (delivery.HasPlace) dependencies.Places.Release();
        _returns.Writer.TryWrite((delivery, deliveryResponse));
    }

    private void Settle(InFlightDelivery delivery, DeliveryResponse deliveryResponse)
    {
        _underWay--;
        var (now, before) = (Now, delivery.Delivery);
        var isWellAgain = _receiverCircuitBreaker.Note(before.Order, deliveryResponse, _underWay == 0, now);
        var first = before.FirstAttemptAt ?? now;
        var state = deliveryResponse.IsTaken ? EventDeliveryState.Delivered
            : now - first >= dependencies.Options.DeadLetterAfter && !deliveryResponse.IsAway ? EventDeliveryState.DeadLettered : EventDeliveryState.Pending;
        delivery.Delivery = before with
        {
            State = state, Attempts = before.Attempts + 1, FirstAttemptAt = first, LastAttemptAt = now, Status = deliveryResponse.Status,
            Failure = deliveryResponse.Failure, NextAttemptAt = deliveryResponse.IsTaken ? now : now + RetryBackoff.After(before.Attempts, dependencies.Options),
        };
        _ledger.Note(delivery);
        if (state is EventDeliveryState.DeadLettered) _missed[before.Order] = before.Position;
        if (state is EventDeliveryState.Pending) _orderedDeliveryQueue.Postpone(delivery);
        else _orderedDeliveryQueue.Complete(delivery);
        if (isWellAgain) _orderedDeliveryQueue.RetryNow();
    }

    // What changes by itself: something is due, the receiver may be tried again, a place may be free.
    private TimeSpan Pause()
    {
        var now = Now;
        var until = _orderedDeliveryQueue.Count == 0 ? DateTimeOffset.MaxValue
            : now < _receiverCircuitBreaker.PausedUntil ? _receiverCircuitBreaker.PausedUntil
            : _orderedDeliveryQueue.NextDue ?? now + dependencies.Options.PollInterval;
        var pause = until - now;
        var max = _ledger.Count > 0 ? DeliveryStateWriter.Rhythm : dependencies.Options.PollInterval;
        return pause < DeliveryStateWriter.Rhythm / 4 ? DeliveryStateWriter.Rhythm / 4 : pause < max ? pause : max;
    }

    private async Task Leave(IAsyncEnumerator<FeedItem> feed)
    {
        if (_next is not null) await _next.ContinueWith(_ => { }, TaskScheduler.Default);
        await feed.DisposeAsync();
        for (; _underWay > 0; _underWay--)
        {
            var (delivery, deliveryResponse) = await _returns.Reader.ReadAsync(CancellationToken.None);
            if (!deliveryResponse.IsTaken) continue;
            var now = Now;
            delivery.Delivery = delivery.Delivery with
            {
                State = EventDeliveryState.Delivered, Attempts = delivery.Delivery.Attempts + 1, LastAttemptAt = now,
                FirstAttemptAt = delivery.Delivery.FirstAttemptAt ?? now, Status = deliveryResponse.Status, Failure = "",
            };
            _ledger.Note(delivery);
        }
        await _ledger.Close();
    }
}
