using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class UnroutableUnitsDeciderTests
{
    private static readonly OrderCommand.RerouteUnroutable ByItself = new(IsUserRequested: false);
    private static readonly OrderCommand.RerouteUnroutable Asked = new(IsUserRequested: true);

    private static DecisionContext Stocked(long amsterdam, double hours = 0) => TestData.Context with
    {
        Now = TestData.Noon.AddHours(hours),
        Stock = TestData.Stock(amsterdam, 0),
    };

    private static Order GivenUp => TestData.Waiting().Does(ByItself, Stocked(0, hours: 7)).After;

    [Fact]
    public void What_waits_gets_a_plan_stock_and_a_pick_job_once_there_is_stock()
    {
        var accepted = TestData.Waiting().Does(ByItself, Stocked(5));

        var (plan, job) = (Assert.Single(accepted.After.Plans), Assert.Single(accepted.After.PickJobs));
        Assert.Equal((TestData.Amsterdam, RerouteReason.RetryUnroutable, 2, plan.Id), (plan.Facility, plan.Reason, plan.RunNumber, job.PlanId));
        Assert.Equal([TestData.Of(2), TestData.Of(3)], accepted.Effects.Stock.Select(d => d.Reserved));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.Past.Plans).Id);
        Assert.Equal(1, accepted.After.Version);
        Assert.Equal(["Routed"], accepted.Events.Names());
    }

    [Fact]
    public void What_has_a_place_stays_where_it_is()
    {
        var partly = TestData.Waiting(TestData.Shirts(3)) is var waiting
            ? waiting with
            {
                Lines = [.. waiting.Lines, TestData.SomeJeans(2)],
                Plans = [.. waiting.Plans, TestData.Plan([TestData.SomeJeans(2)]) with { Id = new("routed") }],
                PickJobs = [TestData.Job([TestData.SomeJeans(2)]) with { PlanId = new("routed"), Status = PickJobStatus.InProgress }],
            }
            : null!;

        var accepted = partly.Does(ByItself, TestData.Context);

        Assert.Contains(accepted.After.Plans, p => p.Id == new EntityId("routed"));
        Assert.Equal(PickJobStatus.InProgress, accepted.After.PickJobs[0].Status);
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Of(3), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void Where_nothing_finds_a_place_nothing_changes() =>
        Assert.IsType<Decision.NoChange>(TestData.Waiting().Asks(ByItself, Stocked(1)));

    [Fact]
    public void The_rest_waits_since_when_it_first_did()
    {
        var accepted = TestData.Waiting().Does(ByItself, Stocked(2));
        var rest = accepted.After.Plans.Single(p => p.IsUnroutable);

        Assert.Equal((TestData.Placed, TestData.Noon), (rest.UnroutableSince, rest.CreatedAt));
        Assert.Equal<PlanLine>([new(TestData.ShirtLine, TestData.Of(3), default)], rest.Lines);
        Assert.Equal(["RoutingGivenUp"], accepted.After.Does(ByItself, Stocked(0, hours: 7)).Events.Names());
    }

    [Fact]
    public void After_the_strategys_time_it_is_given_up_and_no_longer_tried()
    {
        Assert.IsType<Decision.NoChange>(TestData.Waiting().Asks(ByItself, Stocked(0, hours: 6.99)));

        var accepted = TestData.Waiting().Does(ByItself, Stocked(0, hours: 7));

        var plan = Assert.Single(accepted.After.Plans);
        Assert.Equal(
            (TestData.PlanId, RoutingPlanStatus.NotRoutable, TestData.Noon.AddHours(7), 2),
            (plan.Id, plan.Status, plan.AbandonedAt, plan.Version));
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(ByItself, Stocked(100, hours: 8)));
    }

    [Fact]
    public void Another_time_is_the_strategys()
    {
        var context = Stocked(0) with { Strategy = TestData.Context.Strategy with { AbandonAfter = TimeSpan.FromHours(1) } };
        Assert.Equal(["RoutingGivenUp"], TestData.Waiting().Does(ByItself, context).Events.Names());
    }

    [Fact]
    public void The_last_try_still_finds_a_place() =>
        Assert.DoesNotContain(TestData.Waiting().Does(ByItself, Stocked(5, hours: 9)).After.Plans, p => p.IsUnroutable);

    [Fact]
    public void Whoever_asks_has_it_tried_again_and_lets_it_wait_anew()
    {
        Assert.DoesNotContain(GivenUp.Does(Asked, Stocked(5, hours: 8)).After.Plans, p => p.IsUnroutable);

        var anew = Assert.Single(GivenUp.Does(Asked, Stocked(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, TestData.Noon.AddHours(8)), (anew.AbandonedAt, anew.UnroutableSince, anew.CreatedAt));
        Assert.IsType<Decision.NoChange>(TestData.Waiting().Asks(Asked, Stocked(0, hours: 1)));
    }

    [Fact]
    public void A_modification_lets_it_wait_anew()
    {
        var plan = Assert.Single(GivenUp.Does(To(Shirts(4)), Stocked(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, TestData.Noon.AddHours(8)), (plan.AbandonedAt, plan.UnroutableSince, plan.CreatedAt));
    }

    [Fact]
    public void Held_back_it_gets_a_place_and_no_pick_job()
    {
        var later = TestData.Waiting() with { ReleaseAt = TestData.Noon.AddHours(1) };
        var accepted = later.Does(ByItself, Stocked(5));
        Assert.Empty(accepted.After.PickJobs);
        Assert.Single(accepted.After.UnreleasedPlans());
    }
}
