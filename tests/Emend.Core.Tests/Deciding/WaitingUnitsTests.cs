using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class WaitingUnitsTests
{
    private static readonly OrderCommand.RouteWaiting ByItself = new(Asked: false);
    private static readonly OrderCommand.RouteWaiting Asked = new(Asked: true);

    private static Facts Stocked(long amsterdam, double hours = 0) => Given.Facts with
    {
        Now = Given.Noon.AddHours(hours),
        Stock = Given.Stock(amsterdam, 0),
    };

    private static Order GivenUp => Given.Waiting().Does(ByItself, Stocked(0, hours: 7)).After;

    [Fact]
    public void What_waits_gets_a_plan_stock_and_a_pick_job_once_there_is_stock()
    {
        var done = Given.Waiting().Does(ByItself, Stocked(5));

        var (plan, job) = (Assert.Single(done.After.Plans), Assert.Single(done.After.PickJobs));
        Assert.Equal((Given.Amsterdam, RerouteReason.Waited, 2, plan.Id), (plan.Facility, plan.Reason, plan.Run, job.PlanId));
        Assert.Equal([Given.Of(2), Given.Of(3)], done.Effects.Stock.Select(d => d.Reserved));
        Assert.Equal(Given.PlanId, Assert.Single(done.Effects.Past.Plans).Id);
        Assert.Equal(1, done.After.Version);
        Assert.Equal(["Routed"], done.Events.Names());
    }

    [Fact]
    public void What_has_a_place_stays_where_it_is()
    {
        var partly = Given.Waiting(Given.Shirts(3)) is var waiting
            ? waiting with
            {
                Lines = [.. waiting.Lines, Given.SomeJeans(2)],
                Plans = [.. waiting.Plans, Given.Plan([Given.SomeJeans(2)]) with { Id = new("routed") }],
                PickJobs = [Given.Job([Given.SomeJeans(2)]) with { PlanId = new("routed"), Status = PickJobStatus.InProgress }],
            }
            : null!;

        var done = partly.Does(ByItself, Given.Facts);

        Assert.Contains(done.After.Plans, p => p.Id == new EntityId("routed"));
        Assert.Equal(PickJobStatus.InProgress, done.After.PickJobs[0].Status);
        Assert.Equal<StockDelta>([new(Given.Amsterdam, Given.Shirt, Given.Of(3), default)], done.Effects.Stock);
    }

    [Fact]
    public void Where_nothing_finds_a_place_nothing_changes() =>
        Assert.IsType<Decision.NoChange>(Given.Waiting().Asks(ByItself, Stocked(1)));

    [Fact]
    public void The_rest_waits_since_when_it_first_did()
    {
        var done = Given.Waiting().Does(ByItself, Stocked(2));
        var rest = done.After.Plans.Single(p => p.Waits);

        Assert.Equal((Given.Placed, Given.Noon), (rest.WaitsSince, rest.CreatedAt));
        Assert.Equal<PlanLine>([new(Given.ShirtLine, Given.Of(3), default)], rest.Lines);
        Assert.Equal(["RoutingGivenUp"], done.After.Does(ByItself, Stocked(0, hours: 7)).Events.Names());
    }

    [Fact]
    public void After_the_strategys_time_it_is_given_up_and_no_longer_tried()
    {
        Assert.IsType<Decision.NoChange>(Given.Waiting().Asks(ByItself, Stocked(0, hours: 6.99)));

        var done = Given.Waiting().Does(ByItself, Stocked(0, hours: 7));

        var plan = Assert.Single(done.After.Plans);
        Assert.Equal(
            (Given.PlanId, RoutingPlanStatus.NotRoutable, Given.Noon.AddHours(7), 2),
            (plan.Id, plan.Status, plan.GivenUpAt, plan.Version));
        Assert.Empty(done.Effects.Stock);
        Assert.IsType<Decision.NoChange>(done.After.Asks(ByItself, Stocked(100, hours: 8)));
    }

    [Fact]
    public void Another_time_is_the_strategys()
    {
        var facts = Stocked(0) with { Strategy = Given.Facts.Strategy with { StopAfter = TimeSpan.FromHours(1) } };
        Assert.Equal(["RoutingGivenUp"], Given.Waiting().Does(ByItself, facts).Events.Names());
    }

    [Fact]
    public void The_last_try_still_finds_a_place() =>
        Assert.DoesNotContain(Given.Waiting().Does(ByItself, Stocked(5, hours: 9)).After.Plans, p => p.Waits);

    [Fact]
    public void Whoever_asks_has_it_tried_again_and_lets_it_wait_anew()
    {
        Assert.DoesNotContain(GivenUp.Does(Asked, Stocked(5, hours: 8)).After.Plans, p => p.Waits);

        var anew = Assert.Single(GivenUp.Does(Asked, Stocked(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, Given.Noon.AddHours(8)), (anew.GivenUpAt, anew.WaitsSince, anew.CreatedAt));
        Assert.IsType<Decision.NoChange>(Given.Waiting().Asks(Asked, Stocked(0, hours: 1)));
    }

    [Fact]
    public void A_modification_lets_it_wait_anew()
    {
        var plan = Assert.Single(GivenUp.Does(To(Shirts(4)), Stocked(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, Given.Noon.AddHours(8)), (plan.GivenUpAt, plan.WaitsSince, plan.CreatedAt));
    }

    [Fact]
    public void Held_back_it_gets_a_place_and_no_pick_job()
    {
        var later = Given.Waiting() with { ReleaseAt = Given.Noon.AddHours(1) };
        var done = later.Does(ByItself, Stocked(5));
        Assert.Empty(done.After.PickJobs);
        Assert.Single(done.After.HeldBack());
    }
}
