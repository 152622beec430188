using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class HandoverTests
{
    private static readonly HandoverJobAction Finish = new HandoverJobAction.HandOverAll();
    private static readonly DecisionContext Rerouting = TestData.Context with { Strategy = RoutingStrategy.Default with { RerouteShortPicks = true } };

    [Fact]
    public void Closing_a_pick_job_has_what_was_found_handed_over_and_shipped()
    {
        var accepted = Picked(3, 1).Does(Pick(new PickJobAction.Close()));
        var handover = Assert.Single(accepted.After.HandoverJobs);
        Assert.Equal((HandoverStatus.Open, TestData.Amsterdam, TestData.JobId), (handover.Status, handover.Facility, handover.PickJobId));
        Assert.Equal<LineQuantity>([new(TestData.ShirtLine, TestData.Of(3)), new(TestData.JeansLine, TestData.Of(1))], handover.Lines);
        Assert.Equal((accepted.After.LastEventAt, accepted.After.LastEventAt), (handover.CreatedAt, handover.ModifiedAt));
        var shipment = Assert.Single(accepted.After.Shipments);
        Assert.Equal(
            (ShipmentStatus.Initial, TestData.Amsterdam, TestData.JobId), (shipment.Status, shipment.Facility, shipment.PickJobId!.Value));
        Assert.Equal(ParcelStatus.Open, Assert.Single(shipment.Parcels).Status);
    }

    [Fact]
    public void What_is_collected_needs_no_shipment_and_what_was_not_found_no_handover()
    {
        var collected = Picked(3, 2) with { Delivery = TestData.ToCollect().Delivery };
        var closed = collected.Does(Pick(new PickJobAction.Close())).After;
        Assert.Equal((1, 0), (closed.HandoverJobs.Length, closed.Shipments.Length));
        var nothing = TestData.Order().Does(Pick(new PickJobAction.Start())).After.Does(Pick(new PickJobAction.Close())).After;
        Assert.Equal((0, 0), (nothing.HandoverJobs.Length, nothing.Shipments.Length));
    }

    [Fact]
    public void What_was_not_found_is_routed_again_where_the_strategy_says_so()
    {
        var accepted = Picked(3, 1).Does(Pick(new PickJobAction.Close()), Rerouting);
        Assert.Equal(["PickJobClosed", "HandoverAsked", "PlanLowered", "Routed"], accepted.Events.Names());
        var routed = Assert.IsType<OrderEvent.Routed>(accepted.Events[3]);
        Assert.Equal((RerouteReason.ShortPick, 0), (routed.Reason!.Value, routed.Superseded.Length));
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Of(3)), (TestData.JeansLine, TestData.Of(1))], accepted.After.Plans[0].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([(TestData.JeansLine, TestData.Of(1))], accepted.After.Plans[1].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal(
            (PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute),
            (accepted.After.PickJobs[0].Status, accepted.After.PickJobs[0].SubStatus!.Value));
        Assert.Equal(PickJobStatus.Open, accepted.After.PickJobs[1].Status);
        Assert.Equal(["PickJobClosed", "HandoverAsked"], Picked(3, 2).Does(Pick(new PickJobAction.Close()), Rerouting).Events.Names());
        Assert.Equal(["PickJobClosed", "HandoverAsked"], Picked(3, 1).Does(Pick(new PickJobAction.Close())).Events.Names());
    }

    [Fact]
    public void Where_nothing_was_found_the_whole_job_goes_and_stays_readable_as_closed()
    {
        var context = Rerouting with { Strategy = Rerouting.Strategy with { BlacklistAssigned = true } };
        var accepted = TestData.Order().Does(Pick(new PickJobAction.Start())).After.Does(Pick(new PickJobAction.Close()), context);
        Assert.Equal(["PickJobClosed", "FacilitiesBlocked", "Routed"], accepted.Events.Names());
        var past = Assert.Single(accepted.Effects.Past.PickJobs);
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute), (past.Status, past.SubStatus!.Value));
        Assert.Equal(TestData.Utrecht, Assert.Single(accepted.After.PickJobs).Facility);
        Assert.Equal(
            [new StockDelta(TestData.Amsterdam, TestData.Jeans, TestData.Of(-2), default), new(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), default)],
            accepted.Effects.Stock.Where(d => d.Facility == TestData.Amsterdam));
    }

    [Fact]
    public void Handing_over_ships_the_units_and_sends_the_shipment_on_its_way()
    {
        var some = TestData.Packed().Does(HandOver((TestData.ShirtLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LineHandedOver(TestData.HandoverId, TestData.ShirtLine, TestData.Of(2))], some.Events);
        Assert.Equal((TestData.Of(2), HandoverStatus.Open), (some.After.Lines[0].Shipped, some.After.HandoverJobs[0].Status));
        Assert.IsType<Decision.NoChange>(some.After.Asks(HandOver((TestData.ShirtLine, 2))));
        Assert.Equal(["HJ-7"], some.After.Asks(HandOver((TestData.ShirtLine, 1))).RefusedBy());

        var all = some.After.Does(Hand(Finish));
        Assert.Equal(["LineHandedOver", "LineHandedOver", "HandedOver"], all.Events.Names());
        Assert.Equal([TestData.Of(3), TestData.Of(2)], all.After.Lines.Select(l => l.Shipped));
        Assert.Equal(
            (HandoverStatus.HandedOver, ShipmentStatus.Completed), (all.After.HandoverJobs[0].Status, all.After.Shipments[0].Status));
        Assert.Equal((1, 0), (all.After.Version, all.Effects.Stock.Length));
        Assert.IsType<Decision.NoChange>(all.After.Asks(Hand(Finish)));
        Assert.Equal(["HJ-11"], all.After.Asks(Hand(new HandoverJobAction.Revert())).RefusedBy());
        Assert.Equal(["HANDOVERJOB_HANDED_OVER", "SHIPMENT_UPDATED"],
            Emend.Core.Diffing.IntegrationEventMapper.Of(some.After, all.After, all.Events).Select(h => h.Kind));
    }

    [Fact]
    public void A_line_keeps_what_was_shipped_of_it()
    {
        var shipped = TestData.Packed().Does(HandOver((TestData.ShirtLine, 2))).After;
        var lenient = TestData.Context with { Policy = TestData.Lenient };
        Assert.Contains("IN-3", shipped.Asks(To(Shirts(1)), lenient).RefusedBy());
    }

    [Fact]
    public void What_was_collected_can_come_back_to_the_counter()
    {
        var collected = TestData.ToCollect().Does(Hand(Finish)).After;
        var back = collected.Does(Hand(new HandoverJobAction.Revert())).After;
        Assert.Equal((HandoverStatus.Open, Quantity.Zero), (back.HandoverJobs[0].Status, back.Lines[0].Shipped));
        Assert.Empty(back.HandoverJobs[0].HandedOver);
        Assert.IsType<Decision.NoChange>(back.Asks(Hand(new HandoverJobAction.Revert())));
        var waits = back.Does(Hand(new HandoverJobAction.Wait())).After;
        Assert.Equal(HandoverStatus.WaitingForInput, waits.HandoverJobs[0].Status);
        Assert.Equal(HandoverStatus.HandedOver, waits.Does(Hand(Finish)).After.HandoverJobs[0].Status);
    }

    [Fact]
    public void A_job_named_in_an_old_version_is_stale() =>
        Assert.Equal(new Decision.VersionConflict(1, 7), TestData.Packed().Asks(Hand(Finish, 7)));

    [Fact]
    public void What_is_force_cancelled_after_a_part_is_gone_asks_back_the_rest_alone()
    {
        var context = TestData.Context with { Settings = TestData.Context.Settings with { AllowForceCancel = true } };
        var gone = TestData.Packed().Does(HandOver((TestData.ShirtLine, 2))).After;
        var accepted = gone.Does(new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(null), null, UnroutableBehavior.Accept), context);
        var task = Assert.Single(accepted.After.ReturnTasks);
        Assert.Equal([(TestData.ShirtLine, TestData.Of(1)), (TestData.JeansLine, TestData.Of(2))], task.Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal([TestData.Of(1), TestData.Of(2)], accepted.After.Lines.Select(l => l.PickedNotRestocked));
        Assert.Equal(HandoverStatus.Canceled, Assert.Single(accepted.Effects.Past.HandoverJobs).Status);
        Assert.Equal(ParcelStatus.Canceled, Assert.Single(accepted.Effects.Past.Shipments).Parcels[0].Status);
    }

    private static Order Picked(decimal shirts, decimal jeans) =>
        TestData.Order().Does(DecisionTestExtensions.Picked((TestData.ShirtLine, shirts), (TestData.JeansLine, jeans))).After;
}
