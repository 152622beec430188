using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class OrderRerouteTests
{
    private static readonly DecisionContext Empty = TestData.Context with { Stock = TestData.Stock(0, 0) };

    private static OrderCommand.Modify RejectingUnroutable(params ImmutableArray<Change> changes) =>
        Modify(changes) with { IfUnroutable = UnroutableBehavior.Reject };

    [Fact]
    public void Superseded_entities_leave_the_order_in_their_last_state()
    {
        var before = TestData.Order();
        var accepted = before.Accept(Shirts(5));

        var (plan, job) = (Assert.Single(accepted.Effects.EndedEntities.Plans), Assert.Single(accepted.Effects.EndedEntities.PickJobs));
        Assert.Equal(
            (TestData.PlanId, RoutingPlanStatus.Rerouted, 2, TestData.Noon), (plan.Id, plan.Status, plan.Version, plan.ModifiedAt));
        Assert.All(plan.Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal(
            (TestData.JobId, PickJobStatus.Rerouted, PickJobSubStatus.OrderModified, 2, TestData.Noon),
            (job.Id, job.Status, job.SubStatus, job.Version, job.ModifiedAt));
        Assert.DoesNotContain(accepted.After.Plans, p => p.Id == plan.Id);
        Assert.DoesNotContain(accepted.After.PickJobs, j => j.Id == job.Id);
    }

    [Fact]
    public void A_new_plan_and_pick_job_replace_them_even_at_the_same_facility()
    {
        var accepted = TestData.Order().Accept(Shirts(5));
        var (plan, job) = (Assert.Single(accepted.After.Plans), Assert.Single(accepted.After.PickJobs));

        Assert.Equal(
            (TestData.Amsterdam, RoutingPlanStatus.Routed, 1, 2), (plan.Facility!.Value, plan.Status, plan.Version, plan.RunNumber));
        Assert.Equal(RerouteReason.OrderModified, plan.Reason);
        Assert.Equal<EntityId>([TestData.PlanId], plan.Predecessors);
        Assert.Equal<PlanLine>(
            [new(TestData.ShirtLine, TestData.Units(5), TestData.Units(5)), new(TestData.JeansLine, TestData.Units(2), TestData.Units(2))],
                plan.Lines);
        Assert.Equal((PickJobStatus.Open, TestData.Amsterdam, plan.Id, 1), (job.Status, job.Facility, job.PlanId, job.Version));
        Assert.Equal<PickLine>(
            [
                new(TestData.ShirtLine, TestData.Units(5), default, PickLineStatus.Open),
                new(TestData.JeansLine, TestData.Units(2), default, PickLineStatus.Open),
            ],
            job.Lines);
        Assert.Equal(TestData.Units(5), accepted.After.Lines[0].Released);
    }

    [Fact]
    public void Own_reservations_of_the_order_count_as_available()
    {
        var accepted = TestData.Order().Accept(RejectingUnroutable(Shirts(2)), Empty);
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-1), default)], accepted.Effects.Stock);
        Assert.Equal(RoutingPlanStatus.Routed, Assert.Single(accepted.After.Plans).Status);
    }

    [Fact]
    public void Stock_of_a_removed_line_is_available_to_an_added_line()
    {
        var accepted = TestData.Order().Accept(RejectingUnroutable(Shirts(0), Add(TestData.Shirt, 3)), Empty);
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(TestData.Units(3), accepted.After.Plans[0].Lines.Single(l => l.Line == accepted.After.Lines[1].Id).Reserved);
    }

    [Fact]
    public void Stock_deltas_follow_the_facility_in_sorted_order()
    {
        var accepted = TestData.Order().Accept(Modify(Shirts(5)), TestData.Context with { Stock = TestData.Stock(0, 100) });
        Assert.Equal<StockDelta>(
            [
                new(TestData.Amsterdam, TestData.Jeans, TestData.Units(-2), default),
                new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), default),
                new(TestData.Utrecht, TestData.Jeans, TestData.Units(2), default),
                new(TestData.Utrecht, TestData.Shirt, TestData.Units(5), default),
            ],
            accepted.Effects.Stock);
    }

    [Fact]
    public void An_unroutable_increase_is_rejected_or_accepted_as_requested()
    {
        Assert.Equal(["RT-1"], TestData.Order().Decide(RejectingUnroutable(Shirts(4)), Empty).ViolatedRuleIds());

        var accepted = TestData.Order().Accept(Modify(Shirts(4)), Empty);
        var waits = accepted.After.Plans.Single(p => p.Status is RoutingPlanStatus.NotRoutable);
        Assert.Equal<PlanLine>([new(TestData.ShirtLine, TestData.Units(1), default)], waits.Lines);
        Assert.Null(waits.Facility);
        Assert.Null(accepted.After.FindPickJobOfPlan(waits.Id));
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void Previously_unroutable_units_prevent_nothing()
    {
        var waiting = TestData.Order().Accept(Modify(Shirts(4)), Empty).After;
        Assert.IsType<Decision.Accepted>(waiting.Decide(RejectingUnroutable(Jeans(1)), Empty));
        Assert.IsType<Decision.Accepted>(waiting.Decide(RejectingUnroutable(Shirts(2)), Empty));
        Assert.Equal(["RT-1"], waiting.Decide(RejectingUnroutable(Shirts(5)), Empty).ViolatedRuleIds());
    }

    [Fact]
    public void Unroutable_units_are_routed_when_stock_arrives()
    {
        var waiting = TestData.Order().Accept(Modify(Shirts(4)), Empty).After;
        var accepted = waiting.Accept(Modify(SetAttribute("try", "1")), TestData.Context);
        Assert.DoesNotContain(accepted.After.Plans, p => p.Status is RoutingPlanStatus.NotRoutable);
    }

    [Fact]
    public void A_decrease_removes_unroutable_units_first()
    {
        var partly = TestData.UnroutedOrder([TestData.Shirts(3)]) with
        {
            Plans =
            [
                TestData.Plan([TestData.Shirts(2)]),
                TestData.Plan([]) with
                {
                    Id = new("waiting"),
                    Status = RoutingPlanStatus.NotRoutable,
                    Facility = null,
                    Lines = [new(TestData.ShirtLine, TestData.Units(1), default)],
                },
            ],
        };
        var closed = Empty with
        {
            Network = new(TestData.Network.Facilities.Select(f => f with { Status = FacilityStatus.Offline }).ToImmutableArray()),
        };
        Assert.Equal(["RT-1"], partly.Decide(RejectingUnroutable(Shirts(1)), closed).ViolatedRuleIds());
        Assert.IsType<Decision.Accepted>(partly.Decide(RejectingUnroutable(Shirts(2)), Empty));
    }

    [Fact]
    public void An_order_is_only_routed_and_reserved_before_its_release()
    {
        var later = TestData.UnroutedOrder([TestData.Shirts(3)]) with { ReleaseAt = TestData.Noon.AddMicroseconds(1) };
        Assert.Empty(later.Accept(Shirts(4)).After.PickJobs);
        Assert.Equal(Quantity.Zero, later.Accept(Shirts(4)).After.Lines[0].Released);
        Assert.Single((later with { ReleaseAt = TestData.Noon }).Accept(Shirts(4)).After.PickJobs);
        Assert.Empty((later with { ReleaseAt = TestData.Noon, IsLocked = true }).Accept(Shirts(4)).After.PickJobs);
    }

    [Fact]
    public void Released_units_stay_released()
    {
        var offered = TestData.Order().Accept(Shirts(5)).After;
        Assert.Equal(TestData.Units(5), offered.Accept(Shirts(2)).After.Lines[0].Released);
        Assert.Equal(TestData.Units(6), offered.Accept(Shirts(6)).After.Lines[0].Released);
        var held = offered with { Holds = [new(HoldKind.Fraud, new("other"), null)] };
        Assert.Equal(TestData.Units(5), held.Accept(Shirts(2)).After.Lines[0].Released);
    }

    [Fact]
    public void Bundled_articles_stay_together()
    {
        var context = TestData.Context with { Stock = Routing.InMemoryStock.From(("SHIRT", [9, 0]), ("JEANS", [0, 9]), ("SHOES", [9, 9])) };
        var newOrder = TestData.NewOrder((TestData.Shirt, 1), (TestData.Jeans, 1), (TestData.Shoes, 1));
        var inner = TestData.Service(false) with { Items = [TestData.Service(false, TestData.Shirt, TestData.Jeans)] };
        var bundle = TestData.Service(true) with { Items = [inner] };
        var nested = TestData.Service(false) with { Items = [bundle] };

        Assert.DoesNotContain(Plans(newOrder), p => p.Facility is null);
        Assert.Equal(2, Plans(newOrder with { Services = [nested] }).Single(p => p.Facility is null).Lines.Length);
        Assert.DoesNotContain(Plans(newOrder with { Services = [TestData.Service(false, TestData.Shirt, TestData.Jeans)] }), p =>
            p.Facility is null);

        ImmutableArray<RoutingPlan> Plans(NewOrder of) =>
            Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(of), context)).After.Plans;
    }
}
