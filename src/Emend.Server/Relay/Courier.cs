using System.Threading.Channels;
using Emend.Core.Orders;
using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

/// <summary>
/// Delivers the events of one subscription while this node holds it: what was open when it began, then the feed. Nothing here is
/// waited for by anybody but this receiver.
/// </summary>
internal sealed class Courier(HeldSubscription held, string node, Satchel satchel)
{
    /// <summary>How many events that could go are in hand at most; what else there is stays in the journal.</summary>
    public const int Most = 1_000;

    /// <summary>How many are in hand together with those behind one that failed.</summary>
    public const int MostWithStuck = 20_000;

    private readonly Backlog _backlog = new();
    private readonly Channel<(Errand Errand, Receipt Receipt)> _returns = Channel.CreateUnbounded<(Errand, Receipt)>();
    private readonly Dictionary<OrderId, EventPosition> _missed = [];
    private readonly Ledger _ledger = new(held, node, satchel);
    private readonly Health _health = new(satchel.Options);
    private int _underWay;
    private Task<bool>? _next;
    private Task? _returning;

    /// <summary>What it was begun with; another means that it has to begin anew.</summary>
    public HeldSubscription Held => held;

    /// <summary>Until when the node holds the subscription for certain; told by whoever renews it.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    private DateTimeOffset Now => satchel.Clock.GetUtcNow();

    /// <summary>Runs until it is stopped or the subscription is lost.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var feed = satchel.Hub.Listen(held.Subscription.Tenant, satchel.FilterOf(held.Subscription), held.Passed, end.Token)
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
        foreach (var delivery in await satchel.Store.Open(held.Subscription.Tenant, held.Subscription.Id, ct))
            if (delivery.State is DeliveryState.Parked)
                _missed[delivery.Order] = delivery.Position;
            else
                _backlog.Add(new(delivery, null));
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
        var waits = new List<Task>(4) { returning, Task.Delay(Pause(), satchel.Clock, enough.Token) };
        if (_next is not null) waits.Add(_next);
        if (_ledger.Keeping is { } keeping) waits.Add(keeping);
        await Task.WhenAny(waits);
        await enough.CancelAsync(); // or a timer stays for every event
    }

    // While the receiver is ill, the journal keeps what is to come, but for one: that may be of an order it does take.
    private bool MayRead => _backlog.Moving < Most && _backlog.Count < MostWithStuck && _ledger.Count < Most * 2
        && !(_health.IsIll && _backlog.HasReady);

    private void Take(FeedItem item)
    {
        _ledger.Pass(item.Position);
        if (item.Event is not { } told) return;
        var errand = new Errand(new(told.Position, told.Order, DeliveryState.Pending) { DueAt = Now }, told);
        if (!_backlog.Add(errand)) return;
        _ledger.Note(errand);
        if (_backlog.Count > Most && _backlog.IsStuck(errand)) errand.Told = null; // read again when it goes: orders are large
    }

    private void Start(CancellationToken ct)
    {
        var now = Now;
        if (now < _health.PausedUntil || now >= HeldUntil) return;
        var most = _health.IsIll ? 1 : satchel.Options.AtOnce;
        while (_underWay < most)
        {
            var place = _underWay > 0;
            if (place && !satchel.Places.Wait(0, CancellationToken.None)) return;
            if (_backlog.Take(now) is not { } errand)
            {
                if (place) satchel.Places.Release();
                return;
            }
            errand.HasPlace = place;
            _underWay++;
            if (_missed.ContainsKey(errand.Delivery.Order)) errand.Delivery = errand.Delivery with { Missed = true };
            _ = Carry(errand, ct);
        }
    }

    private async Task Carry(Errand errand, CancellationToken ct)
    {
        await Task.Yield();
        var receipt = await satchel.Sender.Send(held.Subscription, errand, ct);
        if (errand.HasPlace) satchel.Places.Release();
        _returns.Writer.TryWrite((errand, receipt));
    }

    private void Settle(Errand errand, Receipt receipt)
    {
        _underWay--;
        var (now, before) = (Now, errand.Delivery);
        var isWellAgain = _health.Note(before.Order, receipt, _underWay == 0, now);
        var first = before.FirstAt ?? now;
        var state = receipt.IsTaken ? DeliveryState.Delivered
            : now - first >= satchel.Options.GiveUpAfter && !receipt.IsAway ? DeliveryState.Parked : DeliveryState.Pending;
        errand.Delivery = before with
        {
            State = state, Attempts = before.Attempts + 1, FirstAt = first, TriedAt = now, Status = receipt.Status,
            Failure = receipt.Failure, DueAt = receipt.IsTaken ? now : now + Pauses.After(before.Attempts, satchel.Options),
        };
        _ledger.Note(errand);
        if (state is DeliveryState.Parked) _missed[before.Order] = before.Position;
        if (state is DeliveryState.Pending) _backlog.Postpone(errand);
        else _backlog.Settle(errand);
        if (isWellAgain) _backlog.Hurry();
    }

    // What changes by itself: something is due, the receiver may be tried again, a place may be free.
    private TimeSpan Pause()
    {
        var now = Now;
        var until = _backlog.Count == 0 ? DateTimeOffset.MaxValue
            : now < _health.PausedUntil ? _health.PausedUntil
            : _backlog.NextDue ?? now + satchel.Options.Look;
        var pause = until - now;
        var most = _ledger.Count > 0 ? Ledger.Rhythm : satchel.Options.Look;
        return pause < Ledger.Rhythm / 4 ? Ledger.Rhythm / 4 : pause < most ? pause : most;
    }

    private async Task Leave(IAsyncEnumerator<FeedItem> feed)
    {
        if (_next is not null) await _next.ContinueWith(_ => { }, TaskScheduler.Default);
        await feed.DisposeAsync();
        for (; _underWay > 0; _underWay--)
        {
            var (errand, receipt) = await _returns.Reader.ReadAsync(CancellationToken.None);
            if (!receipt.IsTaken) continue;
            var now = Now;
            errand.Delivery = errand.Delivery with
            {
                State = DeliveryState.Delivered, Attempts = errand.Delivery.Attempts + 1, TriedAt = now,
                FirstAt = errand.Delivery.FirstAt ?? now, Status = receipt.Status, Failure = "",
            };
            _ledger.Note(errand);
        }
        await _ledger.Close();
    }
}
