using Emend.Core.Commands;
using Emend.Core.Orders;

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
}
