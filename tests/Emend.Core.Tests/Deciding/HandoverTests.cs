using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class HandoverTests
{
    private static readonly HandoverStep Finish = new HandoverStep.Finish();
    private static readonly Facts Rerouting = Given.Facts with { Strategy = RoutingStrategy.Default with { RerouteShortPicks = true } };

    [Fact]
    public void Closing_a_pick_job_has_what_was_found_handed_over_and_shipped()
    {
        var done = Picked(3, 1).Does(Pick(new PickStep.Close()));
        var handover = Assert.Single(done.After.HandoverJobs);
        Assert.Equal((HandoverStatus.Open, Given.Amsterdam, Given.JobId), (handover.Status, handover.Facility, handover.PickJobId));
        Assert.Equal<LineQuantity>([new(Given.ShirtLine, Given.Of(3)), new(Given.JeansLine, Given.Of(1))], handover.Lines);
        Assert.Equal((done.After.TouchedAt, done.After.TouchedAt), (handover.CreatedAt, handover.ModifiedAt));
        var shipment = Assert.Single(done.After.Shipments);
        Assert.Equal(
            (ShipmentStatus.Initial, Given.Amsterdam, Given.JobId), (shipment.Status, shipment.Facility, shipment.PickJobId!.Value));
        Assert.Equal(ParcelStatus.Open, Assert.Single(shipment.Parcels).Status);
    }

    [Fact]
    public void What_is_collected_needs_no_shipment_and_what_was_not_found_no_handover()
    {
        var collected = Picked(3, 2) with { Delivery = Given.ToCollect().Delivery };
        var closed = collected.Does(Pick(new PickStep.Close())).After;
        Assert.Equal((1, 0), (closed.HandoverJobs.Length, closed.Shipments.Length));
        var nothing = Given.Order().Does(Pick(new PickStep.Start())).After.Does(Pick(new PickStep.Close())).After;
        Assert.Equal((0, 0), (nothing.HandoverJobs.Length, nothing.Shipments.Length));
    }

    [Fact]
    public void What_was_not_found_is_routed_again_where_the_strategy_says_so()
    {
        var done = Picked(3, 1).Does(Pick(new PickStep.Close()), Rerouting);
        Assert.Equal(["PickJobClosed", "HandoverAsked", "PlanLowered", "Routed"], done.Events.Names());
        var routed = Assert.IsType<OrderEvent.Routed>(done.Events[3]);
        Assert.Equal((RerouteReason.ShortPick, 0), (routed.Reason!.Value, routed.Superseded.Length));
        Assert.Equal(
            [(Given.ShirtLine, Given.Of(3)), (Given.JeansLine, Given.Of(1))], done.After.Plans[0].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([(Given.JeansLine, Given.Of(1))], done.After.Plans[1].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal(
            (PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute),
            (done.After.PickJobs[0].Status, done.After.PickJobs[0].SubStatus!.Value));
        Assert.Equal(PickJobStatus.Open, done.After.PickJobs[1].Status);
        Assert.Equal(["PickJobClosed", "HandoverAsked"], Picked(3, 2).Does(Pick(new PickStep.Close()), Rerouting).Events.Names());
        Assert.Equal(["PickJobClosed", "HandoverAsked"], Picked(3, 1).Does(Pick(new PickStep.Close())).Events.Names());
    }

    [Fact]
    public void Where_nothing_was_found_the_whole_job_goes_and_stays_readable_as_closed()
    {
        var facts = Rerouting with { Strategy = Rerouting.Strategy with { BlacklistAssigned = true } };
        var done = Given.Order().Does(Pick(new PickStep.Start())).After.Does(Pick(new PickStep.Close()), facts);
        Assert.Equal(["PickJobClosed", "FacilitiesBlocked", "Routed"], done.Events.Names());
        var past = Assert.Single(done.Effects.Past.PickJobs);
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute), (past.Status, past.SubStatus!.Value));
        Assert.Equal(Given.Utrecht, Assert.Single(done.After.PickJobs).Facility);
        Assert.Equal(
            [new StockDelta(Given.Amsterdam, Given.Jeans, Given.Of(-2), default), new(Given.Amsterdam, Given.Shirt, Given.Of(-3), default)],
            done.Effects.Stock.Where(d => d.Facility == Given.Amsterdam));
    }

    [Fact]
    public void Handing_over_ships_the_units_and_sends_the_shipment_on_its_way()
    {
        var some = Given.Packed().Does(HandOver((Given.ShirtLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LineHandedOver(Given.HandoverId, Given.ShirtLine, Given.Of(2))], some.Events);
        Assert.Equal((Given.Of(2), HandoverStatus.Open), (some.After.Lines[0].Shipped, some.After.HandoverJobs[0].Status));
        Assert.IsType<Decision.NoChange>(some.After.Asks(HandOver((Given.ShirtLine, 2))));
        Assert.Equal(["HJ-7"], some.After.Asks(HandOver((Given.ShirtLine, 1))).RefusedBy());

        var all = some.After.Does(Hand(Finish));
        Assert.Equal(["LineHandedOver", "LineHandedOver", "HandedOver"], all.Events.Names());
        Assert.Equal([Given.Of(3), Given.Of(2)], all.After.Lines.Select(l => l.Shipped));
        Assert.Equal(
            (HandoverStatus.HandedOver, ShipmentStatus.Completed), (all.After.HandoverJobs[0].Status, all.After.Shipments[0].Status));
        Assert.Equal((1, 0), (all.After.Version, all.Effects.Stock.Length));
        Assert.IsType<Decision.NoChange>(all.After.Asks(Hand(Finish)));
        Assert.Equal(["HJ-11"], all.After.Asks(Hand(new HandoverStep.Revert())).RefusedBy());
        Assert.Equal(["HANDOVERJOB_HANDED_OVER", "SHIPMENT_UPDATED"],
            Emend.Core.Differences.Happenings.Of(some.After, all.After, all.Events).Select(h => h.Kind));
    }

    [Fact]
    public void A_line_keeps_what_was_shipped_of_it()
    {
        var shipped = Given.Packed().Does(HandOver((Given.ShirtLine, 2))).After;
        var lenient = Given.Facts with { Policy = Given.Lenient };
        Assert.Contains("IN-3", shipped.Asks(To(Shirts(1)), lenient).RefusedBy());
    }

    [Fact]
    public void What_was_collected_can_come_back_to_the_counter()
    {
        var collected = Given.ToCollect().Does(Hand(Finish)).After;
        var back = collected.Does(Hand(new HandoverStep.Revert())).After;
        Assert.Equal((HandoverStatus.Open, Quantity.Zero), (back.HandoverJobs[0].Status, back.Lines[0].Shipped));
        Assert.Empty(back.HandoverJobs[0].HandedOver);
        Assert.IsType<Decision.NoChange>(back.Asks(Hand(new HandoverStep.Revert())));
        var waits = back.Does(Hand(new HandoverStep.Wait())).After;
        Assert.Equal(HandoverStatus.WaitingForInput, waits.HandoverJobs[0].Status);
        Assert.Equal(HandoverStatus.HandedOver, waits.Does(Hand(Finish)).After.HandoverJobs[0].Status);
    }

    [Fact]
    public void A_job_named_in_an_old_version_is_stale() =>
        Assert.Equal(new Decision.Stale(1, 7), Given.Packed().Asks(Hand(Finish, 7)));

    [Fact]
    public void What_is_force_cancelled_after_a_part_is_gone_asks_back_the_rest_alone()
    {
        var facts = Given.Facts with { Settings = Given.Facts.Settings with { AllowForceCancel = true } };
        var gone = Given.Packed().Does(HandOver((Given.ShirtLine, 2))).After;
        var done = gone.Does(new OrderCommand.Process(new ProcessStep.ForceCancel(null), null, IfUnroutable.Accept), facts);
        var task = Assert.Single(done.After.ReturnTasks);
        Assert.Equal([(Given.ShirtLine, Given.Of(1)), (Given.JeansLine, Given.Of(2))], task.Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([Given.Of(1), Given.Of(2)], done.After.Lines.Select(l => l.PickedAndLeft));
        Assert.Equal(HandoverStatus.Canceled, Assert.Single(done.Effects.Past.HandoverJobs).Status);
        Assert.Equal(ParcelStatus.Canceled, Assert.Single(done.Effects.Past.Shipments).Parcels[0].Status);
    }

    private static Order Picked(decimal shirts, decimal jeans) =>
        Given.Order().Does(Asking.Picked((Given.ShirtLine, shirts), (Given.JeansLine, jeans))).After;
}
