using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class LabelTests
{
    [Fact]
    public void A_label_is_requested_with_the_commit_and_created_by_the_response()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel());
        Assert.Equal<OrderEvent>([new OrderEvent.LabelRequested(TestData.ShipmentId, TestData.ParcelId, "bike")], requested.Events);
        Assert.Equal((ShipmentStatus.Requested, "bike"), (requested.After.Shipments[0].Status, requested.After.Shipments[0].Carrier));
        var parcel = requested.After.Shipments[0].Parcels[0];
        Assert.Equal((ParcelStatus.Processing, requested.After.LastEventAt), (parcel.Status, parcel.LabelRequested!.Value));
        Assert.True(OrderPredicates.IsLabelRequested(parcel));
        Assert.Equal(["HJ-9"], requested.After.Decide(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).ViolatedRuleIds());

        var created = requested.After.Accept(UpdateLabel(new LabelAction.Created(parcel.LabelRequested.Value, "T1"))).After;
        Assert.Equal((ShipmentStatus.Confirmed, ParcelStatus.Done), (created.Shipments[0].Status, created.Shipments[0].Parcels[0].Status));
        Assert.Equal("T1", created.Shipments[0].Parcels[0].Tracking);
        Assert.IsType<Decision.NoChange>(created.Decide(UpdateLabel(new LabelAction.Created(parcel.LabelRequested.Value, "T1"))));
        Assert.Equal(
            ShipmentStatus.Completed, created.Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After.Shipments[0].Status);
    }

    [Fact]
    public void A_failure_has_a_reason_and_the_label_can_be_requested_again()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel()).After;
        var failed = requested.Accept(UpdateLabel(new LabelAction.Failed(GetRequestTime(requested), "tooHeavy"))).After;
        Assert.Equal((ShipmentStatus.Retryable, ParcelStatus.Failed), (failed.Shipments[0].Status, failed.Shipments[0].Parcels[0].Status));
        Assert.Equal("tooHeavy", failed.Shipments[0].Parcels[0].Failure);
        var again = failed.Accept(UpdateLabel(new LabelAction.Request("VAN"))).After;
        Assert.Equal(("van", null), (again.Shipments[0].Carrier, again.Shipments[0].Parcels[0].Failure));
    }

    [Fact]
    public void A_new_address_makes_the_label_obsolete_and_discards_the_old_response()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel()).After;
        var moved = requested.Accept(SetAddresses(TestData.OtherAddress)).After;
        Assert.Equal((ShipmentStatus.Initial, ParcelStatus.Obsolete), (moved.Shipments[0].Status, moved.Shipments[0].Parcels[0].Status));
        Assert.Equal(["SL-9"], moved.Decide(UpdateLabel(new LabelAction.Created(GetRequestTime(requested), "T1"))).ViolatedRuleIds());
        Assert.Equal(["HJ-9"], moved.Decide(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).ViolatedRuleIds());

        var again = moved.Accept(UpdateLabel()).After;
        Assert.NotEqual(GetRequestTime(requested), GetRequestTime(again));
        Assert.Equal(["SL-9"], again.Decide(UpdateLabel(new LabelAction.Created(GetRequestTime(requested), "T1"))).ViolatedRuleIds());
        Assert.Equal(
            "T2", again.Accept(UpdateLabel(new LabelAction.Created(GetRequestTime(again), "T2"))).After.Shipments[0].Parcels[0].Tracking);
    }

    [Fact]
    public void A_new_carrier_makes_the_label_obsolete_and_gets_the_next_request()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel()).After;
        var accepted = requested.Accept(ChangeCarrier("VAN"));
        Assert.Equal(["LabelsObsoleted", "CarrierChanged"], accepted.Events.EventNames());
        Assert.Equal((1, "van"), (accepted.After.Version, accepted.After.Shipments[0].Carrier));
        Assert.Equal(ParcelStatus.Obsolete, accepted.After.Shipments[0].Parcels[0].Status);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(ChangeCarrier("van")));
        Assert.Equal("van", accepted.After.Accept(UpdateLabel()).After.Shipments[0].Carrier);
        Assert.Equal(["CarrierChanged"], TestData.PickedOrder().Accept(ChangeCarrier("VAN")).Events.EventNames());
    }

    [Fact]
    public void The_preferred_carrier_is_used_if_it_serves_the_facility()
    {
        var wished = TestData.PickedOrder() with
        {
            Delivery = TestData.PickedOrder().Delivery with { ShippingPreferences = new(false, ["VAN"]) },
        };
        Assert.Equal("van", wished.Accept(UpdateLabel()).After.Shipments[0].Carrier);
        var abroad = wished with { Delivery = wished.Delivery with { Destination = new("BE", "1000", null), ShippingPreferences = null } };
        Assert.Equal("van", abroad.Accept(UpdateLabel()).After.Shipments[0].Carrier);
        Assert.Equal(["SL-8"], abroad.Decide(UpdateLabel(new LabelAction.Request("bike"))).ViolatedRuleIds());
    }

    private static OrderCommand.ChangeFulfillment ChangeCarrier(string carrier) =>
        new(new FulfillmentAction.ChangeCarrier(TestData.ShipmentId, carrier, null), null, UnroutableBehavior.Accept);

    private static DateTimeOffset GetRequestTime(Order order) => order.Shipments[0].Parcels[0].LabelRequested!.Value;
}
