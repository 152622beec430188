using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class ConsumerTests
{
    private static readonly EntityId Labelled = new("parcel-1");

    private static Order WithLabels => TestData.Order() with
    {
        Shipments =
        [
            new(new("shipment"), 1, ShipmentStatus.Confirmed,
            [
                new(Labelled, 1, ParcelStatus.Done, TestData.Placed),
                new(new("parcel-2"), 1, ParcelStatus.Open, null),
                new(new("parcel-3"), 1, ParcelStatus.Canceled, TestData.Placed),
            ]),
        ],
    };

    [Fact]
    public void Another_address_is_another_destination_and_no_reroute()
    {
        var before = TestData.Order();
        var accepted = before.Does(MoveTo(TestData.Elsewhere));

        Assert.Equal(["ConsumerSet", "Modified", "PersonalReplaced"], accepted.Events.Names());
        var set = Assert.IsType<OrderEvent.ConsumerChanged>(accepted.Events[0]);
        Assert.Equal<string>(["addresses"], set.Members);
        Assert.Equal((TestData.Home.PostalLocation, TestData.Elsewhere.PostalLocation), (set.From, set.To));
        Assert.Equal(TestData.Elsewhere.PostalLocation, accepted.After.Delivery.Destination);
        Assert.Equal(before.Plans, accepted.After.Plans);
        Assert.Empty(accepted.Effects.Stock);
        Assert.Null(accepted.Effects.Routing);
        Assert.Equal(EndedEntities.None, accepted.Effects.Past);
    }

    [Fact]
    public void Personal_data_is_replaced_at_the_new_revision_and_is_in_no_other_event()
    {
        var accepted = TestData.Order().Does(Mail("b@example.org"));
        Assert.Equal(new OrderEvent.PersonalDataReplaced(2, accepted.After.PersonalData), accepted.Events[^1]);
        Assert.Equal((2, "b@example.org"), (accepted.After.PersonalRevision, accepted.After.PersonalData.Consumer.Email));
        Assert.Equal<Address>([TestData.Home], accepted.After.PersonalData.Consumer.Addresses);
        Assert.DoesNotContain(accepted.Events.SkipLast(1), e => e.ToString().Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_become_obsolete_with_another_delivery_address()
    {
        var accepted = WithLabels.Does(MoveTo(TestData.Elsewhere));
        Assert.Equal<EntityId>([Labelled], Assert.IsType<OrderEvent.LabelsObsoleted>(accepted.Events[1]).Parcels);
        var shipment = accepted.After.Shipments[0];
        Assert.Equal([ParcelStatus.Obsolete, ParcelStatus.Open, ParcelStatus.Canceled], shipment.Parcels.Select(p => p.Status));
        Assert.Equal([2L, 1L, 1L], shipment.Parcels.Select(p => p.Version));
        Assert.Equal(2, shipment.Version);
    }

    [Fact]
    public void Labels_stay_where_the_delivery_address_does()
    {
        var invoice = TestData.Elsewhere with { Kind = AddressKind.Invoice };
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(Mail("b@example.org")).Events.Names());
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(MoveTo(TestData.Home, invoice)).Events.Names());
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(MoveTo(TestData.Home with { Kind = AddressKind.Postal })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(TestData.Home with { HouseNumber = "2" })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(TestData.Home with { LastName = "Jansen" })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(TestData.Home with { Kind = AddressKind.ParcelLocker })).Events.Names());
    }

    [Fact]
    public void A_label_is_obsolete_once()
    {
        var moved = WithLabels.Does(MoveTo(TestData.Elsewhere)).After;
        Assert.DoesNotContain("LabelsObsoleted", moved.Does(MoveTo(TestData.Home)).Events.Names());
    }

    [Fact]
    public void Goods_go_to_the_locker_else_the_postal_address_else_the_first_of_no_kind()
    {
        var (plain, invoice) = (TestData.Home, TestData.Home with { Kind = AddressKind.Invoice });
        var postal = TestData.Elsewhere with { Kind = AddressKind.Postal };
        var locker = TestData.Elsewhere with { Kind = AddressKind.ParcelLocker };
        Assert.Equal(locker, new Consumer { Addresses = [invoice, plain, postal, locker] }.DeliveryAddress);
        Assert.Equal(postal, new Consumer { Addresses = [invoice, plain, postal] }.DeliveryAddress);
        Assert.Equal(plain, new Consumer { Addresses = [invoice, plain] }.DeliveryAddress);
        Assert.Null(new Consumer { Addresses = [invoice] }.DeliveryAddress);
    }

    [Fact]
    public void Every_member_of_the_consumer_is_set_and_named()
    {
        var accepted = TestData.Order().Does(new SetConsumer
        {
            ConsumerId = "c-1",
            Email = (string?)null,
            FacilityRef = "f-1",
            TenantFacilityId = "NL-1",
            Addresses = ImmutableArray.Create(TestData.Elsewhere),
            Attributes = PersonalData.NoAttributes.Add("vip", new("true")),
        });
        Assert.Equal<string>(
            ["consumerId", "email", "facilityRef", "tenantFacilityId", "addresses", "customAttributes"],
            Assert.IsType<OrderEvent.ConsumerChanged>(accepted.Events[0]).Members);
        var consumer = accepted.After.PersonalData.Consumer;
        Assert.Equal(("c-1", null, "f-1", "NL-1"), (consumer.ConsumerId, consumer.Email, consumer.FacilityRef, consumer.TenantFacilityId));
        Assert.Equal((TestData.Elsewhere, new JsonText("true")), (Assert.Single(consumer.Addresses), consumer.Attributes["vip"]));
    }

    [Fact]
    public void Nobody_known_is_somebody_without_attributes()
    {
        Assert.Empty(Consumer.Unknown.Attributes);
        Assert.Empty(PersonalData.None.Attributes);
        Assert.Equal(Consumer.Unknown, PersonalData.None.Consumer);
    }

    [Fact]
    public void Where_there_was_no_delivery_address_none_need_be_given()
    {
        var order = TestData.Order() with { PersonalData = PersonalData.None };
        Assert.IsType<Decision.Accepted>(order.Asks(To(MoveTo(TestData.Home with { Kind = AddressKind.Invoice }))));
        Assert.Equal(["CO-4"], TestData.Order().Asks(To(MoveTo())).RefusedBy());
    }

    [Fact]
    public void Work_that_has_begun_forbids_no_address_only_handover_does()
    {
        var picked = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.Closed }] };
        Assert.Equal(TestData.Elsewhere.PostalLocation, picked.Does(MoveTo(TestData.Elsewhere)).After.Delivery.Destination);

        var handedOver = picked with { HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, TestData.JobId, [])] };
        Assert.Equal(["CO-3"], handedOver.Asks(To(MoveTo(TestData.Elsewhere))).RefusedBy());
        Assert.Equal("b@example.org", handedOver.Does(Mail("b@example.org")).After.PersonalData.Consumer.Email);
    }
}
