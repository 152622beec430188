using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class PickingTests
{
    private static readonly PickStep Start = new PickStep.Start();
    private static readonly PickStep Close = new PickStep.Close();
    private static readonly PickStep Abort = new PickStep.Abort();
    private static readonly PickStep Reset = new PickStep.Reset();

    private static Order Picking(decimal shirts, decimal jeans) =>
        Given.Order().Does(Picked((Given.ShirtLine, shirts), (Given.JeansLine, jeans))).After;

    [Fact]
    public void A_job_is_started_and_the_order_keeps_its_version()
    {
        var done = Given.Order().Does(Pick(Start));
        Assert.Equal<OrderEvent>([new OrderEvent.PickingStarted(Given.JobId)], done.Events);
        var job = done.After.PickJobs[0];
        Assert.Equal((PickJobStatus.InProgress, 2, Given.Noon), (job.Status, job.Version, job.ModifiedAt));
        Assert.Equal((2, 1, 0), (done.After.Revision, done.After.Version, done.After.Modifications));
        Assert.Equal((Given.Placed, Given.Noon), (done.After.ModifiedAt, done.After.TouchedAt));
        Assert.Empty(done.Effects.Stock);
    }

    [Fact]
    public void What_is_picked_is_noted_per_line_and_reported_again_changes_nothing()
    {
        var done = Given.Order().Does(Picked((Given.ShirtLine, 3), (Given.JeansLine, 1)));
        Assert.Equal(PickJobStatus.InProgress, done.After.PickJobs[0].Status);
        Assert.Equal<PickLine>(
            [
                new(Given.ShirtLine, Given.Of(3), Given.Of(3), PickLineStatus.Closed),
                new(Given.JeansLine, Given.Of(2), Given.Of(1), PickLineStatus.InProgress),
            ],
            done.After.PickJobs[0].Lines);
        Assert.Empty(done.Effects.Stock);
        Assert.IsType<Decision.NoChange>(done.After.Asks(Picked((Given.JeansLine, 1), (Given.ShirtLine, 3))));
    }

    [Fact]
    public void Only_what_differs_is_noted_and_of_one_line_named_twice_the_last()
    {
        var before = Picking(3, 1);
        var done = before.Does(Picked((Given.ShirtLine, 3), (Given.JeansLine, 0), (Given.JeansLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LinePicked(Given.JobId, Given.JeansLine, Given.Of(2))], done.Events);
        Assert.IsType<Decision.NoChange>(done.After.Asks(Picked((Given.JeansLine, 0), (Given.JeansLine, 2))));
        Assert.Equal(PickLineStatus.Open, before.Does(Picked((Given.JeansLine, 0))).After.PickJobs[0].Lines[1].Status);
    }

    [Fact]
    public void Closing_takes_what_was_picked_from_the_shelf_and_gives_the_reservation_back()
    {
        var done = Picking(3, 1).Does(Pick(Close));
        Assert.Equal(["PickJobClosed", "HandoverAsked"], done.Events.Names());
        Assert.Equal<StockDelta>(
            [new(Given.Amsterdam, Given.Jeans, Given.Of(-2), Given.Of(-1)), new(Given.Amsterdam, Given.Shirt, Given.Of(-3), Given.Of(-3))],
            done.Effects.Stock);
        var job = done.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPicked), (job.Status, job.SubStatus));
        Assert.All(job.Lines, l => Assert.Equal(PickLineStatus.Closed, l.Status));
        Assert.All(done.After.Plans[0].Lines, l => Assert.Equal(Quantity.Zero, l.Reserved));
        Assert.Equal(2, done.After.Plans[0].Version);
        Assert.IsType<Decision.NoChange>(done.After.Asks(Pick(Close)));
    }

    [Fact]
    public void A_closed_job_says_whether_all_was_found()
    {
        Assert.Null(Picking(3, 2).Does(Pick(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ShortPicked, Picking(3, 0).Does(Pick(Close)).After.PickJobs[0].SubStatus);
        Assert.Equal(PickJobSubStatus.ZeroPicked, Given.Order().Does(Pick(Start)).After.Does(Pick(Close)).After.PickJobs[0].SubStatus);
    }

    [Fact]
    public void Aborting_routes_the_units_again_and_remembers_what_was_picked()
    {
        var done = Picking(2, 0).Does(Pick(Abort));
        Assert.Equal(["PickJobAborted", "ReturnsAsked", "Routed"], done.Events.Names());
        Assert.Equal(RerouteReason.Aborted, Assert.IsType<OrderEvent.Routed>(done.Events[2]).Reason);

        var past = Assert.Single(done.Effects.Past.PickJobs);
        Assert.Equal((PickJobStatus.Aborted, PickJobSubStatus.PickJobAborted), (past.Status, past.SubStatus));
        Assert.Equal(Given.PlanId, Assert.Single(done.Effects.Past.Plans).Id);
        Assert.Equal([Given.Of(2), Given.Of(0)], done.After.Lines.Select(l => l.PickedAndLeft));
        Assert.Equal((PickJobStatus.Open, RerouteReason.Aborted), (done.After.PickJobs[0].Status, done.After.Plans[0].Reason!.Value));
        Assert.Equal(new StockDelta(Given.Amsterdam, Given.Shirt, Quantity.Zero, -Given.Of(2)), Assert.Single(done.Effects.Stock));
        Assert.Equal((1, 0), (done.After.Version, done.After.Modifications));
        Assert.Equal(["PJ-4"], done.After.Asks(Pick(Abort)).RefusedBy());
    }

    [Fact]
    public void Who_gives_up_is_not_asked_again_where_the_strategy_says_so()
    {
        var facts = Given.Facts with { Strategy = RoutingStrategy.Default with { BlacklistAssigned = true } };
        var done = Given.Order().Does(Pick(Abort), facts);
        Assert.Equal(["PickJobAborted", "FacilitiesBlocked", "Routed"], done.Events.Names());
        Assert.Equal(Given.Amsterdam, Assert.Single(done.After.Blocked));
        Assert.Equal(Given.Utrecht, done.After.PickJobs[0].Facility);

        var everywhere = done.After.Does(new OrderCommand.Pick(done.After.PickJobs[0].Id, Abort, null), facts).After;
        Assert.Equal((2, 0), (everywhere.Blocked.Length, everywhere.PickJobs.Length));
        Assert.Equal(RoutingPlanStatus.NotRoutable, Assert.Single(everywhere.Plans).Status);
    }

    [Fact]
    public void What_was_picked_and_left_is_the_least_a_line_can_be_lowered_to()
    {
        var aborted = Picking(2, 0).Does(Pick(Abort)).After;
        Assert.Equal(["IN-4"], aborted.Asks(To(Shirts(1))).RefusedBy());
        Assert.Equal(["IN-4"], aborted.Asks(To(Shirts(0))).RefusedBy());
        Assert.Equal(Given.Of(2), aborted.Does(Shirts(2)).After.Lines[0].PickedAndLeft);
    }

    [Fact]
    public void Resetting_puts_everything_back_and_opens_the_job_anew()
    {
        var done = Picking(3, 1).Does(Pick(Reset));
        Assert.Equal<OrderEvent>([new OrderEvent.PickJobReset(Given.JobId)], done.Events);
        var job = done.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, null, 4), (job.Status, job.SubStatus, job.Version));
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.Empty(done.Effects.Stock);
        Assert.IsType<Decision.NoChange>(done.After.Asks(Pick(Reset)));
        Assert.IsType<Decision.Accepted>(done.After.Asks(To(Shirts(1))));
    }

    [Fact]
    public void Restarting_puts_everything_back_and_goes_on_at_once()
    {
        var done = Picking(3, 1).Does(Pick(new PickStep.Restart()));
        var job = done.After.PickJobs[0];
        Assert.Equal(["PickJobReset", "PickingStarted"], done.Events.Names());
        Assert.Equal(PickJobStatus.InProgress, job.Status);
        Assert.All(job.Lines, l => Assert.Equal((Quantity.Zero, PickLineStatus.Open), (l.Picked, l.Status)));
        Assert.IsType<Decision.NoChange>(done.After.Asks(Pick(new PickStep.Restart())));
        Assert.Equal(["PJ-23"], Given.Order().Asks(Pick(new PickStep.Restart())).RefusedBy());
    }

    [Theory]
    [InlineData(false, PickJobStatus.Canceled)]
    [InlineData(true, PickJobStatus.Obsolete)]
    public void A_job_that_nobody_is_to_do_is_put_back_and_not_routed_again(bool obsolete, PickJobStatus status)
    {
        var done = Picking(2, 0).Does(Pick(new PickStep.Cancel(obsolete)));

        Assert.Equal(["ReturnsAsked", "PickJobCancelled"], done.Events.Names());
        Assert.Equal(Given.Of(2), Assert.Single(Assert.Single(done.After.ReturnTasks).Lines).Quantity);
        Assert.Equal((0, 0), (done.After.PickJobs.Length, done.After.Plans.Length));
        Assert.Equal(status, Assert.Single(done.Effects.Past.PickJobs).Status);
        Assert.Equal(RoutingPlanStatus.Canceled, Assert.Single(done.Effects.Past.Plans).Status);
        Assert.All(done.After.Lines, l => Assert.Equal(l.Quantity, l.Refused));
    }

    [Fact]
    public void A_job_given_up_waits_with_the_units_that_wait_already()
    {
        var nothing = Given.Facts with { Stock = Given.Stock(0, 0) };
        var waiting = Given.Order().Does(To(Shirts(4)), nothing).After;
        var closed = nothing with { Network = Emend.Core.Routing.Network.Empty };
        var done = waiting.Does(new OrderCommand.Pick(waiting.PickJobs[0].Id, Abort, null), closed);
        Assert.Equal([Given.ShirtLine, Given.JeansLine], Assert.Single(done.After.Plans).Lines.Select(l => l.Line));
    }

    [Fact]
    public void A_facility_that_did_not_start_can_give_up_too()
    {
        Assert.Equal(["PickJobAborted", "Routed"], Given.Order().Does(Pick(Abort)).Events.Names());
        Assert.Equal([Quantity.Zero, Quantity.Zero], Given.Order().Does(Pick(Abort)).After.Lines.Select(l => l.PickedAndLeft));
    }
}
