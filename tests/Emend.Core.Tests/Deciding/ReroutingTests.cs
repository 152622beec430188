using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class ReroutingTests
{
    private static readonly Facts Empty = Given.Facts with { Stock = Given.Stock(0, 0) };

    private static OrderCommand.Modify Keeping(params ImmutableArray<Change> changes) =>
        To(changes) with { IfUnroutable = IfUnroutable.Refuse };

    [Fact]
    public void What_was_superseded_leaves_the_order_in_its_last_state()
    {
        var before = Given.Order();
        var done = before.Does(Shirts(5));

        var (plan, job) = (Assert.Single(done.Effects.Past.Plans), Assert.Single(done.Effects.Past.PickJobs));
        Assert.Equal((Given.PlanId, RoutingPlanStatus.Rerouted, 2, Given.Noon), (plan.Id, plan.Status, plan.Version, plan.ModifiedAt));
        Assert.All(plan.Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal(
            (Given.JobId, PickJobStatus.Rerouted, PickJobSubStatus.OrderModified, 2, Given.Noon),
            (job.Id, job.Status, job.SubStatus, job.Version, job.ModifiedAt));
        Assert.DoesNotContain(done.After.Plans, p => p.Id == plan.Id);
        Assert.DoesNotContain(done.After.PickJobs, j => j.Id == job.Id);
    }

    [Fact]
    public void A_new_plan_and_pick_job_take_their_place_even_in_the_same_facility()
    {
        var done = Given.Order().Does(Shirts(5));
        var (plan, job) = (Assert.Single(done.After.Plans), Assert.Single(done.After.PickJobs));

        Assert.Equal((Given.Amsterdam, RoutingPlanStatus.Routed, 1, 2), (plan.Facility!.Value, plan.Status, plan.Version, plan.Run));
        Assert.Equal(RerouteReason.OrderModified, plan.Reason);
        Assert.Equal<EntityId>([Given.PlanId], plan.Predecessors);
        Assert.Equal<PlanLine>(
            [new(Given.ShirtLine, Given.Of(5), Given.Of(5)), new(Given.JeansLine, Given.Of(2), Given.Of(2))], plan.Lines);
        Assert.Equal((PickJobStatus.Open, Given.Amsterdam, plan.Id, 1), (job.Status, job.Facility, job.PlanId, job.Version));
        Assert.Equal<PickLine>(
            [
                new(Given.ShirtLine, Given.Of(5), default, PickLineStatus.Open),
                new(Given.JeansLine, Given.Of(2), default, PickLineStatus.Open),
            ],
            job.Lines);
        Assert.Equal(Given.Of(5), done.After.Lines[0].Released);
    }

    [Fact]
    public void What_the_order_holds_counts_as_free_for_itself()
    {
        var done = Given.Order().Does(Keeping(Shirts(2)), Empty);
        Assert.Equal<StockDelta>([new(Given.Amsterdam, Given.Shirt, Given.Of(-1), default)], done.Effects.Stock);
        Assert.Equal(RoutingPlanStatus.Routed, Assert.Single(done.After.Plans).Status);
    }

    [Fact]
    public void What_a_removed_line_held_serves_an_added_one_of_the_same_article()
    {
        var done = Given.Order().Does(Keeping(Shirts(0), Add(Given.Shirt, 3)), Empty);
        Assert.Empty(done.Effects.Stock);
        Assert.Equal(Given.Of(3), done.After.Plans[0].Lines.Single(l => l.Line == done.After.Lines[1].Id).Reserved);
    }

    [Fact]
    public void Stock_moves_with_the_facility_in_the_order_of_facilities_and_articles()
    {
        var done = Given.Order().Does(To(Shirts(5)), Given.Facts with { Stock = Given.Stock(0, 100) });
        Assert.Equal<StockDelta>(
            [
                new(Given.Amsterdam, Given.Jeans, Given.Of(-2), default),
                new(Given.Amsterdam, Given.Shirt, Given.Of(-3), default),
                new(Given.Utrecht, Given.Jeans, Given.Of(2), default),
                new(Given.Utrecht, Given.Shirt, Given.Of(5), default),
            ],
            done.Effects.Stock);
    }

    [Fact]
    public void A_raise_that_finds_no_place_is_refused_or_taken_as_the_caller_chose()
    {
        Assert.Equal(["RT-1"], Given.Order().Asks(Keeping(Shirts(4)), Empty).RefusedBy());

        var done = Given.Order().Does(To(Shirts(4)), Empty);
        var waits = done.After.Plans.Single(p => p.Status is RoutingPlanStatus.NotRoutable);
        Assert.Equal<PlanLine>([new(Given.ShirtLine, Given.Of(4), default)], waits.Lines);
        Assert.Null(waits.Facility);
        Assert.Null(done.After.PickJobOf(waits.Id));
        Assert.Equal<StockDelta>([new(Given.Amsterdam, Given.Shirt, Given.Of(-3), default)], done.Effects.Stock);
    }

    [Fact]
    public void Units_without_a_place_before_forbid_nothing()
    {
        var waiting = Given.Order().Does(To(Shirts(4)), Empty).After;
        Assert.IsType<Decision.Accepted>(waiting.Asks(Keeping(Jeans(1)), Empty));
        Assert.IsType<Decision.Accepted>(waiting.Asks(Keeping(Shirts(2)), Empty));
        Assert.Equal(["RT-1"], waiting.Asks(Keeping(Shirts(5)), Empty).RefusedBy());
    }

    [Fact]
    public void Units_that_wait_find_a_place_once_there_is_stock()
    {
        var waiting = Given.Order().Does(To(Shirts(4)), Empty).After;
        var done = waiting.Does(To(Attribute("try", "1")), Given.Facts);
        Assert.DoesNotContain(done.After.Plans, p => p.Status is RoutingPlanStatus.NotRoutable);
    }

    [Fact]
    public void A_lowered_line_loses_first_the_units_that_had_no_place()
    {
        var partly = Given.Unrouted([Given.Shirts(3)]) with
        {
            Plans =
            [
                Given.Plan([Given.Shirts(2)]),
                Given.Plan([]) with
                {
                    Id = new("waiting"),
                    Status = RoutingPlanStatus.NotRoutable,
                    Facility = null,
                    Lines = [new(Given.ShirtLine, Given.Of(1), default)],
                },
            ],
        };
        var closed = Empty with
        {
            Network = new(Given.Network.Facilities.Select(f => f with { Status = FacilityStatus.Offline }).ToImmutableArray()),
        };
        Assert.Equal(["RT-1"], partly.Asks(Keeping(Shirts(1)), closed).RefusedBy());
        Assert.IsType<Decision.Accepted>(partly.Asks(Keeping(Shirts(2)), Empty));
    }

    [Fact]
    public void Before_its_release_an_order_is_routed_and_reserved_only()
    {
        var later = Given.Unrouted([Given.Shirts(3)]) with { ReleaseAt = Given.Noon.AddMicroseconds(1) };
        Assert.Empty(later.Does(Shirts(4)).After.PickJobs);
        Assert.Equal(Quantity.Zero, later.Does(Shirts(4)).After.Lines[0].Released);
        Assert.Single((later with { ReleaseAt = Given.Noon }).Does(Shirts(4)).After.PickJobs);
        Assert.Empty((later with { ReleaseAt = Given.Noon, Status = OrderStatus.Locked }).Does(Shirts(4)).After.PickJobs);
    }

    [Fact]
    public void What_was_offered_to_a_facility_stays_released()
    {
        var offered = Given.Order().Does(Shirts(5)).After;
        Assert.Equal(Given.Of(5), offered.Does(Shirts(2)).After.Lines[0].Released);
        Assert.Equal(Given.Of(6), offered.Does(Shirts(6)).After.Lines[0].Released);
        var held = offered with { Holds = [new(HoldKind.Fraud, new("other"), null)] };
        Assert.Equal(Given.Of(5), held.Does(Shirts(2)).After.Lines[0].Released);
    }

    [Fact]
    public void Bundled_articles_stay_together()
    {
        var facts = Given.Facts with { Stock = Routing.TableStock.Of(("SHIRT", [9, 0]), ("JEANS", [0, 9]), ("SHOES", [9, 9])) };
        var draft = Given.Draft((Given.Shirt, 1), (Given.Jeans, 1), (Given.Shoes, 1));
        var inner = Given.Service(false) with { Items = [Given.Service(false, Given.Shirt, Given.Jeans)] };
        var bundle = Given.Service(true) with { Items = [inner] };
        var nested = Given.Service(false) with { Items = [bundle] };

        Assert.DoesNotContain(Plans(draft), p => p.Facility is null);
        Assert.Equal(2, Plans(draft with { Services = [nested] }).Single(p => p.Facility is null).Lines.Length);
        Assert.DoesNotContain(Plans(draft with { Services = [Given.Service(false, Given.Shirt, Given.Jeans)] }), p => p.Facility is null);

        ImmutableArray<RoutingPlan> Plans(OrderDraft of) =>
            Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(of), facts)).After.Plans;
    }
}
