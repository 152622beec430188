using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class ConsumerTests
{
    private static readonly EntityId Labelled = new("parcel-1");

    private static Order WithLabels => Given.Order() with
    {
        Shipments =
        [
            new(new("shipment"), 1, ShipmentStatus.Confirmed,
            [
                new(Labelled, 1, ParcelStatus.Done, Given.Placed),
                new(new("parcel-2"), 1, ParcelStatus.Open, null),
                new(new("parcel-3"), 1, ParcelStatus.Canceled, Given.Placed),
            ]),
        ],
    };

    [Fact]
    public void Another_address_is_another_destination_and_no_reroute()
    {
        var before = Given.Order();
        var done = before.Does(MoveTo(Given.Elsewhere));

        Assert.Equal(["ConsumerSet", "Modified", "PersonalReplaced"], done.Events.Names());
        var set = Assert.IsType<OrderEvent.ConsumerSet>(done.Events[0]);
        Assert.Equal<string>(["addresses"], set.Members);
        Assert.Equal((Given.Home.Place, Given.Elsewhere.Place), (set.From, set.To));
        Assert.Equal(Given.Elsewhere.Place, done.After.Delivery.Destination);
        Assert.Equal(before.Plans, done.After.Plans);
        Assert.Empty(done.Effects.Stock);
        Assert.Null(done.Effects.Routing);
        Assert.Equal(PastEntities.None, done.Effects.Past);
    }

    [Fact]
    public void Personal_data_is_replaced_at_the_new_revision_and_is_in_no_other_event()
    {
        var done = Given.Order().Does(Mail("b@example.org"));
        Assert.Equal(new OrderEvent.PersonalReplaced(2, done.After.Personal), done.Events[^1]);
        Assert.Equal((2, "b@example.org"), (done.After.PersonalRevision, done.After.Personal.Consumer.Email));
        Assert.Equal<Address>([Given.Home], done.After.Personal.Consumer.Addresses);
        Assert.DoesNotContain(done.Events.SkipLast(1), e => e.ToString().Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_become_obsolete_with_another_delivery_address()
    {
        var done = WithLabels.Does(MoveTo(Given.Elsewhere));
        Assert.Equal<EntityId>([Labelled], Assert.IsType<OrderEvent.LabelsObsoleted>(done.Events[1]).Parcels);
        var shipment = done.After.Shipments[0];
        Assert.Equal([ParcelStatus.Obsolete, ParcelStatus.Open, ParcelStatus.Canceled], shipment.Parcels.Select(p => p.Status));
        Assert.Equal([2L, 1L, 1L], shipment.Parcels.Select(p => p.Version));
        Assert.Equal(2, shipment.Version);
    }

    [Fact]
    public void Labels_stay_where_the_delivery_address_does()
    {
        var invoice = Given.Elsewhere with { Kind = AddressKind.Invoice };
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(Mail("b@example.org")).Events.Names());
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(MoveTo(Given.Home, invoice)).Events.Names());
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Does(MoveTo(Given.Home with { Kind = AddressKind.Postal })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(Given.Home with { HouseNumber = "2" })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(Given.Home with { LastName = "Jansen" })).Events.Names());
        Assert.Contains("LabelsObsoleted", WithLabels.Does(MoveTo(Given.Home with { Kind = AddressKind.ParcelLocker })).Events.Names());
    }

    [Fact]
    public void A_label_is_obsolete_once()
    {
        var moved = WithLabels.Does(MoveTo(Given.Elsewhere)).After;
        Assert.DoesNotContain("LabelsObsoleted", moved.Does(MoveTo(Given.Home)).Events.Names());
    }

    [Fact]
    public void Goods_go_to_the_locker_else_the_postal_address_else_the_first_of_no_kind()
    {
        var (plain, invoice) = (Given.Home, Given.Home with { Kind = AddressKind.Invoice });
        var postal = Given.Elsewhere with { Kind = AddressKind.Postal };
        var locker = Given.Elsewhere with { Kind = AddressKind.ParcelLocker };
        Assert.Equal(locker, new Consumer { Addresses = [invoice, plain, postal, locker] }.DeliveryAddress);
        Assert.Equal(postal, new Consumer { Addresses = [invoice, plain, postal] }.DeliveryAddress);
        Assert.Equal(plain, new Consumer { Addresses = [invoice, plain] }.DeliveryAddress);
        Assert.Null(new Consumer { Addresses = [invoice] }.DeliveryAddress);
    }

    [Fact]
    public void Every_member_of_the_consumer_is_set_and_named()
    {
        var done = Given.Order().Does(new SetConsumer
        {
            ConsumerId = "c-1",
            Email = (string?)null,
            FacilityRef = "f-1",
            TenantFacilityId = "NL-1",
            Addresses = ImmutableArray.Create(Given.Elsewhere),
            Attributes = Personal.NoAttributes.Add("vip", new("true")),
        });
        Assert.Equal<string>(
            ["consumerId", "email", "facilityRef", "tenantFacilityId", "addresses", "customAttributes"],
            Assert.IsType<OrderEvent.ConsumerSet>(done.Events[0]).Members);
        var consumer = done.After.Personal.Consumer;
        Assert.Equal(("c-1", null, "f-1", "NL-1"), (consumer.ConsumerId, consumer.Email, consumer.FacilityRef, consumer.TenantFacilityId));
        Assert.Equal((Given.Elsewhere, new JsonText("true")), (Assert.Single(consumer.Addresses), consumer.Attributes["vip"]));
    }

    [Fact]
    public void Nobody_known_is_somebody_without_attributes()
    {
        Assert.Empty(Consumer.Unknown.Attributes);
        Assert.Empty(Personal.None.Attributes);
        Assert.Equal(Consumer.Unknown, Personal.None.Consumer);
    }

    [Fact]
    public void Where_there_was_no_delivery_address_none_need_be_given()
    {
        var order = Given.Order() with { Personal = Personal.None };
        Assert.IsType<Decision.Accepted>(order.Asks(To(MoveTo(Given.Home with { Kind = AddressKind.Invoice }))));
        Assert.Equal(["CO-4"], Given.Order().Asks(To(MoveTo())).RefusedBy());
    }

    [Fact]
    public void Work_that_has_begun_forbids_no_address_only_handover_does()
    {
        var picked = Given.Order() with { PickJobs = [Given.Order().PickJobs[0] with { Status = PickJobStatus.Closed }] };
        Assert.Equal(Given.Elsewhere.Place, picked.Does(MoveTo(Given.Elsewhere)).After.Delivery.Destination);

        var handedOver = picked with { HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, Given.JobId, [])] };
        Assert.Equal(["CO-3"], handedOver.Asks(To(MoveTo(Given.Elsewhere))).RefusedBy());
        Assert.Equal("b@example.org", handedOver.Does(Mail("b@example.org")).After.Personal.Consumer.Email);
    }
}
