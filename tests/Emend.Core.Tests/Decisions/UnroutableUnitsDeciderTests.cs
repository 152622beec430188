using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class UnroutableUnitsDeciderTests
{
    private static readonly OrderCommand.RerouteUnroutable AutomaticRetry = new(IsUserRequested: false);
    private static readonly OrderCommand.RerouteUnroutable UserRequest = new(IsUserRequested: true);

    private static DecisionContext WithStock(long amsterdam, double hours = 0) => TestData.Context with
    {
        Now = TestData.Noon.AddHours(hours),
        Stock = TestData.Stock(amsterdam, 0),
    };

    private static Order Abandoned => TestData.UnroutableOrder().Accept(AutomaticRetry, WithStock(0, hours: 7)).After;

    [Fact]
    public void Unroutable_units_get_a_plan_stock_and_a_pick_job_when_stock_arrives()
    {
        var accepted = TestData.UnroutableOrder().Accept(AutomaticRetry, WithStock(5));

        var (plan, job) = (Assert.Single(accepted.After.Plans), Assert.Single(accepted.After.PickJobs));
        Assert.Equal(
            (TestData.Amsterdam, RerouteReason.RetriedUnroutable, 2, plan.Id), (plan.Facility, plan.Reason, plan.RunNumber, job.PlanId));
        Assert.Equal([TestData.Units(2), TestData.Units(3)], accepted.Effects.Stock.Select(d => d.Reserved));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.EndedEntities.Plans).Id);
        Assert.Equal(1, accepted.After.Version);
        Assert.Equal(["Routed"], accepted.Events.EventNames());
    }

    [Fact]
    public void Routed_units_stay_at_their_facility()
    {
        var partly = TestData.UnroutableOrder(TestData.Shirts(3)) is var waiting
            ? waiting with
            {
                Lines = [.. waiting.Lines, TestData.SomeJeans(2)],
                Plans = [.. waiting.Plans, TestData.Plan([TestData.SomeJeans(2)]) with { Id = new("routed") }],
                PickJobs = [TestData.Job([TestData.SomeJeans(2)]) with { PlanId = new("routed"), Status = PickJobStatus.InProgress }],
            }
            : null!;

        var accepted = partly.Accept(AutomaticRetry, TestData.Context);

        Assert.Contains(accepted.After.Plans, p => p.Id == new EntityId("routed"));
        Assert.Equal(PickJobStatus.InProgress, accepted.After.PickJobs[0].Status);
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Units(3), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void Nothing_changes_if_no_unit_can_be_routed() =>
        Assert.IsType<Decision.NoChange>(TestData.UnroutableOrder().Decide(AutomaticRetry, WithStock(1)));

    [Fact]
    public void Remaining_units_keep_their_waiting_time()
    {
        var accepted = TestData.UnroutableOrder().Accept(AutomaticRetry, WithStock(2));
        var rest = accepted.After.Plans.Single(p => p.IsUnroutable);

        Assert.Equal((TestData.Placed, TestData.Noon), (rest.UnroutableSince, rest.CreatedAt));
        Assert.Equal<PlanLine>([new(TestData.ShirtLine, TestData.Units(3), default)], rest.Lines);
        Assert.Equal(["RoutingAbandoned"], accepted.After.Accept(AutomaticRetry, WithStock(0, hours: 7)).Events.EventNames());
    }

    [Fact]
    public void Units_are_abandoned_after_the_time_limit_of_the_strategy()
    {
        Assert.IsType<Decision.NoChange>(TestData.UnroutableOrder().Decide(AutomaticRetry, WithStock(0, hours: 6.99)));

        var accepted = TestData.UnroutableOrder().Accept(AutomaticRetry, WithStock(0, hours: 7));

        var plan = Assert.Single(accepted.After.Plans);
        Assert.Equal(
            (TestData.PlanId, RoutingPlanStatus.NotRoutable, TestData.Noon.AddHours(7), 2),
            (plan.Id, plan.Status, plan.AbandonedAt, plan.Version));
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(AutomaticRetry, WithStock(100, hours: 8)));
    }

    [Fact]
    public void The_strategy_sets_the_time_limit()
    {
        var context = WithStock(0) with { Strategy = TestData.Context.Strategy with { AbandonAfter = TimeSpan.FromHours(1) } };
        Assert.Equal(["RoutingAbandoned"], TestData.UnroutableOrder().Accept(AutomaticRetry, context).Events.EventNames());
    }

    [Fact]
    public void The_last_retry_can_still_route_units() =>
        Assert.DoesNotContain(TestData.UnroutableOrder().Accept(AutomaticRetry, WithStock(5, hours: 9)).After.Plans, p => p.IsUnroutable);

    [Fact]
    public void A_user_request_retries_and_restarts_the_waiting_time()
    {
        Assert.DoesNotContain(Abandoned.Accept(UserRequest, WithStock(5, hours: 8)).After.Plans, p => p.IsUnroutable);

        var again = Assert.Single(Abandoned.Accept(UserRequest, WithStock(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, TestData.Noon.AddHours(8)), (again.AbandonedAt, again.UnroutableSince, again.CreatedAt));
        Assert.IsType<Decision.NoChange>(TestData.UnroutableOrder().Decide(UserRequest, WithStock(0, hours: 1)));
    }

    [Fact]
    public void A_modification_restarts_the_waiting_time()
    {
        var plan = Assert.Single(Abandoned.Accept(Modify(Shirts(4)), WithStock(0, hours: 8)).After.Plans);
        Assert.Equal((null, null, TestData.Noon.AddHours(8)), (plan.AbandonedAt, plan.UnroutableSince, plan.CreatedAt));
    }

    [Fact]
    public void An_unreleased_order_is_routed_without_a_pick_job()
    {
        var later = TestData.UnroutableOrder() with { ReleaseAt = TestData.Noon.AddHours(1) };
        var accepted = later.Accept(AutomaticRetry, WithStock(5));
        Assert.Empty(accepted.After.PickJobs);
        Assert.Single(accepted.After.GetUnreleasedPlans());
    }
}
