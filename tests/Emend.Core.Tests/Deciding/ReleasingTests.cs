using Emend.Core.Orders;

namespace Emend.Core.Tests.Deciding;

public sealed class ReleasingTests
{
    [Fact]
    public void What_was_held_back_is_offered_to_its_facilities()
    {
        var done = Given.HeldBack().Does(new OrderCommand.Release());

        var job = Assert.Single(done.After.PickJobs);
        Assert.Equal((Given.PlanId, Given.Amsterdam, PickJobStatus.Open), (job.PlanId, job.Facility, job.Status));
        Assert.Equal(
            [(Given.ShirtLine, Given.Of(3)), (Given.JeansLine, Given.Of(2))], job.Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([Given.Of(3), Given.Of(2)], done.After.Lines.Select(l => l.Released));
        Assert.Equal(["Released"], done.Events.Names());
        Assert.Empty(done.Effects.Stock);
        Assert.Equal(1, done.After.Version);
    }

    [Fact]
    public void Released_once_it_is_released() =>
        Assert.IsType<Decision.NoChange>(Given.HeldBack().Does(new OrderCommand.Release()).After.Asks(new OrderCommand.Release()));

    [Fact]
    public void What_found_no_place_is_not_offered() =>
        Assert.IsType<Decision.NoChange>(Given.Waiting().Asks(new OrderCommand.Release()));

    [Fact]
    public void An_expired_hold_holds_nothing_back()
    {
        var held = Given.HeldBack() with { Holds = [new(HoldKind.Fraud, new("other"), Given.Noon.AddMinutes(-1))] };
        Assert.Single(held.Does(new OrderCommand.Release()).After.PickJobs);
    }
}
