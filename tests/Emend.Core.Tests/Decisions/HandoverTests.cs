using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

public sealed class HandoverTests
{
    private static readonly HandoverJobAction HandOverAll = new HandoverJobAction.HandOverAll();
    private static readonly DecisionContext Rerouting =
        TestData.Context with { Strategy = RoutingStrategy.Default with { RerouteShortPicks = true } };

    [Fact]
    public void Closing_a_pick_job_creates_a_handover_job_and_a_shipment()
    {
        var accepted = Picked(3, 1).Accept(UpdatePickJob(new PickJobAction.Close()));
        var handover = Assert.Single(accepted.After.HandoverJobs);
        Assert.Equal((HandoverStatus.Open, TestData.Amsterdam, TestData.JobId), (handover.Status, handover.Facility, handover.PickJobId));
        Assert.Equal<LineQuantity>(
            [new(TestData.ShirtLine, TestData.Units(3)), new(TestData.JeansLine, TestData.Units(1))], handover.Lines);
        Assert.Equal((accepted.After.LastEventAt, accepted.After.LastEventAt), (handover.CreatedAt, handover.ModifiedAt));
        var shipment = Assert.Single(accepted.After.Shipments);
        Assert.Equal(
            (ShipmentStatus.Initial, TestData.Amsterdam, TestData.JobId), (shipment.Status, shipment.Facility, shipment.PickJobId!.Value));
        Assert.Equal(ParcelStatus.Open, Assert.Single(shipment.Parcels).Status);
    }

    [Fact]
    public void A_collected_order_has_no_shipment_and_missing_units_have_no_handover()
    {
        var collected = Picked(3, 2) with { Delivery = TestData.CollectOrder().Delivery };
        var closed = collected.Accept(UpdatePickJob(new PickJobAction.Close())).After;
        Assert.Equal((1, 0), (closed.HandoverJobs.Length, closed.Shipments.Length));
        var nothing = TestData.Order()
            .Accept(UpdatePickJob(new PickJobAction.Start())).After.Accept(UpdatePickJob(new PickJobAction.Close())).After;
        Assert.Equal((0, 0), (nothing.HandoverJobs.Length, nothing.Shipments.Length));
    }

