using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>A command that changes nothing is answered with NoChange and writes nothing.</summary>
public sealed class UnchangedOrderTests
{
    private static readonly FulfillmentAction Reroute = new FulfillmentAction.Reroute();

    private static OrderCommand.ChangeFulfillment Run(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);

    private static void IsUnchanged(Order order, OrderCommand command, DecisionContext? context = null) =>
        Assert.IsType<Decision.NoChange>(order.Decide(command, context));

    private static Order Place() => Assert.IsType<Decision.Accepted>(
        Decider.Decide(null, new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 3))), TestData.Context)).After;

    [Fact]
    public void Rerouting_an_order_that_waits_completely_changes_nothing()
    {
        var none = TestData.Context with { Stock = TestData.Stock(0, 0) };
        var waiting = TestData.UnroutableOrder(TestData.Shirts(3));
        IsUnchanged(waiting, Run(Reroute), none);
        IsUnchanged(waiting, new OrderCommand.RerouteUnroutable(IsUserRequested: true), none);
    }

    [Fact]
    public void Rerouting_abandoned_units_is_a_change_because_Emend_retries_them_again()
    {
        var none = TestData.Context with { Stock = TestData.Stock(0, 0) };
        var waiting = TestData.UnroutableOrder(TestData.Shirts(3));
        var abandoned = waiting with { Plans = [.. waiting.Plans.Select(p => p with { AbandonedAt = TestData.Placed })] };
        Assert.All(abandoned.Accept(Run(Reroute), none).After.Plans, p => Assert.Null(p.AbandonedAt));
    }

    [Fact]
    public void Rerouting_to_the_same_facilities_changes_nothing()
    {
        IsUnchanged(Place(), Run(Reroute));
        IsUnchanged(Place(), Run(new FulfillmentAction.ReroutePickJob(Place().PickJobs[0].Id)));
        IsUnchanged(Place().Accept(Run(new FulfillmentAction.Assign(TestData.Utrecht))).After, Run(Reroute));
    }

    [Fact]
    public void Rerouting_after_a_canceled_pick_job_changes_nothing()
    {
        var placed = Place();
        var canceled = placed.Accept(new OrderCommand.UpdatePickJob(placed.PickJobs[0].Id, new PickJobAction.Cancel(false), null)).After;
        IsUnchanged(canceled, Run(Reroute));
    }

    [Fact]
    public void Assigning_the_facility_that_has_the_order_changes_nothing_even_after_work_started()
    {
        IsUnchanged(TestData.Order(), Run(new FulfillmentAction.Assign(TestData.Amsterdam)));
        var started = TestData.Order().Accept(UpdatePickJob(new PickJobAction.Start())).After;
        IsUnchanged(started, Run(new FulfillmentAction.Assign(TestData.Amsterdam)));
    }

    [Fact]
    public void A_second_release_changes_nothing() => IsUnchanged(TestData.Order(), new OrderCommand.Release());

    [Fact]
    public void Changes_that_cancel_each_other_out_change_nothing()
    {
        IsUnchanged(TestData.Order(), Modify(Shirts(5), Shirts(3)));
        IsUnchanged(TestData.Order(), Modify());
    }

    [Fact]
    public void A_decision_is_accepted_only_if_the_order_differs()
    {
        var started = TestData.Order().Accept(UpdatePickJob(new PickJobAction.Start()));
        Assert.Equal(PickJobStatus.InProgress, Assert.Single(started.After.PickJobs).Status);
        var paused = started.After.Accept(UpdatePickJob(new PickJobAction.Pause()));
        Assert.Equal(PickJobStatus.Paused, Assert.Single(paused.After.PickJobs).Status);
    }
}
