using Emend.Core.Orders;
using Emend.Server.Desk.Events;
using Emend.Server.Relay;

namespace Emend.Tests.Relay;

public sealed class BacklogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Backlog backlog = new();

    [Fact]
    public void Of_each_order_only_the_head_goes_and_the_next_once_it_is_settled()
    {
        var (one, two, other) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));

        Assert.Equal([one, other], [backlog.Take(Noon)!, backlog.Take(Noon)!]);
        Assert.Null(backlog.Take(Noon));
        backlog.Settle(one);
        Assert.Same(two, backlog.Take(Noon));
        Assert.Equal(2, backlog.Count);
    }

    [Fact]
    public void What_is_postponed_goes_when_it_is_due_and_those_behind_it_wait()
    {
        var (one, _) = (Add(1, "a"), Add(2, "a"));
        backlog.Take(Noon);
        one.Delivery = one.Delivery with { Attempts = 1, DueAt = Noon.AddSeconds(5) };
        backlog.Postpone(one);

        Assert.Equal(Noon.AddSeconds(5), backlog.NextDue);
        Assert.Null(backlog.Take(Noon.AddSeconds(4)));
        Assert.Same(one, backlog.Take(Noon.AddSeconds(5)));
    }

    [Fact]
    public void Nobody_waits_any_longer_once_the_receiver_is_well_and_an_event_is_there_once()
    {
        var one = Add(1, "a");
        backlog.Take(Noon);
        one.Delivery = one.Delivery with { DueAt = Noon.AddHours(5) };
        backlog.Postpone(one);
        Assert.False(backlog.Add(Of(1, "a")));

        backlog.Hurry();

        Assert.Same(one, backlog.Take(Noon));
        Assert.Null(backlog.Take(Noon));
    }

    [Fact]
    public void Who_failed_although_the_receiver_was_well_waits_for_its_time()
    {
        var one = Add(1, "a");
        backlog.Take(Noon);
        Fail(one);
        backlog.Hurry();
        Assert.Same(one, backlog.Take(Noon));
        Fail(one);

        backlog.Hurry();

        Assert.Null(backlog.Take(Noon));
        Assert.Same(one, backlog.Take(Noon.AddHours(1)));
    }

    [Fact]
    public void What_waits_behind_one_that_failed_takes_no_place_until_that_is_settled()
    {
        var (one, _, _) = (Add(1, "a"), Add(2, "a"), Add(3, "b"));
        backlog.Take(Noon);
        Fail(one);
        Add(4, "a");
        Assert.Equal((4, 1), (backlog.Count, backlog.Moving));

        Assert.Same(one, Enumerable.Range(0, 2).Select(_ => backlog.Take(Noon.AddHours(1))!).Single(e => e == one));
        backlog.Settle(one);

        Assert.Equal((3, 3), (backlog.Count, backlog.Moving));
    }

    [Fact]
    public void What_is_due_and_what_is_new_go_in_turns()
    {
        var due = new[] { Add(1, "a"), Add(2, "b") };
        foreach (var errand in due)
        {
            backlog.Take(Noon);
            Fail(errand);
        }

        var fresh = new[] { Add(3, "c"), Add(4, "d"), Add(5, "e") };
        var taken = Enumerable.Range(0, 5).Select(_ => backlog.Take(Noon.AddHours(1))!).ToList();

        Assert.Equal([due[0], fresh[0], due[1], fresh[1], fresh[2]], taken);
    }

    private void Fail(Errand errand)
    {
        errand.Delivery = errand.Delivery with { Attempts = errand.Delivery.Attempts + 1, DueAt = Noon.AddHours(1) };
        backlog.Postpone(errand);
    }

    private static Errand Of(int sequence, string order) => new(
        new(new EventPosition(1, sequence, 0), new OrderId(order), DeliveryState.Pending) { DueAt = Noon }, null);

    private Errand Add(int sequence, string order)
    {
        var errand = Of(sequence, order);
        Assert.True(backlog.Add(errand));
        return errand;
    }
}
