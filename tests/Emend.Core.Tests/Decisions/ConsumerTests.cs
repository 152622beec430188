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
    public void A_new_address_changes_the_destination_without_a_reroute()
    {
        var before = TestData.Order();
        var accepted = before.Accept(SetAddresses(TestData.OtherAddress));

        Assert.Equal(["ConsumerChanged", "Modified", "PersonalDataReplaced"], accepted.Events.EventNames());
        var set = Assert.IsType<OrderEvent.ConsumerChanged>(accepted.Events[0]);
        Assert.Equal<string>(["addresses"], set.Members);
        Assert.Equal((TestData.Home.PostalLocation, TestData.OtherAddress.PostalLocation), (set.From, set.To));
        Assert.Equal(TestData.OtherAddress.PostalLocation, accepted.After.Delivery.Destination);
        Assert.Equal(before.Plans, accepted.After.Plans);
        Assert.Empty(accepted.Effects.Stock);
        Assert.Null(accepted.Effects.RoutingLog);
        Assert.Equal(EndedEntities.None, accepted.Effects.EndedEntities);
    }

    [Fact]
    public void Personal_data_is_replaced_at_the_new_revision_and_in_no_other_event()
    {
        var accepted = TestData.Order().Accept(SetEmail("b@example.org"));
        Assert.Equal(new OrderEvent.PersonalDataReplaced(2, accepted.After.PersonalData), accepted.Events[^1]);
        Assert.Equal((2, "b@example.org"), (accepted.After.PersonalRevision, accepted.After.PersonalData.Consumer.Email));
        Assert.Equal<Address>([TestData.Home], accepted.After.PersonalData.Consumer.Addresses);
        Assert.DoesNotContain(accepted.Events.SkipLast(1), e => e.ToString().Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_become_obsolete_if_the_delivery_address_changes()
    {
        var accepted = WithLabels.Accept(SetAddresses(TestData.OtherAddress));
        Assert.Equal<EntityId>([Labelled], Assert.IsType<OrderEvent.LabelsObsoleted>(accepted.Events[1]).Parcels);
        var shipment = accepted.After.Shipments[0];
        Assert.Equal([ParcelStatus.Obsolete, ParcelStatus.Open, ParcelStatus.Canceled], shipment.Parcels.Select(p => p.Status));
        Assert.Equal([2L, 1L, 1L], shipment.Parcels.Select(p => p.Version));
        Assert.Equal(2, shipment.Version);
    }

    [Fact]
    public void Labels_stay_valid_if_the_delivery_address_is_unchanged()
    {
        var invoice = TestData.OtherAddress with { Kind = AddressKind.Invoice };
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Accept(SetEmail("b@example.org")).Events.EventNames());
        Assert.DoesNotContain("LabelsObsoleted", WithLabels.Accept(SetAddresses(TestData.Home, invoice)).Events.EventNames());
        Assert.DoesNotContain(
            "LabelsObsoleted", WithLabels.Accept(SetAddresses(TestData.Home with { Kind = AddressKind.Postal })).Events.EventNames());
        Assert.Contains("LabelsObsoleted", WithLabels.Accept(SetAddresses(TestData.Home with { HouseNumber = "2" })).Events.EventNames());
        Assert.Contains("LabelsObsoleted", WithLabels.Accept(SetAddresses(TestData.Home with { LastName = "Jansen" })).Events.EventNames());
        Assert.Contains(
            "LabelsObsoleted", WithLabels.Accept(SetAddresses(TestData.Home with { Kind = AddressKind.ParcelLocker })).Events.EventNames());
    }

    [Fact]
    public void A_label_becomes_obsolete_only_once()
    {
        var moved = WithLabels.Accept(SetAddresses(TestData.OtherAddress)).After;
        Assert.DoesNotContain("LabelsObsoleted", moved.Accept(SetAddresses(TestData.Home)).Events.EventNames());
    }

    [Fact]
    public void The_delivery_address_is_the_locker_then_the_postal_address_then_the_first_without_kind()
    {
        var (plain, invoice) = (TestData.Home, TestData.Home with { Kind = AddressKind.Invoice });
        var postal = TestData.OtherAddress with { Kind = AddressKind.Postal };
        var locker = TestData.OtherAddress with { Kind = AddressKind.ParcelLocker };
        Assert.Equal(locker, new Consumer { Addresses = [invoice, plain, postal, locker] }.DeliveryAddress);
        Assert.Equal(postal, new Consumer { Addresses = [invoice, plain, postal] }.DeliveryAddress);
        Assert.Equal(plain, new Consumer { Addresses = [invoice, plain] }.DeliveryAddress);
        Assert.Null(new Consumer { Addresses = [invoice] }.DeliveryAddress);
    }

    [Fact]
    public void Every_member_of_the_consumer_is_set_and_named()
    {
        var accepted = TestData.Order().Accept(new SetConsumer
        {
            ConsumerId = "c-1",
            Email = (string?)null,
            FacilityRef = "f-1",
            TenantFacilityId = "NL-1",
            Addresses = ImmutableArray.Create(TestData.OtherAddress),
            Attributes = PersonalData.NoAttributes.Add("vip", new("true")),
        });
        Assert.Equal<string>(
            ["consumerId", "email", "facilityRef", "tenantFacilityId", "addresses", "customAttributes"],
            Assert.IsType<OrderEvent.ConsumerChanged>(accepted.Events[0]).Members);
        var consumer = accepted.After.PersonalData.Consumer;
        Assert.Equal(("c-1", null, "f-1", "NL-1"), (consumer.ConsumerId, consumer.Email, consumer.FacilityRef, consumer.TenantFacilityId));
        Assert.Equal((TestData.OtherAddress, new JsonText("true")), (Assert.Single(consumer.Addresses), consumer.Attributes["vip"]));
    }

    [Fact]
    public void An_unknown_consumer_has_no_attributes()
    {
        Assert.Empty(Consumer.Unknown.Attributes);
        Assert.Empty(PersonalData.None.Attributes);
        Assert.Equal(Consumer.Unknown, PersonalData.None.Consumer);
    }

    [Fact]
    public void An_order_without_a_delivery_address_needs_none()
    {
        var order = TestData.Order() with { PersonalData = PersonalData.None };
        Assert.IsType<Decision.Accepted>(order.Decide(Modify(SetAddresses(TestData.Home with { Kind = AddressKind.Invoice }))));
        Assert.Equal(["CO-4"], TestData.Order().Decide(Modify(SetAddresses())).ViolatedRuleIds());
    }

    [Fact]
    public void Only_a_started_handover_prevents_an_address_change()
    {
        var picked = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.Closed }] };
        Assert.Equal(TestData.OtherAddress.PostalLocation, picked.Accept(SetAddresses(TestData.OtherAddress)).After.Delivery.Destination);

        var handedOver = picked with { HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, TestData.JobId, [])] };
        Assert.Equal(["CO-3"], handedOver.Decide(Modify(SetAddresses(TestData.OtherAddress))).ViolatedRuleIds());
        Assert.Equal("b@example.org", handedOver.Accept(SetEmail("b@example.org")).After.PersonalData.Consumer.Email);
    }
}
