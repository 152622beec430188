using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Decisions;

public sealed class ReleaseDeciderTests
{
    [Fact]
    public void A_release_creates_pick_jobs()
    {
        var accepted = TestData.UnreleasedOrder().Accept(new OrderCommand.Release());

        var job = Assert.Single(accepted.After.PickJobs);
        Assert.Equal((TestData.PlanId, TestData.Amsterdam, PickJobStatus.Open), (job.PlanId, job.Facility, job.Status));
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Units(3)), (TestData.JeansLine, TestData.Units(2))], job.Lines
                .Select(l => (l.Line, l.Quantity)));
        Assert.Equal([TestData.Units(3), TestData.Units(2)], accepted.After.Lines.Select(l => l.Released));
        Assert.Equal(["Released"], accepted.Events.EventNames());
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(1, accepted.After.Version);
    }

    [Fact]
    public void A_released_order_is_not_released_again() =>
        Assert.IsType<Decision.NoChange>(TestData.UnreleasedOrder()
            .Accept(new OrderCommand.Release()).After.Decide(new OrderCommand.Release()));

    [Fact]
    public void Unroutable_units_get_no_pick_job() =>
        Assert.IsType<Decision.NoChange>(TestData.UnroutableOrder().Decide(new OrderCommand.Release()));

    [Fact]
    public void An_expired_hold_does_not_block_the_release()
    {
        var held = TestData.UnreleasedOrder() with { Holds = [new(HoldKind.Fraud, new("other"), TestData.Noon.AddMinutes(-1))] };
        Assert.Single(held.Accept(new OrderCommand.Release()).After.PickJobs);
    }

    [Fact]
    public void A_preordered_line_gets_a_plan_of_its_own_and_its_pick_job_at_its_time()
    {
        var order = PlaceWithPreorder(TestData.Noon.AddDays(1));
        Assert.Equal([TestData.Shirt], GetPickedArticles(order));
        Assert.Equal(2, order.Plans.Length);
        Assert.IsType<Decision.NoChange>(order.Decide(new OrderCommand.Release()));
        Assert.Equal(TestData.Noon.AddDays(1), OrderRelease.FindNextTime(order));

        var later = order.Accept(new OrderCommand.Release(), TestData.Context with { Now = TestData.Noon.AddDays(1) });
        Assert.Equal([TestData.Shirt, TestData.Jeans], GetPickedArticles(later.After));
        Assert.Null(OrderRelease.FindNextTime(later.After));
    }

    [Fact]
    public void A_user_releases_the_facility_of_the_request_before_the_time_of_its_lines()
    {
        var order = PlaceWithPreorder(TestData.Noon.AddDays(1));
        var facility = order.GetUnreleasedPlans().Single().Facility!.Value;
        Assert.Equal(2, order.Accept(new OrderCommand.Release { Facility = facility }).After.PickJobs.Length);
    }

    [Fact]
    public void A_backorder_without_a_time_is_released_when_it_is_routed() => Assert.Equal(
        [TestData.Shirt, TestData.Jeans], GetPickedArticles(Place(new(LineReleaseKind.Backorder, null), TestData.Context)));

    [Fact]
    public void Backordered_units_that_wait_for_stock_are_not_released()
    {
        var order = Place(new(LineReleaseKind.Backorder, null), TestData.Context with { Stock = TestData.Stock(0, 0) });
        Assert.Empty(order.PickJobs);
        Assert.Null(OrderRelease.FindNextTime(order));
    }

    [Fact]
    public void The_blocks_of_a_release_say_when_they_end()
    {
        var hold = new Hold(HoldKind.Manual, new("other"), null) { Id = new("h"), Reason = "call first", PlacedAt = TestData.Placed };
        var order = TestData.LockedOrder() with { ReleaseAt = TestData.Noon.AddHours(1), Holds = [hold] };
        Assert.Equal(
            [("Locked", null), ("Time", TestData.Noon.AddHours(1)), ("Held", null)],
            OrderRelease.GetBlocks(order, TestData.Noon).Select(b => (b.GetType().Name, b.Ends)));
        Assert.Same(hold, Assert.IsType<ReleaseBlock.Held>(OrderRelease.GetBlocks(order, TestData.Noon)[2]).Hold);
        Assert.Empty(OrderRelease.GetBlocks(TestData.UnreleasedOrder(), TestData.Noon));
        Assert.IsType<ReleaseBlock.Promised>(Assert.Single(OrderRelease.GetBlocks(TestData.PromisedOrder(), TestData.Noon)));
        Assert.IsType<ReleaseBlock.Canceled>(
            Assert.Single(OrderRelease.GetBlocks(TestData.Order() with { IsCanceled = true }, TestData.Noon)));
        Assert.Null(OrderRelease.FindNextTime(order));
    }

    [Fact]
    public void The_next_release_waits_for_the_order_its_holds_and_the_lines_of_a_plan()
    {
        var order = TestData.UnreleasedOrder() with
        {
            ReleaseAt = TestData.Noon.AddHours(1), Holds = [new(HoldKind.Fraud, new("other"), TestData.Noon.AddHours(2))],
        };
        Assert.Equal(TestData.Noon.AddHours(2), OrderRelease.FindNextTime(order));
        Assert.Null(OrderRelease.FindNextTime(order with { Holds = [new(HoldKind.Fraud, new("other"), null)] }));
        Assert.Equal(TestData.Noon.AddHours(3), OrderRelease.FindNextTime(order with { ReleaseAt = TestData.Noon.AddHours(3) }));
        Assert.Null(OrderRelease.FindNextTime(TestData.Order()));
    }

    private static Order PlaceWithPreorder(DateTimeOffset at) => Place(new(LineReleaseKind.Preorder, at), TestData.Context);

    private static Order Place(LineRelease jeans, DecisionContext context)
    {
        var newOrder = TestData.NewOrder((TestData.Shirt, 1), (TestData.Jeans, 1));
        newOrder = newOrder with { Lines = newOrder.Lines.SetItem(1, newOrder.Lines[1] with { Release = jeans }) };
        return Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(newOrder), context)).After;
    }

    private static IEnumerable<ArticleId> GetPickedArticles(Order order) =>
        order.PickJobs.SelectMany(j => j.Lines).Select(l => order.FindArticle(l.Line)!.Value);
}
