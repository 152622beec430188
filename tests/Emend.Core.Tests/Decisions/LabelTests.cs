using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class LabelTests
{
    [Fact]
    public void A_label_is_requested_from_the_commit_on_and_made_by_the_answer()
    {
        var asked = TestData.Packed().Does(Label());
        Assert.Equal<OrderEvent>([new OrderEvent.LabelRequested(TestData.ShipmentId, TestData.ParcelId, "bike")], asked.Events);
        Assert.Equal((ShipmentStatus.Requested, "bike"), (asked.After.Shipments[0].Status, asked.After.Shipments[0].Carrier));
        var parcel = asked.After.Shipments[0].Parcels[0];
        Assert.Equal((ParcelStatus.Processing, asked.After.LastEventAt), (parcel.Status, parcel.LabelRequested!.Value));
        Assert.True(OrderPredicates.LabelRequested(parcel));
        Assert.Equal(["SL-5"], asked.After.Asks(Label()).RefusedBy());
        Assert.Equal(["HJ-9"], asked.After.Asks(Hand(new HandoverJobAction.HandOverAll())).RefusedBy());

        var made = asked.After.Does(Label(new LabelAction.Created(parcel.LabelRequested.Value, "T1"))).After;
        Assert.Equal((ShipmentStatus.Confirmed, ParcelStatus.Done), (made.Shipments[0].Status, made.Shipments[0].Parcels[0].Status));
        Assert.Equal("T1", made.Shipments[0].Parcels[0].Tracking);
        Assert.IsType<Decision.NoChange>(made.Asks(Label(new LabelAction.Created(parcel.LabelRequested.Value, "T1"))));
        Assert.Equal(ShipmentStatus.Completed, made.Does(Hand(new HandoverJobAction.HandOverAll())).After.Shipments[0].Status);
    }

    [Fact]
    public void A_refusal_says_why_and_the_carrier_may_be_asked_again()
    {
        var asked = TestData.Packed().Does(Label()).After;
        var failed = asked.Does(Label(new LabelAction.Failed(Asked(asked), "tooHeavy"))).After;
        Assert.Equal((ShipmentStatus.Retryable, ParcelStatus.Failed), (failed.Shipments[0].Status, failed.Shipments[0].Parcels[0].Status));
        Assert.Equal("tooHeavy", failed.Shipments[0].Parcels[0].Failure);
        var again = failed.Does(Label(new LabelAction.Request("VAN"))).After;
        Assert.Equal(("van", null), (again.Shipments[0].Carrier, again.Shipments[0].Parcels[0].Failure));
    }

    [Fact]
    public void Another_address_makes_the_label_obsolete_and_an_answer_to_the_old_request_is_dropped()
    {
        var asked = TestData.Packed().Does(Label()).After;
        var moved = asked.Does(MoveTo(TestData.Elsewhere)).After;
        Assert.Equal((ShipmentStatus.Initial, ParcelStatus.Obsolete), (moved.Shipments[0].Status, moved.Shipments[0].Parcels[0].Status));
        Assert.Equal(["SL-9"], moved.Asks(Label(new LabelAction.Created(Asked(asked), "T1"))).RefusedBy());
        Assert.Equal(["HJ-9"], moved.Asks(Hand(new HandoverJobAction.HandOverAll())).RefusedBy());

        var again = moved.Does(Label()).After;
        Assert.NotEqual(Asked(asked), Asked(again));
        Assert.Equal(["SL-9"], again.Asks(Label(new LabelAction.Created(Asked(asked), "T1"))).RefusedBy());
        Assert.Equal("T2", again.Does(Label(new LabelAction.Created(Asked(again), "T2"))).After.Shipments[0].Parcels[0].Tracking);
    }

    [Fact]
    public void Another_carrier_makes_the_label_obsolete_and_is_the_one_that_is_asked()
    {
        var asked = TestData.Packed().Does(Label()).After;
        var accepted = asked.Does(To("VAN"));
        Assert.Equal(["LabelsObsoleted", "CarrierChanged"], accepted.Events.Names());
        Assert.Equal((1, "van"), (accepted.After.Version, accepted.After.Shipments[0].Carrier));
        Assert.Equal(ParcelStatus.Obsolete, accepted.After.Shipments[0].Parcels[0].Status);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(To("van")));
        Assert.Equal("van", accepted.After.Does(Label()).After.Shipments[0].Carrier);
        Assert.Equal(["CarrierChanged"], TestData.Packed().Does(To("VAN")).Events.Names());
    }

    [Fact]
    public void The_carrier_the_customer_wishes_for_is_asked_where_it_serves()
    {
        var wished = TestData.Packed() with
        {
            Delivery = TestData.Packed().Delivery with { ShippingPreferences = new(false, ["VAN"]) },
        };
        Assert.Equal("van", wished.Does(Label()).After.Shipments[0].Carrier);
        var abroad = wished with { Delivery = wished.Delivery with { Destination = new("BE", "1000", null), ShippingPreferences = null } };
        Assert.Equal("van", abroad.Does(Label()).After.Shipments[0].Carrier);
        Assert.Equal(["SL-8"], abroad.Asks(Label(new LabelAction.Request("bike"))).RefusedBy());
    }

    private static OrderCommand.ChangeFulfillment To(string carrier) =>
        new(new FulfillmentAction.ChangeCarrier(TestData.ShipmentId, carrier, null), null, UnroutableBehavior.Accept);

    private static DateTimeOffset Asked(Order order) => order.Shipments[0].Parcels[0].LabelRequested!.Value;
}
