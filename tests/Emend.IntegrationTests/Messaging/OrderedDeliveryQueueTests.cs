using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Messaging;

namespace Emend.IntegrationTests.Messaging;

public sealed class OrderedDeliveryQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly OrderedDeliveryQueue orderedDeliveryQueue = new();

    [Fact]
    public void Of_each_order_only_the_head_goes_and_the_next_once_it_is_settled()
    {
        var (one, two, other) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));

        Assert.Equal([one, other], [orderedDeliveryQueue.Take(Noon)!, orderedDeliveryQueue.Take(Noon)!]);
        Assert.Null(orderedDeliveryQueue.Take(Noon));
        orderedDeliveryQueue.Complete(one);
        Assert.Same(two, orderedDeliveryQueue.Take(Noon));
        Assert.Equal(2, orderedDeliveryQueue.Count);
    }

    [Fact]
    public void What_is_postponed_goes_when_it_is_due_and_those_behind_it_wait()
    {
        var (one, _) = (Add(1, "a"), Add(2, "a"));
        orderedDeliveryQueue.Take(Noon);
        one.Delivery = one.Delivery with { Attempts = 1, NextAttemptAt = Noon.AddSeconds(5) };
        orderedDeliveryQueue.Postpone(one);

        Assert.Equal(Noon.AddSeconds(5), orderedDeliveryQueue.NextDue);
        Assert.Null(orderedDeliveryQueue.Take(Noon.AddSeconds(4)));
        Assert.Same(one, orderedDeliveryQueue.Take(Noon.AddSeconds(5)));
    }

    [Fact]
    public void Nobody_waits_any_longer_once_the_receiver_is_well_and_an_event_is_there_once()
    {
        var one = Add(1, "a");
        orderedDeliveryQueue.Take(Noon);
        one.Delivery = one.Delivery with { NextAttemptAt = Noon.AddHours(5) };
        orderedDeliveryQueue.Postpone(one);
        Assert.False(orderedDeliveryQueue.Add(Of(1, "a")));

        orderedDeliveryQueue.RetryNow();

        Assert.Same(one, orderedDeliveryQueue.Take(Noon));
        Assert.Null(orderedDeliveryQueue.Take(Noon));
    }

    [Fact]
    public void Who_failed_although_the_receiver_was_well_waits_for_its_time()
    {
        var one = Add(1, "a");
        orderedDeliveryQueue.Take(Noon);
        Fail(one);
        orderedDeliveryQueue.RetryNow();
        Assert.Same(one, orderedDeliveryQueue.Take(Noon));
        Fail(one);

        orderedDeliveryQueue.RetryNow();

        Assert.Null(orderedDeliveryQueue.Take(Noon));
        Assert.Same(one, orderedDeliveryQueue.Take(Noon.AddHours(1)));
    }

    [Fact]
    public void What_waits_behind_one_that_failed_takes_no_place_until_that_is_settled()
    {
        var (one, _, _) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));
        orderedDeliveryQueue.Take(Noon);
        Fail(one);
        Add(4, "a");
        Assert.Equal((4, 1), (orderedDeliveryQueue.Count, orderedDeliveryQueue.Moving));

        Assert.Same(one, Enumerable.Range(0, 2).Select(_ => orderedDeliveryQueue.Take(Noon.AddHours(1))!).Single(e => e == one));
        orderedDeliveryQueue.Complete(one);

        Assert.Equal((3, 3), (orderedDeliveryQueue.Count, orderedDeliveryQueue.Moving));
    }

    [Fact]
    public void What_is_due_and_what_is_new_go_in_turns()
    {
        var due = new[] { Add(1, "a"), Add(2, "b") };
        foreach (var delivery in due)
        {
            orderedDeliveryQueue.Take(Noon);
            Fail(delivery);
        }

        var fresh = new[] { Add(3, "c"), Add(4, "d"), Add(5, "e") };
        var taken = Enumerable.Range(0, 5).Select(_ => orderedDeliveryQueue.Take(Noon.AddHours(1))!).ToList();

        Assert.Equal([due[0], fresh[0], due[1], fresh[1], fresh[2]], taken);
    }

    private void Fail(InFlightDelivery delivery)
    {
        delivery.Delivery = delivery.Delivery with { Attempts = delivery.Delivery.Attempts + 1, NextAttemptAt = Noon.AddHours(1) };
        orderedDeliveryQueue.Postpone(delivery);
    }

    private static InFlightDelivery Of(int sequence, string order) => new(
        new(new EventPosition(1, sequence, 0), new OrderId(order), EventDeliveryState.Pending) { NextAttemptAt = Noon }, null);

    private InFlightDelivery Add(int sequence, string order)
    {
        var delivery = Of(sequence, order);
        Assert.True(orderedDeliveryQueue.Add(delivery));
        return delivery;
    }
}