    [Fact]
    public void Missing_units_are_rerouted_if_the_strategy_requires_it()
    {
        var accepted = Picked(3, 1).Accept(UpdatePickJob(new PickJobAction.Close()), Rerouting);
        Assert.Equal(["PickJobClosed", "HandoverJobCreated", "RoutingPlanReduced", "Routed"], accepted.Events.EventNames());
        var routed = Assert.IsType<OrderEvent.Routed>(accepted.Events[3]);
        Assert.Equal((RerouteReason.ShortPick, 0), (routed.Reason!.Value, routed.Superseded.Length));
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Units(3)), (TestData.JeansLine, TestData.Units(1))], accepted.After.Plans[0].Lines
                .Select(l => (l.Line, l.Quantity)));
        Assert.Equal([(TestData.JeansLine, TestData.Units(1))], accepted.After.Plans[1].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal(
            (PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute),
            (accepted.After.PickJobs[0].Status, accepted.After.PickJobs[0].SubStatus!.Value));
        Assert.Equal(PickJobStatus.Open, accepted.After.PickJobs[1].Status);
        Assert.Equal(["PickJobClosed", "HandoverJobCreated"], Picked(3, 2)
            .Accept(UpdatePickJob(new PickJobAction.Close()), Rerouting).Events.EventNames());
        Assert.Equal(["PickJobClosed", "HandoverJobCreated", "MissingUnitsCanceled"], Picked(3, 1)
            .Accept(UpdatePickJob(new PickJobAction.Close())).Events.EventNames());
    }

    [Fact]
    public void A_pick_job_without_found_units_ends_and_stays_closed()
    {
        var context = Rerouting with { Strategy = Rerouting.Strategy with { BlacklistAssigned = true } };
        var accepted = TestData.Order()
            .Accept(UpdatePickJob(new PickJobAction.Start())).After.Accept(UpdatePickJob(new PickJobAction.Close()), context);
        Assert.Equal(["PickJobClosed", "FacilitiesExcluded", "Routed"], accepted.Events.EventNames());
        var past = Assert.Single(accepted.Effects.EndedEntities.PickJobs);
        Assert.Equal((PickJobStatus.Closed, PickJobSubStatus.ShortPickReroute), (past.Status, past.SubStatus!.Value));
        Assert.Equal(TestData.Utrecht, Assert.Single(accepted.After.PickJobs).Facility);
        Assert.Equal(
            [new StockDelta(TestData.Amsterdam, TestData.Jeans, TestData.Units(-2), default),
                new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), default)],
            accepted.Effects.Stock.Where(d => d.Facility == TestData.Amsterdam));
    }

    [Fact]
    public void A_handover_ships_the_units_and_completes_the_shipment()
    {
        var some = TestData.PickedOrder().Accept(HandOver((TestData.ShirtLine, 2)));
        Assert.Equal<OrderEvent>([new OrderEvent.LineHandedOver(TestData.HandoverId, TestData.ShirtLine, TestData.Units(2))], some.Events);
        Assert.Equal((TestData.Units(2), HandoverStatus.Open), (some.After.Lines[0].Shipped, some.After.HandoverJobs[0].Status));
        Assert.IsType<Decision.NoChange>(some.After.Decide(HandOver((TestData.ShirtLine, 2))));
        Assert.Equal(["HJ-7"], some.After.Decide(HandOver((TestData.ShirtLine, 1))).ViolatedRuleIds());

        var all = some.After.Accept(UpdateHandoverJob(HandOverAll));
        Assert.Equal(["LineHandedOver", "LineHandedOver", "HandoverJobCompleted"], all.Events.EventNames());
        Assert.Equal([TestData.Units(3), TestData.Units(2)], all.After.Lines.Select(l => l.Shipped));
        Assert.Equal(
            (HandoverStatus.HandedOver, ShipmentStatus.Completed), (all.After.HandoverJobs[0].Status, all.After.Shipments[0].Status));
        Assert.Equal((1, 0), (all.After.Version, all.Effects.Stock.Length));
        Assert.IsType<Decision.NoChange>(all.After.Decide(UpdateHandoverJob(HandOverAll)));
        Assert.Equal(["HJ-11"], all.After.Decide(UpdateHandoverJob(new HandoverJobAction.Revert())).ViolatedRuleIds());
        Assert.Equal([EventKind.HandedOver, EventKind.ShipmentUpdated],
            Emend.Core.Diffing.IntegrationEventMapper.Map(some.After, all.After, all.Events).Select(h => h.Kind));
    }

    [Fact]
    public void A_line_keeps_its_shipped_quantity()
    {
        var shipped = TestData.PickedOrder().Accept(HandOver((TestData.ShirtLine, 2))).After;
        var lenient = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };
        Assert.Contains("IN-3", shipped.Decide(Modify(Shirts(1)), lenient).ViolatedRuleIds());
    }

    [Fact]
    public void A_collected_handover_can_be_reverted()
    {
        var collected = TestData.CollectOrder().Accept(UpdateHandoverJob(HandOverAll)).After;
        var back = collected.Accept(UpdateHandoverJob(new HandoverJobAction.Revert())).After;
        Assert.Equal((HandoverStatus.Open, Quantity.Zero), (back.HandoverJobs[0].Status, back.Lines[0].Shipped));
        Assert.Empty(back.HandoverJobs[0].HandedOver);
        Assert.IsType<Decision.NoChange>(back.Decide(UpdateHandoverJob(new HandoverJobAction.Revert())));
        var waits = back.Accept(UpdateHandoverJob(new HandoverJobAction.Wait())).After;
        Assert.Equal(HandoverStatus.WaitingForInput, waits.HandoverJobs[0].Status);
        Assert.Equal(HandoverStatus.HandedOver, waits.Accept(UpdateHandoverJob(HandOverAll)).After.HandoverJobs[0].Status);
    }

    [Fact]
    public void An_outdated_job_version_is_a_version_conflict() =>
        Assert.Equal(new Decision.VersionConflict(1, 7), TestData.PickedOrder().Decide(UpdateHandoverJob(HandOverAll, 7)));

    [Fact]
    public void A_forced_cancellation_creates_return_tasks_for_the_remaining_goods_only()
    {
        var context = TestData.Context with { Settings = TestData.Context.Settings with { AllowForceCancel = true } };
        var handedOver = TestData.PickedOrder().Accept(HandOver((TestData.ShirtLine, 2))).After;
        var accepted = handedOver
            .Accept(new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(null), null, UnroutableBehavior.Accept), context);
        var task = Assert.Single(accepted.After.ReturnTasks);
        Assert.Equal([(TestData.ShirtLine, TestData.Units(1)), (TestData.JeansLine, TestData.Units(2))], task.Lines
            .Select(l => (l.Line, l.Quantity)));
        Assert.Equal([TestData.Units(1), TestData.Units(2)], accepted.After.Lines.Select(l => l.PickedNotRestocked));
        Assert.Equal(HandoverStatus.HandedOver, accepted.After.HandoverJobs[0].Status);
        Assert.Equal(ShipmentStatus.Completed, accepted.After.Shipments[0].Status);
    }

    private static Order Picked(decimal shirts, decimal jeans) =>
        TestData.Order().Accept(DecisionTestExtensions.ReportPicked((TestData.ShirtLine, shirts), (TestData.JeansLine, jeans))).After;
}
