using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

/// <summary>Removed reservations, with the stock kept or reduced. No unit is taken from the stock twice.</summary>
public sealed class ReservationRemovalTests
{
    private static readonly Order Order = TestData.Order();
    private static readonly ReservationKey Shirts3 = new(TestData.ShirtLine, TestData.Amsterdam);

    [Fact]
    public void Kept_stock_becomes_available_and_does_not_change_when_the_goods_are_picked_and_restocked()
    {
        var accepted = Order.Accept(RemoveReservations(false));

        Assert.Equal([(TestData.Jeans, -2m, 0m), (TestData.Shirt, -3m, 0m)], Deltas(accepted));
        Assert.Equal(["ReservationsRemoved"], accepted.Events.EventNames());
        Assert.Equal(Order.Version, accepted.After.Version);
        Assert.Equal(TestData.Units(3), LineUnits.Count(accepted.After, accepted.After.Lines[0]).Open);
        var packed = Pick(accepted.After);
        Assert.Empty(packed.Effects.Stock);
        Assert.Empty(Restock(Refuse(packed.After)).Effects.Stock);
        Assert.Empty(Restock(Abort(accepted.After)).Effects.Stock);
    }

    [Fact]
    public void Reduced_stock_is_not_reduced_again_when_the_goods_are_picked_and_returns_when_they_are_restocked()
    {
        var accepted = Order.Accept(RemoveReservations(true));

        Assert.Equal([(TestData.Jeans, -2m, -2m), (TestData.Shirt, -3m, -3m)], Deltas(accepted));
        var packed = Pick(accepted.After);
        Assert.Empty(packed.Effects.Stock);
        Assert.Equal([(TestData.Jeans, 0m, 2m), (TestData.Shirt, 0m, 3m)], Deltas(Restock(Refuse(packed.After))));
    }

    [Fact]
    public void Reduced_stock_of_a_started_pick_job_includes_the_picked_goods()
    {
        var removed = Order.Accept(ReportPicked((TestData.ShirtLine, 1))).After.Accept(RemoveReservations(true, Shirts3));

        Assert.Equal([(TestData.Shirt, -3m, -3m)], Deltas(removed));
        var aborted = removed.After.Accept(UpdatePickJob(new PickJobAction.Abort()));
        Assert.DoesNotContain(aborted.Effects.Stock, d => d.OnHand != Quantity.Zero);
        Assert.Equal([(TestData.Shirt, 0m, 1m)], Deltas(Restock(aborted.After)));
    }

    [Fact]
    public void Kept_stock_needs_goods_that_are_not_picked()
    {
        var picking = Order.Accept(ReportPicked((TestData.ShirtLine, 1))).After;

        Assert.Equal(["RV-4"], picking.Decide(RemoveReservations(false)).ViolatedRuleIds());
        var others = picking.Accept(RemoveReservations(false, new ReservationKey(TestData.JeansLine, TestData.Amsterdam)));
        Assert.Equal([(TestData.Jeans, -2m, 0m)], Deltas(others));
    }

    [Fact]
    public void Removing_twice_changes_nothing()
    {
        var removed = Order.Accept(RemoveReservations(false, Shirts3)).After;

        Assert.IsType<Decision.NoChange>(removed.Decide(RemoveReservations(false, Shirts3)));
        Assert.IsType<Decision.NoChange>(removed.Decide(RemoveReservations(true, Shirts3)));
        Assert.Equal([(TestData.Jeans, -2m, -2m)], Deltas(removed.Accept(RemoveReservations(true))));
        Assert.IsType<Decision.NoChange>(TestData.PickedOrder().Decide(RemoveReservations(true)));
    }

    [Fact]
    public void A_modification_reserves_kept_stock_again()
    {
        var removed = Order.Accept(RemoveReservations(false)).After;

        Assert.Equal([(TestData.Jeans, 2m, 0m), (TestData.Shirt, 4m, 0m)], Deltas(removed.Accept(Modify(Shirts(4)))));
    }

