using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class OrderRerouteTests
{
    private static readonly DecisionContext Empty = TestData.Context with { Stock = TestData.Stock(0, 0) };

    private static OrderCommand.Modify Keeping(params ImmutableArray<Change> changes) =>
        To(changes) with { IfUnroutable = UnroutableBehavior.Refuse };

    [Fact]
    public void What_was_superseded_leaves_the_order_in_its_last_state()
    {
        var before = TestData.Order();
        var accepted = before.Does(Shirts(5));

        var (plan, job) = (Assert.Single(accepted.Effects.Past.Plans), Assert.Single(accepted.Effects.Past.PickJobs));
        Assert.Equal((TestData.PlanId, RoutingPlanStatus.Rerouted, 2, TestData.Noon), (plan.Id, plan.Status, plan.Version, plan.ModifiedAt));
        Assert.All(plan.Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal(
            (TestData.JobId, PickJobStatus.Rerouted, PickJobSubStatus.OrderModified, 2, TestData.Noon),
            (job.Id, job.Status, job.SubStatus, job.Version, job.ModifiedAt));
        Assert.DoesNotContain(accepted.After.Plans, p => p.Id == plan.Id);
        Assert.DoesNotContain(accepted.After.PickJobs, j => j.Id == job.Id);
    }

    [Fact]
    public void A_new_plan_and_pick_job_take_their_place_even_in_the_same_facility()
    {
        var accepted = TestData.Order().Does(Shirts(5));
        var (plan, job) = (Assert.Single(accepted.After.Plans), Assert.Single(accepted.After.PickJobs));

        Assert.Equal((TestData.Amsterdam, RoutingPlanStatus.Routed, 1, 2), (plan.Facility!.Value, plan.Status, plan.Version, plan.RunNumber));
        Assert.Equal(RerouteReason.OrderModified, plan.Reason);
        Assert.Equal<EntityId>([TestData.PlanId], plan.Predecessors);
        Assert.Equal<PlanLine>(
            [new(TestData.ShirtLine, TestData.Of(5), TestData.Of(5)), new(TestData.JeansLine, TestData.Of(2), TestData.Of(2))], plan.Lines);
        Assert.Equal((PickJobStatus.Open, TestData.Amsterdam, plan.Id, 1), (job.Status, job.Facility, job.PlanId, job.Version));
        Assert.Equal<PickLine>(
            [
                new(TestData.ShirtLine, TestData.Of(5), default, PickLineStatus.Open),
                new(TestData.JeansLine, TestData.Of(2), default, PickLineStatus.Open),
            ],
            job.Lines);
        Assert.Equal(TestData.Of(5), accepted.After.Lines[0].Released);
    }

    [Fact]
    public void What_the_order_holds_counts_as_free_for_itself()
    {
        var accepted = TestData.Order().Does(Keeping(Shirts(2)), Empty);
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Of(-1), default)], accepted.Effects.Stock);
        Assert.Equal(RoutingPlanStatus.Routed, Assert.Single(accepted.After.Plans).Status);
    }

    [Fact]
    public void What_a_removed_line_held_serves_an_added_one_of_the_same_article()
    {
        var accepted = TestData.Order().Does(Keeping(Shirts(0), Add(TestData.Shirt, 3)), Empty);
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(TestData.Of(3), accepted.After.Plans[0].Lines.Single(l => l.Line == accepted.After.Lines[1].Id).Reserved);
    }

    [Fact]
    public void Stock_moves_with_the_facility_in_the_order_of_facilities_and_articles()
    {
        var accepted = TestData.Order().Does(To(Shirts(5)), TestData.Context with { Stock = TestData.Stock(0, 100) });
        Assert.Equal<StockDelta>(
            [
                new(TestData.Amsterdam, TestData.Jeans, TestData.Of(-2), default),
                new(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), default),
                new(TestData.Utrecht, TestData.Jeans, TestData.Of(2), default),
                new(TestData.Utrecht, TestData.Shirt, TestData.Of(5), default),
            ],
            accepted.Effects.Stock);
    }

    [Fact]
    public void A_raise_that_finds_no_place_is_refused_or_taken_as_the_caller_chose()
    {
        Assert.Equal(["RT-1"], TestData.Order().Asks(Keeping(Shirts(4)), Empty).RefusedBy());

        var accepted = TestData.Order().Does(To(Shirts(4)), Empty);
        var waits = accepted.After.Plans.Single(p => p.Status is RoutingPlanStatus.NotRoutable);
        Assert.Equal<PlanLine>([new(TestData.ShirtLine, TestData.Of(4), default)], waits.Lines);
        Assert.Null(waits.Facility);
        Assert.Null(accepted.After.PickJobOf(waits.Id));
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void Units_without_a_place_before_forbid_nothing()
    {
        var waiting = TestData.Order().Does(To(Shirts(4)), Empty).After;
        Assert.IsType<Decision.Accepted>(waiting.Asks(Keeping(Jeans(1)), Empty));
        Assert.IsType<Decision.Accepted>(waiting.Asks(Keeping(Shirts(2)), Empty));
        Assert.Equal(["RT-1"], waiting.Asks(Keeping(Shirts(5)), Empty).RefusedBy());
    }

    [Fact]
    public void Units_that_wait_find_a_place_once_there_is_stock()
    {
        var waiting = TestData.Order().Does(To(Shirts(4)), Empty).After;
        var accepted = waiting.Does(To(Attribute("try", "1")), TestData.Context);
        Assert.DoesNotContain(accepted.After.Plans, p => p.Status is RoutingPlanStatus.NotRoutable);
    }

    [Fact]
    public void A_lowered_line_loses_first_the_units_that_had_no_place()
    {
        var partly = TestData.Unrouted([TestData.Shirts(3)]) with
        {
            Plans =
            [
                TestData.Plan([TestData.Shirts(2)]),
                TestData.Plan([]) with
                {
                    Id = new("waiting"),
                    Status = RoutingPlanStatus.NotRoutable,
                    Facility = null,
                    Lines = [new(TestData.ShirtLine, TestData.Of(1), default)],
                },
            ],
        };
        var closed = Empty with
        {
            Network = new(TestData.Network.Facilities.Select(f => f with { Status = FacilityStatus.Offline }).ToImmutableArray()),
        };
        Assert.Equal(["RT-1"], partly.Asks(Keeping(Shirts(1)), closed).RefusedBy());
        Assert.IsType<Decision.Accepted>(partly.Asks(Keeping(Shirts(2)), Empty));
    }

    [Fact]
    public void Before_its_release_an_order_is_routed_and_reserved_only()
    {
        var later = TestData.Unrouted([TestData.Shirts(3)]) with { ReleaseAt = TestData.Noon.AddMicroseconds(1) };
        Assert.Empty(later.Does(Shirts(4)).After.PickJobs);
        Assert.Equal(Quantity.Zero, later.Does(Shirts(4)).After.Lines[0].Released);
        Assert.Single((later with { ReleaseAt = TestData.Noon }).Does(Shirts(4)).After.PickJobs);
        Assert.Empty((later with { ReleaseAt = TestData.Noon, Status = OrderStatus.Locked }).Does(Shirts(4)).After.PickJobs);
    }

    [Fact]
    public void What_was_offered_to_a_facility_stays_released()
    {
        var offered = TestData.Order().Does(Shirts(5)).After;
        Assert.Equal(TestData.Of(5), offered.Does(Shirts(2)).After.Lines[0].Released);
        Assert.Equal(TestData.Of(6), offered.Does(Shirts(6)).After.Lines[0].Released);
        var held = offered with { Holds = [new(HoldKind.Fraud, new("other"), null)] };
        Assert.Equal(TestData.Of(5), held.Does(Shirts(2)).After.Lines[0].Released);
    }

    [Fact]
    public void Bundled_articles_stay_together()
    {
        var context = TestData.Context with { Stock = Routing.InMemoryStock.From(("SHIRT", [9, 0]), ("JEANS", [0, 9]), ("SHOES", [9, 9])) };
        var newOrder = TestData.Draft((TestData.Shirt, 1), (TestData.Jeans, 1), (TestData.Shoes, 1));
        var inner = TestData.Service(false) with { Items = [TestData.Service(false, TestData.Shirt, TestData.Jeans)] };
        var bundle = TestData.Service(true) with { Items = [inner] };
        var nested = TestData.Service(false) with { Items = [bundle] };

        Assert.DoesNotContain(Plans(newOrder), p => p.Facility is null);
        Assert.Equal(2, Plans(newOrder with { Services = [nested] }).Single(p => p.Facility is null).Lines.Length);
        Assert.DoesNotContain(Plans(newOrder with { Services = [TestData.Service(false, TestData.Shirt, TestData.Jeans)] }), p => p.Facility is null);

        ImmutableArray<RoutingPlan> Plans(NewOrder of) =>
            Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(of), context)).After.Plans;
    }
}
