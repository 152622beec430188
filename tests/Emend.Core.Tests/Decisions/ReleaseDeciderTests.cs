using Emend.Core.Orders;

namespace Emend.Core.Tests.Decisions;

public sealed class ReleaseDeciderTests
{
    [Fact]
    public void What_was_held_back_is_offered_to_its_facilities()
    {
        var accepted = TestData.HeldBack().Does(new OrderCommand.Release());

        var job = Assert.Single(accepted.After.PickJobs);
        Assert.Equal((TestData.PlanId, TestData.Amsterdam, PickJobStatus.Open), (job.PlanId, job.Facility, job.Status));
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Of(3)), (TestData.JeansLine, TestData.Of(2))], job.Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([TestData.Of(3), TestData.Of(2)], accepted.After.Lines.Select(l => l.Released));
        Assert.Equal(["Released"], accepted.Events.Names());
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(1, accepted.After.Version);
    }

    [Fact]
    public void Released_once_it_is_released() =>
        Assert.IsType<Decision.NoChange>(TestData.HeldBack().Does(new OrderCommand.Release()).After.Asks(new OrderCommand.Release()));

    [Fact]
    public void What_found_no_place_is_not_offered() =>
        Assert.IsType<Decision.NoChange>(TestData.Waiting().Asks(new OrderCommand.Release()));

    [Fact]
    public void An_expired_hold_holds_nothing_back()
    {
        var held = TestData.HeldBack() with { Holds = [new(HoldKind.Fraud, new("other"), TestData.Noon.AddMinutes(-1))] };
        Assert.Single(held.Does(new OrderCommand.Release()).After.PickJobs);
    }
}
