using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Every unit of a line is accounted for.</summary>
public sealed class LineUnitsTests
{
    private static readonly DecisionContext Context = TestData.Context with
    {
        Settings = TestData.Context.Settings with { AllowForceCancel = true },
    };

    private static readonly DecisionContext Rerouting = Context with
    {
        Strategy = RoutingStrategy.Default with { RerouteShortPicks = true },
        Stock = TestData.Stock(0, 0),
    };

    private static readonly DecisionContext Lenient = Context with { Policy = TestData.PolicyWithoutOptionalRules };

    private static readonly OrderCommand Close = UpdatePickJob(new PickJobAction.Close());

    private static readonly Order Picked = TestData.Order(TestData.Shirts(5)).Accept(ReportPicked((TestData.ShirtLine, 3))).After;

    [Fact]
    public void Units_of_an_order_are_reserved_picked_and_handed_over()
    {
        Assert.Equal("reserved 5", Print(TestData.Order(TestData.Shirts(5))));
        Assert.Equal("waiting 5", Print(TestData.UnroutableOrder(TestData.Shirts(5))));
        Assert.Equal("reserved 2 picked 3", Print(Picked));
        var packed = Picked.Accept(Close).After;
        Assert.Equal("picked 3 canceled 2", Print(packed));
        Assert.Equal("handedOver 3 canceled 2", Print(HandOver(packed)));
    }

    [Fact]
    public void Units_that_are_not_found_are_canceled_or_wait_by_the_strategy()
    {
        var canceled = Picked.Accept(Close, Context).After;
        var waiting = Picked.Accept(Close, Rerouting).After;

        Assert.Equal((TestData.Units(3), TestData.Units(2)), (canceled.Plans[0].Lines[0].Quantity, canceled.Lines[0].Withdrawn));
        Assert.Equal("picked 3 canceled 2", Print(canceled));
        Assert.Equal("waiting 2 picked 3", Print(waiting));
    }

    [Fact]
    public void A_pick_job_that_is_closed_with_nothing_picked_ends_and_its_units_are_canceled_or_wait()
    {
        var started = TestData.Order(TestData.Shirts(5)).Accept(UpdatePickJob(new PickJobAction.Start())).After;

        var canceled = started.Accept(Close, Context);

        Assert.Equal("canceled 5", Print(canceled.After));
        Assert.Empty(canceled.After.Plans);
        var ended = canceled.Effects.EndedEntities;
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ZeroPicked), (ended.PickJobs[0].Status, ended.PickJobs[0].SubStatus!.Value));
        Assert.Equal(RoutingPlanStatus.Canceled, Assert.Single(ended.Plans).Status);
        Assert.Equal(
            new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Units(-5), Quantity.Zero), Assert.Single(canceled.Effects.Stock));
        Assert.Equal("waiting 5", Print(started.Accept(Close, Rerouting).After));
    }

    [Fact]
    public void Units_of_a_canceled_pick_job_are_canceled_and_more_units_are_routed()
    {
        var canceled = TestData.Order(TestData.Shirts(3)).Accept(UpdatePickJob(new PickJobAction.Cancel(false))).After;

        Assert.Equal("canceled 3", Print(canceled));
        Assert.Equal("reserved 1 canceled 3", Print(canceled.Accept(Modify(Shirts(4))).After));
        Assert.Equal("canceled 1", Print(canceled.Accept(Modify(Shirts(1))).After));
    }

    [Fact]
    public void Refused_units_are_returned_when_their_goods_are_restocked()
    {
        var refused = Picked.Accept(Close).After;
        refused = refused.Accept(new OrderCommand.UpdateHandoverJob(
            refused.HandoverJobs[0].Id, new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects), null)).After;
        Assert.Equal("canceled 2 refused 3 (restock 3)", Print(refused));

        var task = refused.ReturnTasks[0];
        var restocked = refused.Accept(new OrderCommand.UpdateReturnTask(
            task.Id, new ReturnTaskAction.Restock([new(TestData.ShirtLine, TestData.Units(2))]), null)).After;
        Assert.Equal("canceled 2 refused 1 returned 2 (restock 1)", Print(restocked));
        var closed = restocked.Accept(new OrderCommand.UpdateReturnTask(task.Id, new ReturnTaskAction.Close(), null)).After;
        Assert.Equal("canceled 2 refused 1 returned 2", Print(closed));
    }

    [Fact]
    public void Units_of_an_aborted_job_are_reserved_elsewhere_while_its_goods_wait_for_restocking() => Assert.Equal(
        "reserved 5 (restock 3)", Print(Picked.Accept(UpdatePickJob(new PickJobAction.Abort())).After));

    [Fact]
    public void A_forced_cancellation_cancels_what_is_not_handed_over()
    {
        var forced = new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(null), null, UnroutableBehavior.Accept);

        Assert.Equal("canceled 5 (restock 3)", Print(Picked.Accept(forced, Context).After));
        Assert.Equal("handedOver 3 canceled 2", Print(HandOver(Picked.Accept(Close).After).Accept(forced, Context).After));
    }

    [Fact]
    public void A_lower_quantity_removes_canceled_units_first()
    {
        var shipped = HandOver(Picked.Accept(Close).After);

        Assert.Equal("handedOver 3 canceled 1", Print(shipped.Accept(Modify(Shirts(4)), Lenient).After));
        Assert.Equal("handedOver 3", Print(shipped.Accept(Modify(Shirts(3)), Lenient).After));
        Assert.Equal("reserved 1 handedOver 3 canceled 2", Print(shipped.Accept(Modify(Shirts(6)), Lenient).After));
        Assert.Contains("IN-3", shipped.Decide(Modify(Shirts(2)), Lenient).ViolatedRuleIds());
    }

    [Fact]
    public void Missing_units_on_plans_of_older_versions_count_as_canceled()
    {
        var closed = Picked.Evolve(new OrderEvent.PickJobClosed(TestData.JobId), TestData.Noon);

        Assert.Equal("picked 3 canceled 2", Print(closed));
    }

    private static Order HandOver(Order order) => order.Accept(
        new OrderCommand.UpdateHandoverJob(order.HandoverJobs[0].Id, new HandoverJobAction.HandOverAll(), null)).After;

    private static string Print(Order order)
    {
        var units = LineUnits.Count(order, order.Lines[0]);
        Assert.Equal(order.Lines[0].Quantity, units.Total);
        (string Name, Quantity Quantity)[] all =
        [
            ("open", units.Open), ("waiting", units.Waiting), ("reserved", units.Reserved), ("picked", units.Picked),
            ("handedOver", units.HandedOver), ("canceled", units.Canceled), ("refused", units.Refused), ("returned", units.Returned),
            ("restock", units.ToRestock),
        ];
        var text = string.Join(' ', all[..^1].Where(u => u.Quantity > Quantity.Zero).Select(u => $"{u.Name} {u.Quantity}"));
        return units.ToRestock > Quantity.Zero ? $"{text} (restock {units.ToRestock})" : text;
    }
}
