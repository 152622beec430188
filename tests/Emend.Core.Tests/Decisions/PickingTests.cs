using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class PickingTests
{
    private static readonly PickJobAction Start = new PickJobAction.Start();
    private static readonly PickJobAction Close = new PickJobAction.Close();
    private static readonly PickJobAction Abort = new PickJobAction.Abort();
    private static readonly PickJobAction Reset = new PickJobAction.Reset();

    private static Order Picking(decimal shirts, decimal jeans) =>
        TestData.Order().Does(Picked((TestData.ShirtLine, shirts), (TestData.JeansLine, jeans))).After;

    [Fact]
    public void A_job_is_started_and_the_order_keeps_its_version()
    {
        var accepted = TestData.Order().Does(Pick(Start));
        Assert.Equal<OrderEvent>([new OrderEvent.PickingStarted(TestData.JobId)], accepted.Events);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.InProgress, 2, TestData.Noon), (job.Status, job.Version, job.ModifiedAt));
        Assert.Equal((2, 1, 0), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
        Assert.Equal((TestData.Placed, TestData.Noon), (accepted.After.ModifiedAt, accepted.After.LastEventAt));
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void What_is_picked_is_noted_per_line_and_reported_again_changes_nothing()
    {
        var accepted = TestData.Order().Does(Picked((TestData.ShirtLine, 3), (TestData.JeansLine, 1)));
        Assert.Equal(PickJobStatus.InProgress, accepted.After.PickJobs[0].Status);
        Assert.Equal<PickLine>(
            [
                new(TestData.ShirtLine, TestData.Of(3), TestData.Of(3), PickLineStatus.Closed),
                new(TestData.JeansLine, TestData.Of(2), TestData.Of(1), PickLineStatus.InProgress),
            ],
            accepted.After.PickJobs[0].Lines);
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Picked((TestData.JeansLine, 1), (TestData.ShirtLine, 3))));
    }

    [Fact]
    public void Only_what_differs_is_noted_and_of_one_line_named_twice_the_last()
    {
        var before = Picking(3, 1);
        var accepted = before.Does(Picked((TestData.ShirtLine, 3), (TestData.JeansLine, 0), (TestData.JeansLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LinePicked(TestData.JobId, TestData.JeansLine, TestData.Of(2))], accepted.Events);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Picked((TestData.JeansLine, 0), (TestData.JeansLine, 2))));
        Assert.Equal(PickLineStatus.Open, before.Does(Picked((TestData.JeansLine, 0))).After.PickJobs[0].Lines[1].Status);
    }

    [Fact]
    public void Closing_takes_what_was_picked_from_the_shelf_and_gives_the_reservation_back()
    {
        var accepted = Picking(3, 1).Does(Pick(Close));
        Assert.Equal(["PickJobClosed", "HandoverAsked"], accepted.Events.Names());
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Jeans, TestData.Of(-2), TestData.Of(-1)), new(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), TestData.Of(-3))],
            accepted.Effects.Stock);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPicked), (job.Status, job.SubStatus));
        Assert.All(job.Lines, l => Assert.Equal(PickLineStatus.Closed, l.Status));
        Assert.All(accepted.After.Plans[0].Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal(2, accepted.After.Plans[0].Version);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Pick(Close)));
    }

    [Fact]
    public void A_closed_job_says_whether_all_was_found()
    {
        Assert.Null(Picking(3, 2).Does(Pick(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ShortPicked, Picking(3, 0).Does(Pick(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ZeroPicked, TestData.Order().Does(Pick(Start)).After.Does(Pick(Close)).After.PickJobs[0].SubStatus);
    }

    [Fact]
    public void Aborting_routes_the_units_again_and_remembers_what_was_picked()
    {
        var accepted = Picking(2, 0).Does(Pick(Abort));
        Assert.Equal(["PickJobAborted", "ReturnsAsked", "Routed"], accepted.Events.Names());
        Assert.Equal(RerouteReason.Aborted, Assert.IsType<OrderEvent.Routed>(accepted.Events[2]).Reason);

        var past = Assert.Single(accepted.Effects.Past.PickJobs);
        Assert.Equal((PickJobStatus.Aborted, PickJobSubStatus.PickJobAborted), (past.Status, past.SubStatus));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.Past.Plans).Id);
        Assert.Equal([TestData.Of(2), TestData.Of(0)], accepted.After.Lines.Select(l => l.PickedNotRestocked));
        Assert.Equal((PickJobStatus.Open, RerouteReason.Aborted), (accepted.After.PickJobs[0].Status, accepted.After.Plans[0].Reason!.Value));
        Assert.Equal(new StockDelta(TestData.Amsterdam, TestData.Shirt, Quantity.Zero, -TestData.Of(2)), Assert.Single(accepted.Effects.Stock));
        Assert.Equal((1, 0), (accepted.After.Version, accepted.After.Modifications));
        Assert.Equal(["PJ-4"], accepted.After.Asks(Pick(Abort)).RefusedBy());
    }

    [Fact]
    public void Who_gives_up_is_not_asked_again_where_the_strategy_says_so()
    {
        var context = TestData.Context with { Strategy = RoutingStrategy.Default with { BlacklistAssigned = true } };
        var accepted = TestData.Order().Does(Pick(Abort), context);
        Assert.Equal(["PickJobAborted", "FacilitiesBlocked", "Routed"], accepted.Events.Names());
        Assert.Equal(TestData.Amsterdam, Assert.Single(accepted.After.ExcludedFacilities));
        Assert.Equal(TestData.Utrecht, accepted.After.PickJobs[0].Facility);

        var everywhere = accepted.After.Does(new OrderCommand.UpdatePickJob(accepted.After.PickJobs[0].Id, Abort, null), context).After;
        Assert.Equal((2, 0), (everywhere.ExcludedFacilities.Length, everywhere.PickJobs.Length));
        Assert.Equal(RoutingPlanStatus.NotRoutable, Assert.Single(everywhere.Plans).Status);
    }

    [Fact]
    public void What_was_picked_and_left_is_the_least_a_line_can_be_lowered_to()
    {
        var aborted = Picking(2, 0).Does(Pick(Abort)).After;
        Assert.Equal(["IN-4"], aborted.Asks(To(Shirts(1))).RefusedBy());
        Assert.Equal(["IN-4"], aborted.Asks(To(Shirts(0))).RefusedBy());
        Assert.Equal(TestData.Of(2), aborted.Does(Shirts(2)).After.Lines[0].PickedNotRestocked);
    }

    [Fact]
    public void Resetting_puts_everything_back_and_opens_the_job_anew()
    {
        var accepted = Picking(3, 1).Does(Pick(Reset));
        Assert.Equal<OrderEvent>([new OrderEvent.PickJobReset(TestData.JobId)], accepted.Events);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, null, 4), (job.Status, job.SubStatus, job.Version));
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Pick(Reset)));
        Assert.IsType<Decision.Accepted>(accepted.After.Asks(To(Shirts(1))));
    }

    [Fact]
    public void Restarting_puts_everything_back_and_goes_on_at_once()
    {
        var accepted = Picking(3, 1).Does(Pick(new PickJobAction.Restart()));
        var job = accepted.After.PickJobs[0];
        Assert.Equal(["PickJobReset", "PickingStarted"], accepted.Events.Names());
        Assert.Equal(PickJobStatus.InProgress, job.Status);
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Pick(new PickJobAction.Restart())));
        Assert.Equal(["PJ-23"], TestData.Order().Asks(Pick(new PickJobAction.Restart())).RefusedBy());
    }

    [Theory]
    [InlineData(false, PickJobStatus.Canceled)]
    [InlineData(true, PickJobStatus.Obsolete)]
    public void A_job_that_nobody_is_to_do_is_put_back_and_not_routed_again(bool obsolete, PickJobStatus status)
    {
        var accepted = Picking(2, 0).Does(Pick(new PickJobAction.Cancel(obsolete)));

        Assert.Equal(["ReturnsAsked", "PickJobCancelled"], accepted.Events.Names());
        Assert.Equal(TestData.Of(2), Assert.Single(Assert.Single(accepted.After.ReturnTasks).Lines).Quantity);
        Assert.Equal((0, 0), (accepted.After.PickJobs.Length, accepted.After.Plans.Length));
        Assert.Equal(status, Assert.Single(accepted.Effects.Past.PickJobs).Status);
        Assert.Equal(RoutingPlanStatus.Canceled, Assert.Single(accepted.Effects.Past.Plans).Status);
        Assert.All(accepted.After.Lines, l => Assert.Equal(l.Quantity, l.Withdrawn));
    }

    [Fact]
    public void A_job_given_up_waits_with_the_units_that_wait_already()
    {
        var nothing = TestData.Context with { Stock = TestData.Stock(0, 0) };
        var waiting = TestData.Order().Does(To(Shirts(4)), nothing).After;
        var closed = nothing with { Network = Emend.Core.Routing.Network.Empty };
        var accepted = waiting.Does(new OrderCommand.UpdatePickJob(waiting.PickJobs[0].Id, Abort, null), closed);
        Assert.Equal([TestData.ShirtLine, TestData.JeansLine], Assert.Single(accepted.After.Plans).Lines.Select(l => l.Line));
    }

    [Fact]
    public void A_facility_that_did_not_start_can_give_up_too()
    {
        Assert.Equal(["PickJobAborted", "Routed"], TestData.Order().Does(Pick(Abort)).Events.Names());
        Assert.Equal([Quantity.Zero, Quantity.Zero], TestData.Order().Does(Pick(Abort)).After.Lines.Select(l => l.PickedNotRestocked));
    }
}
