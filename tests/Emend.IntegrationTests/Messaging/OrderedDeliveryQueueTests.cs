using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Messaging;

namespace Emend.IntegrationTests.Messaging;

public sealed class OrderedDeliveryQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly OrderedDeliveryQueue _orderedDeliveryQueue = new();

    [Fact]
    public void Next_delivery_of_an_order_is_sent_after_the_first_is_completed()
    {
        var (one, two, other) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));

        Assert.Equal([one, other], [_orderedDeliveryQueue.Take(Noon)!, _orderedDeliveryQueue.Take(Noon)!]);
        Assert.Null(_orderedDeliveryQueue.Take(Noon));
        _orderedDeliveryQueue.Complete(one);
        Assert.Same(two, _orderedDeliveryQueue.Take(Noon));
        Assert.Equal(2, _orderedDeliveryQueue.Count);
    }

    [Fact]
    public void Postponed_delivery_is_sent_when_due_and_blocks_later_ones_of_its_order()
    {
        var (one, _) = (Add(1, "a"), Add(2, "a"));
        _orderedDeliveryQueue.Take(Noon);
        one.Delivery = one.Delivery with { Attempts = 1, NextAttemptAt = Noon.AddSeconds(5) };
        _orderedDeliveryQueue.Postpone(one);

        Assert.Equal(Noon.AddSeconds(5), _orderedDeliveryQueue.NextDue);
        Assert.Null(_orderedDeliveryQueue.Take(Noon.AddSeconds(4)));
        Assert.Same(one, _orderedDeliveryQueue.Take(Noon.AddSeconds(5)));
    }

    [Fact]
    public void Recovered_receiver_gets_all_waiting_deliveries_once()
    {
        var one = Add(1, "a");
        _orderedDeliveryQueue.Take(Noon);
        one.Delivery = one.Delivery with { NextAttemptAt = Noon.AddHours(5) };
        _orderedDeliveryQueue.Postpone(one);
        Assert.False(_orderedDeliveryQueue.Add(Of(1, "a")));

        _orderedDeliveryQueue.RetryNow();

        Assert.Same(one, _orderedDeliveryQueue.Take(Noon));
        Assert.Null(_orderedDeliveryQueue.Take(Noon));
    }

    [Fact]
    public void Delivery_that_failed_after_an_early_retry_waits_until_due()
    {
        var one = Add(1, "a");
        _orderedDeliveryQueue.Take(Noon);
        Fail(one);
        _orderedDeliveryQueue.RetryNow();
        Assert.Same(one, _orderedDeliveryQueue.Take(Noon));
        Fail(one);

        _orderedDeliveryQueue.RetryNow();

        Assert.Null(_orderedDeliveryQueue.Take(Noon));
        Assert.Same(one, _orderedDeliveryQueue.Take(Noon.AddHours(1)));
    }

    [Fact]
    public void Deliveries_behind_a_failed_one_do_not_count_toward_the_limit()
    {
        var (one, _, _) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));
        _orderedDeliveryQueue.Take(Noon);
        Fail(one);
        Add(4, "a");
        Assert.Equal((4, 1), (_orderedDeliveryQueue.Count, _orderedDeliveryQueue.UnblockedCount));

        Assert.Same(one, Enumerable.Range(0, 2).Select(_ => _orderedDeliveryQueue.Take(Noon.AddHours(1))!).Single(e => e == one));
        _orderedDeliveryQueue.Complete(one);

        Assert.Equal((3, 3), (_orderedDeliveryQueue.Count, _orderedDeliveryQueue.UnblockedCount));
    }

    [Fact]
    public void Due_and_new_deliveries_alternate()
    {
        var due = new[] { Add(1, "a"), Add(2, "b") };
        foreach (var delivery in due)
        {
            _orderedDeliveryQueue.Take(Noon);
            Fail(delivery);
        }

        var fresh = new[] { Add(3, "c"), Add(4, "d"), Add(5, "e") };
        var taken = Enumerable.Range(0, 5).Select(_ => _orderedDeliveryQueue.Take(Noon.AddHours(1))!).ToList();

        Assert.Equal([due[0], fresh[0], due[1], fresh[1], fresh[2]], taken);
    }

    private void Fail(QueuedDelivery delivery)
    {
        delivery.Delivery = delivery.Delivery with { Attempts = delivery.Delivery.Attempts + 1, NextAttemptAt = Noon.AddHours(1) };
        _orderedDeliveryQueue.Postpone(delivery);
    }

    private static QueuedDelivery Of(int sequence, string order) => new(
        new(new EventPosition(1, sequence, 0), new OrderId(order), EventDeliveryState.Pending) { NextAttemptAt = Noon }, null);

    private QueuedDelivery Add(int sequence, string order)
    {
        var delivery = Of(sequence, order);
        Assert.True(_orderedDeliveryQueue.Add(delivery));
        return delivery;
    }
}
