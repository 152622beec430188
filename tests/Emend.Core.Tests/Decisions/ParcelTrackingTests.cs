using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

public sealed class ParcelTrackingTests
{
    private static readonly Order Packed = TestData.PickedOrder();
    private static readonly Order PickedUp = Packed.Accept(Track()).After;
    private static readonly OrderCommand ForceCancel =
        new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(null), null, UnroutableBehavior.Accept);

    [Fact]
    public void A_parcel_that_a_carrier_picked_up_has_its_tracking_number_and_is_handed_over()
    {
        var accepted = Packed.Accept(Track());

        Assert.Equal(["ParcelTracked", "LineHandedOver", "LineHandedOver", "HandoverJobCompleted"], accepted.Events.EventNames());
        var parcel = accepted.After.Shipments[0].Parcels[0];
        Assert.Equal(
            ("EXT-1", ParcelStatus.Open, 2, TrackingStatus.PickedUp),
            (parcel.Tracking, parcel.Status, parcel.Version, parcel.TrackingData.Single().Status));
        Assert.Equal(HandoverStatus.HandedOver, accepted.After.HandoverJobs[0].Status);
        Assert.Equal(ShipmentStatus.Completed, accepted.After.Shipments[0].Status);
        Assert.Equal("EXT-1", Consequences.From(Packed, accepted).HandedOver.Single().TrackingNumbers.Single());
    }

    [Fact]
    public void A_tracked_parcel_is_neither_labeled_nor_taken_back()
    {
        Assert.Equal(["SL-6"], PickedUp.Decide(UpdateLabel()).ViolatedRuleIds());
        Assert.Equal(["SL-10"], PickedUp.Decide(UpdateLabel(new LabelAction.Void())).ViolatedRuleIds());
        Assert.Equal(
            ["HJ-12"],
            PickedUp.Decide(UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects))).ViolatedRuleIds());
        Assert.IsType<Decision.NoChange>(PickedUp.Decide(UpdateHandoverJob(new HandoverJobAction.HandOverAll())));
    }

    [Fact]
    public void A_report_replaces_the_last_one_of_its_direction_until_the_parcel_is_delivered()
    {
        Assert.IsType<Decision.NoChange>(PickedUp.Decide(Track()));
        var delivered = PickedUp.Accept(Track(TrackingStatus.Delivered));
        Assert.Equal(["ParcelTracked"], delivered.Events.EventNames());
        Assert.Equal([Report(TrackingStatus.Delivered)], delivered.After.Shipments[0].Parcels[0].TrackingData.AsEnumerable());
        Assert.IsType<Decision.NoChange>(delivered.After.Decide(Track(TrackingStatus.Delivered)));
        Assert.Equal(["SL-13"], delivered.After.Decide(Track()).ViolatedRuleIds());
        var other = UpdateLabel(new LabelAction.Track([Report(TrackingStatus.Delivered) with { Number = "EXT-2" }]));
        Assert.Equal(["SL-13"], delivered.After.Decide(other).ViolatedRuleIds());
    }

    [Fact]
    public void The_return_of_a_delivered_parcel_is_tracked_and_keeps_its_tracking_number()
    {
        var back = new ParcelTracking(TrackingDirection.Inbound, TrackingStatus.PickedUp, "BACK-1", "at the parcel shop");
        var returning = PickedUp.Accept(UpdateLabel(new LabelAction.Track([Report(TrackingStatus.Delivered), back])));
        var parcel = returning.After.Shipments[0].Parcels[0];
        Assert.Equal("EXT-1", parcel.Tracking);
        Assert.Equal([TrackingStatus.Delivered, TrackingStatus.PickedUp], parcel.TrackingData.Select(t => t.Status));
        var only = Packed.Accept(UpdateLabel(new LabelAction.Track([back])));
        Assert.Equal(["ParcelTracked"], only.Events.EventNames());
        Assert.Null(only.After.Shipments[0].Parcels[0].Tracking);
        Assert.Equal(["LabelRequested"], only.After.Accept(UpdateLabel()).Events.EventNames());
    }

    [Fact]
    public void An_external_carrier_can_take_a_parcel_with_a_label_of_another_carrier()
    {
        var labeled = TestData.PickedOrder(ParcelStatus.Done);
        var parcel = labeled.Accept(Track()).After.Shipments[0].Parcels[0];
        Assert.Equal(("EXT-1", ParcelStatus.Done), (parcel.Tracking, parcel.Status));
        var obsolete = TestData.PickedOrder(ParcelStatus.Obsolete).Accept(Track()).After;
        Assert.Equal(HandoverStatus.HandedOver, obsolete.HandoverJobs[0].Status);
    }

    [Fact]
    public void The_rest_of_a_partial_handover_is_handed_over()
    {
        var partly = Packed.Accept(HandOver((TestData.ShirtLine, 3))).After;
        Assert.Equal(["ParcelTracked", "LineHandedOver", "HandoverJobCompleted"], partly.Accept(Track()).Events.EventNames());
    }

    [Fact]
    public void The_goods_of_a_canceled_order_are_tracked_but_not_those_of_an_anonymized_order()
    {
        var context = TestData.Context with { Settings = TestData.Context.Settings with { AllowForceCancel = true } };
        var canceled = PickedUp.Accept(ForceCancel, context).After;
        Assert.True(canceled.IsCanceled);
        var delivered = canceled.Accept(Track(TrackingStatus.Delivered)).After;
        var anonymized = delivered.Evolve(new OrderEvent.Anonymized(), TestData.Noon);
        Assert.Equal((null, 0), (anonymized.Shipments[0].Parcels[0].Tracking, anonymized.Shipments[0].Parcels[0].TrackingData.Length));
        Assert.Equal(["SL-11"], anonymized.Decide(Track()).ViolatedRuleIds());
        ImmutableArray<ParcelTracking> reports = [Report(TrackingStatus.Delivered)];
        var erased = OrderAnonymizer.Anonymize(new OrderEvent.ParcelTracked(TestData.ShipmentId, TestData.ParcelId, reports));
        Assert.Empty(Assert.IsType<OrderEvent.ParcelTracked>(erased).Reports);
    }

    [Fact]
    public void Only_a_parcel_is_tracked_and_only_in_its_expected_version()
    {
        var track = new LabelAction.Track([Report(TrackingStatus.PickedUp)]);
        Assert.Equal(["SL-4"], Packed.Decide(new OrderCommand.UpdateLabel(TestData.ShipmentId, track, null)).ViolatedRuleIds());
        Assert.IsType<Decision.VersionConflict>(Packed.Decide(new OrderCommand.UpdateLabel(TestData.ParcelId, track, 7)));
    }

    [Fact]
    public void A_report_yields_events_of_the_parcel_and_of_its_handover()
    {
        var accepted = Packed.Accept(Track());
        var all = IntegrationEventMapper.Map(Packed, accepted.After, accepted.Events);
        Assert.Equal(
            [EventKind.ParcelTracked, EventKind.ShipmentUpdated, EventKind.HandedOver], all.Select(e => e.Kind));
        Assert.Contains("/shipments/shipment-1/parcels/parcel-1/tracking", all[0].Differences.Select(d => d.Path));
        Assert.Contains(all[0].Differences, d => d.Path.Contains("/trackingData/outbound", StringComparison.Ordinal));
        Assert.Equal(OrderDiff.Between(Packed, accepted.After).Length, all.Sum(e => e.Differences.Length));
    }

    [Fact]
    public void Tracking_is_an_available_step_of_a_parcel()
    {
        var label = Decider.GetAvailableActions(PickedUp, TestData.Context).Single(a => a.Action == ActionNames.ShippingLabel);
        Assert.Equal(["track"], label.Steps.Where(s => s.IsAllowed).Select(s => s.Step));
    }
}
