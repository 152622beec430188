using Emend.Core.Commands;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class PickingTests
{
    private static readonly PickJobAction Start = new PickJobAction.Start();
    private static readonly PickJobAction Close = new PickJobAction.Close();
    private static readonly PickJobAction Abort = new PickJobAction.Abort();
    private static readonly PickJobAction Reset = new PickJobAction.Reset();

    private static Order Picking(decimal shirts, decimal jeans) =>
        TestData.Order().Accept(ReportPicked((TestData.ShirtLine, shirts), (TestData.JeansLine, jeans))).After;

    [Fact]
    public void A_started_job_does_not_change_the_order_version()
    {
        var accepted = TestData.Order().Accept(UpdatePickJob(Start));
        Assert.Equal<OrderEvent>([new OrderEvent.PickingStarted(TestData.JobId)], accepted.Events);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.InProgress, 2, TestData.Noon), (job.Status, job.Version, job.ModifiedAt));
        Assert.Equal((2, 1, 0), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
        Assert.Equal((TestData.Placed, TestData.Noon), (accepted.After.ModifiedAt, accepted.After.LastEventAt));
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void Picked_quantities_are_stored_per_line_and_repeated_reports_have_no_effect()
    {
        var accepted = TestData.Order().Accept(ReportPicked((TestData.ShirtLine, 3), (TestData.JeansLine, 1)));
        Assert.Equal(PickJobStatus.InProgress, accepted.After.PickJobs[0].Status);
        Assert.Equal<PickLine>(
            [
                new(TestData.ShirtLine, TestData.Units(3), TestData.Units(3), PickLineStatus.Closed),
                new(TestData.JeansLine, TestData.Units(2), TestData.Units(1), PickLineStatus.InProgress),
            ],
            accepted.After.PickJobs[0].Lines);
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(ReportPicked((TestData.JeansLine, 1), (TestData.ShirtLine, 3))));
    }

    [Fact]
    public void Only_differences_are_stored_and_the_last_report_of_a_line_counts()
    {
        var before = Picking(3, 1);
        var accepted = before.Accept(ReportPicked((TestData.ShirtLine, 3), (TestData.JeansLine, 0), (TestData.JeansLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LinePicked(TestData.JobId, TestData.JeansLine, TestData.Units(2))], accepted.Events);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(ReportPicked((TestData.JeansLine, 0), (TestData.JeansLine, 2))));
        Assert.Equal(PickLineStatus.Open, before.Accept(ReportPicked((TestData.JeansLine, 0))).After.PickJobs[0].Lines[1].Status);
    }

    [Fact]
    public void Closing_removes_picked_goods_from_stock_and_releases_the_reservation()
    {
        var accepted = Picking(3, 1).Accept(UpdatePickJob(Close));
        Assert.Equal(["PickJobClosed", "HandoverJobCreated", "MissingUnitsCanceled"], accepted.Events.EventNames());
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Jeans, TestData.Units(-2), TestData.Units(-1)),
                new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), TestData.Units(-3))],
            accepted.Effects.Stock);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPicked), (job.Status, job.SubStatus));
        Assert.All(job.Lines, l => Assert.Equal(PickLineStatus.Closed, l.Status));
        Assert.All(accepted.After.Plans[0].Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal([TestData.Units(3), TestData.Units(1)], accepted.After.Plans[0].Lines.Select(l => l.Quantity));
        Assert.Equal(3, accepted.After.Plans[0].Version);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(UpdatePickJob(Close)));
    }

    [Fact]
    public void A_closed_job_shows_whether_all_units_were_found()
    {
        Assert.Null(Picking(3, 2).Accept(UpdatePickJob(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ShortPicked, Picking(3, 0).Accept(UpdatePickJob(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ZeroPicked, Assert.Single(TestData.Order().Accept(UpdatePickJob(Start)).After
            .Accept(UpdatePickJob(Close)).Effects.EndedEntities.PickJobs).SubStatus);
    }

    [Fact]
    public void Aborting_reroutes_the_units_and_records_picked_goods()
    {
        var accepted = Picking(2, 0).Accept(UpdatePickJob(Abort));
        Assert.Equal(["PickJobAborted", "ReturnTasksCreated", "FacilitiesExcluded", "Routed"], accepted.Events.EventNames());
        Assert.Equal(RerouteReason.Aborted, Assert.IsType<OrderEvent.Routed>(accepted.Events[3]).Reason);

        var past = Assert.Single(accepted.Effects.EndedEntities.PickJobs);
        Assert.Equal((PickJobStatus.Aborted, PickJobSubStatus.PickJobAborted), (past.Status, past.SubStatus));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.EndedEntities.Plans).Id);
        Assert.Equal([TestData.Units(2), TestData.Units(0)], accepted.After.Lines.Select(l => l.PickedNotRestocked));
        Assert.Equal(
            (PickJobStatus.Open, RerouteReason.Aborted), (accepted.After.PickJobs[0].Status, accepted.After.Plans[0].Reason!.Value));
        Assert.Equal(
            new StockDelta(TestData.Amsterdam, TestData.Shirt, -TestData.Units(3), -TestData.Units(2)),
            accepted.Effects.Stock.Single(d => d.OnHand != Quantity.Zero));
        Assert.Equal((1, 0), (accepted.After.Version, accepted.After.Modifications));
        Assert.Equal(["PJ-4"], accepted.After.Decide(UpdatePickJob(Abort)).ViolatedRuleIds());
    }

    [Fact]
    public void An_aborting_facility_is_excluded()
    {
        var context = TestData.Context;
        var accepted = TestData.Order().Accept(UpdatePickJob(Abort), context);
        Assert.Equal(["PickJobAborted", "FacilitiesExcluded", "Routed"], accepted.Events.EventNames());
        Assert.Equal(TestData.Amsterdam, Assert.Single(accepted.After.ExcludedFacilities));
        Assert.Equal(TestData.Utrecht, accepted.After.PickJobs[0].Facility);

        var everywhere = accepted.After.Accept(new OrderCommand.UpdatePickJob(accepted.After.PickJobs[0].Id, Abort, null), context).After;
        Assert.Equal((2, 0), (everywhere.ExcludedFacilities.Length, everywhere.PickJobs.Length));
        Assert.Equal(RoutingPlanStatus.NotRoutable, Assert.Single(everywhere.Plans).Status);
    }

    [Fact]
    public void A_line_cannot_be_decreased_below_goods_that_are_not_restocked()
    {
        var aborted = Picking(2, 0).Accept(UpdatePickJob(Abort)).After;
        Assert.Equal(["IN-4"], aborted.Decide(Modify(Shirts(1))).ViolatedRuleIds());
        Assert.Equal(["IN-4"], aborted.Decide(Modify(Shirts(0))).ViolatedRuleIds());
        Assert.Equal(TestData.Units(2), aborted.Accept(Shirts(2)).After.Lines[0].PickedNotRestocked);
    }

    [Fact]
    public void A_reset_restocks_everything_and_reopens_the_job()
    {
        var accepted = Picking(3, 1).Accept(UpdatePickJob(Reset));
        Assert.Equal<OrderEvent>([new OrderEvent.PickJobReset(TestData.JobId)], accepted.Events);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, null, 4), (job.Status, job.SubStatus, job.Version));
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.Empty(accepted.Effects.Stock);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(UpdatePickJob(Reset)));
        Assert.IsType<Decision.Accepted>(accepted.After.Decide(Modify(Shirts(1))));
    }

    [Fact]
    public void A_restart_restocks_everything_and_starts_the_job()
    {
        var accepted = Picking(3, 1).Accept(UpdatePickJob(new PickJobAction.Restart()));
        var job = accepted.After.PickJobs[0];
        Assert.Equal(["PickJobReset", "PickingStarted"], accepted.Events.EventNames());
        Assert.Equal(PickJobStatus.InProgress, job.Status);
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(UpdatePickJob(new PickJobAction.Restart())));
        Assert.Equal(["PJ-23"], TestData.Order().Decide(UpdatePickJob(new PickJobAction.Restart())).ViolatedRuleIds());
    }

    [Theory]
    [InlineData(false, PickJobStatus.Canceled)]
    [InlineData(true, PickJobStatus.Obsolete)]
    public void A_canceled_job_is_restocked_and_not_rerouted(bool obsolete, PickJobStatus status)
    {
        var accepted = Picking(2, 0).Accept(UpdatePickJob(new PickJobAction.Cancel(obsolete)));

        Assert.Equal(["ReturnTasksCreated", "PickJobCanceled"], accepted.Events.EventNames());
        Assert.Equal(TestData.Units(2), Assert.Single(Assert.Single(accepted.After.ReturnTasks).Lines).Quantity);
        Assert.Equal((0, 0), (accepted.After.PickJobs.Length, accepted.After.Plans.Length));
        Assert.Equal(status, Assert.Single(accepted.Effects.EndedEntities.PickJobs).Status);
        Assert.Equal(RoutingPlanStatus.Canceled, Assert.Single(accepted.Effects.EndedEntities.Plans).Status);
        Assert.All(accepted.After.Lines, l => Assert.Equal(l.Quantity, l.Withdrawn));
    }

    [Fact]
    public void An_aborted_job_is_routed_together_with_unroutable_units()
    {
        var nothing = TestData.Context with { Stock = TestData.Stock(0, 0) };
        var waiting = TestData.Order().Accept(Modify(Shirts(4)), nothing).After;
        var closed = nothing with { Network = Emend.Core.Routing.Network.Empty };
        var accepted = waiting.Accept(new OrderCommand.UpdatePickJob(waiting.PickJobs[0].Id, Abort, null), closed);
        Assert.Equal([TestData.ShirtLine, TestData.JeansLine], Assert.Single(accepted.After.Plans).Lines.Select(l => l.Line));
    }

    [Fact]
    public void A_job_can_be_aborted_before_it_is_started()
    {
        Assert.Equal(["PickJobAborted", "FacilitiesExcluded", "Routed"], TestData.Order().Accept(UpdatePickJob(Abort)).Events.EventNames());
        Assert.Equal([Quantity.Zero, Quantity.Zero], TestData.Order()
            .Accept(UpdatePickJob(Abort)).After.Lines.Select(l => l.PickedNotRestocked));
    }
}