    [Fact]
    public void A_modification_uses_reduced_stock_and_reserves_only_the_rest()
    {
        var removed = Order.Accept(RemoveReservations(true)).After;
        var more = removed.Accept(Modify(Shirts(4)));

        Assert.Equal([(TestData.Shirt, 1m, 0m)], Deltas(more));
        Assert.Equal([(TestData.Shirt, -1m, -1m)], Deltas(Pick(more.After)));
        Assert.Equal([(TestData.Jeans, 0m, 2m), (TestData.Shirt, 0m, 4m)], Deltas(Restock(Refuse(Pick(more.After).After))));
        Assert.Empty(removed.Accept(Modify(Shirts(2))).Effects.Stock);
        var placed = Assert.IsType<Decision.Accepted>(
            Decider.Decide(null, new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 3))), TestData.Context)).After;
        var reroute = Fulfill(new FulfillmentAction.Reroute());
        Assert.IsType<Decision.NoChange>(placed.Accept(RemoveReservations(true)).After.Decide(reroute));
        Assert.Equal([(TestData.Shirt, 3m, 0m)], Deltas(placed.Accept(RemoveReservations(false)).After.Accept(reroute)));
    }

    [Fact]
    public void Reduced_stock_needs_no_available_stock_to_stay()
    {
        var removed = Order.Accept(RemoveReservations(true)).After;
        var empty = TestData.Context with { Stock = TestData.Stock(0, 0) };

        Assert.Empty(removed.Accept(Modify(Shirts(2)) with { IfUnroutable = UnroutableBehavior.Reject }, empty).Effects.Stock);
        var more = Modify(Shirts(4)) with { IfUnroutable = UnroutableBehavior.Reject };
        Assert.Equal(["RT-1"], removed.Decide(more, empty).ViolatedRuleIds());
    }

    [Fact]
    public void Kept_and_reduced_units_of_one_line_are_counted_apart()
    {
        var mixed = Order.Accept(RemoveReservations(true)).After.Accept(Modify(Shirts(5))).After.Accept(RemoveReservations(false)).After;

        Assert.Equal(
            (TestData.Units(5), default, TestData.Units(3), TestData.Units(2)), Shirt(mixed) switch
            {
                var l => (l.Quantity, l.Reserved, l.StockReduced, l.StockKept),
            });
        var packed = Pick(mixed);
        Assert.Empty(packed.Effects.Stock);
        Assert.Equal([(TestData.Jeans, 0m, 2m), (TestData.Shirt, 0m, 3m)], Deltas(Restock(Refuse(packed.After))));
    }

    [Fact]
    public void A_short_pick_of_reduced_stock_keeps_what_is_known_about_the_found_goods()
    {
        var packed = Pick(Order.Accept(RemoveReservations(true)).After, shirts: 2);

        Assert.DoesNotContain(packed.Effects.Stock, d => d.OnHand != Quantity.Zero);
        Assert.Equal((TestData.Units(2), default), (Shirt(packed.After).StockReduced, Shirt(packed.After).StockKept));
        var kept = Pick(Order.Accept(RemoveReservations(false)).After, shirts: 2);
        Assert.Equal(TestData.Units(2), Shirt(kept.After).StockKept);
    }

    [Fact]
    public void A_cancellation_releases_no_removed_reservation()
    {
        foreach (var reduces in new[] { true, false })
        {
            var removed = Order.Accept(RemoveReservations(reduces)).After;
            Assert.Empty(removed.Accept(Fulfill(new FulfillmentAction.Cancel(null))).Effects.Stock);
        }
    }

    [Fact]
    public void A_removal_raises_one_event_of_the_order_with_the_reserved_quantities()
    {
        var accepted = Order.Accept(RemoveReservations(false));
        var raised = Assert.Single(IntegrationEventMapper.Map(Order, accepted.After, accepted.Events));

        Assert.Equal((EventKind.ReservationsRemoved, null), (raised.Kind, raised.Entity));
        Assert.All(["line-shirt", "line-jeans"], line => Assert.Contains(
            raised.Differences,
            d => d.Path.Contains(line, StringComparison.Ordinal) && d.Path.EndsWith("/reserved", StringComparison.Ordinal)));
    }

    private static PlanLine Shirt(Order order) =>
        order.Plans.First(p => p.Facility == TestData.Amsterdam).Lines.Single(l => l.Line == TestData.ShirtLine);

    private static Decision.Accepted Pick(Order order, decimal? shirts = null)
    {
        var job = order.PickJobs[0];
        var reported = order.Accept(new OrderCommand.UpdatePickJob(
            job.Id,
            new PickJobAction.Pick([.. job.Lines.Select(l => new LineQuantity(
                l.Line, l.Line == TestData.ShirtLine && shirts is { } found ? TestData.Units(found) : l.Quantity))]),
            null)).After;
        return reported.Accept(new OrderCommand.UpdatePickJob(job.Id, new PickJobAction.Close(), null));
    }

    private static Order Refuse(Order order) => order.Accept(new OrderCommand.UpdateHandoverJob(
        order.HandoverJobs[0].Id, new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow), null)).After;

    private static Order Abort(Order order) => order.Accept(ReportPicked((TestData.ShirtLine, 1))).After
        .Accept(UpdatePickJob(new PickJobAction.Abort())).After;

    private static Decision.Accepted Restock(Order order) => order.Accept(new OrderCommand.UpdateReturnTask(
        order.ReturnTasks[0].Id,
        new ReturnTaskAction.Restock([.. order.ReturnTasks[0].Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]),
        null));

    private static OrderCommand.ChangeFulfillment Fulfill(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);

    private static (ArticleId Article, decimal Reserved, decimal OnHand)[] Deltas(Decision.Accepted accepted) =>
        [.. accepted.Effects.Stock.Select(d => (d.Article, d.Reserved.Thousandths / 1000m, d.OnHand.Thousandths / 1000m))];
}
