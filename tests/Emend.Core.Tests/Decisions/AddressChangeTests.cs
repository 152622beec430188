using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class AddressChangeTests
{
    private static readonly Address Postal = TestData.Home with
    {
        Kind = AddressKind.Postal,
        FirstName = "Noor",
        LastName = "Bakker",
        Location = new(52.3, 4.9),
        AdditionalData = new("""{"additionalAddressInfo":"3rd floor","phoneNumbers":[{"value":"1"}]}"""),
    };

    private static readonly Address Invoice = TestData.OtherAddress with { Kind = AddressKind.Invoice, CompanyName = "Bakker BV" };

    private static readonly Order Order = WithAddresses(Invoice, Postal);

    [Theory]
    [InlineData(null)]
    [InlineData(AddressKind.Postal)]
    public void A_named_member_of_an_address_changes_and_every_other_member_stays(AddressKind? kind)
    {
        var accepted = Order.Accept(ChangeAddress(kind, ("houseNumber", "265")));
        Assert.Equal<Address>([Invoice, Postal with { HouseNumber = "265" }], Addresses(accepted.After));
        Assert.Equal(["ConsumerChanged", "Modified", "PersonalDataReplaced"], accepted.Events.EventNames());
    }

    [Fact]
    public void Null_removes_an_optional_member() =>
        Assert.Null(Addresses(Order.Accept(ChangeAddress(AddressKind.Invoice, ("companyName", null))).After)[0].CompanyName);

    [Fact]
    public void Additional_data_is_merged_by_name()
    {
        var data = Attributes("additionalAddressInfo", "\"4th floor\"").Add("salutation", new JsonText("\"Ms\""));
        var change = new SetConsumer { AddressChanges = [new() { AdditionalData = data }] };
        Assert.Equal(
            """{"additionalAddressInfo":"4th floor","phoneNumbers":[{"value":"1"}],"salutation":"Ms"}""",
            Addresses(Order.Accept(change).After)[1].AdditionalData!.Value.Raw);
        var removal = new SetConsumer
        {
            AddressChanges = [new() { AdditionalData = Attributes("additionalAddressInfo", null).Add("phoneNumbers", null) }],
        };
        Assert.Null(Addresses(Order.Accept(removal).After)[1].AdditionalData);
    }

    [Fact]
    public void Coordinates_of_another_place_are_removed()
    {
        Assert.NotNull(Addresses(Order.Accept(ChangeAddress(null, ("houseNumber", "265"))).After)[1].Location);
        Assert.Null(Addresses(Order.Accept(ChangeAddress(null, ("street", "Damrak"))).After)[1].Location);
        var located = new SetConsumer
        {
            AddressChanges =
            [
                ChangeAddress(null, ("street", "Damrak")).AddressChanges[0] with { Location = (GeoPoint?)new GeoPoint(1, 2) },
            ],
        };
        Assert.Equal(new GeoPoint(1, 2), Order.Accept(located).After.Delivery.Destination!.Location);
    }

    [Fact]
    public void An_address_without_a_kind_counts_as_postal_and_positions_count_per_kind()
    {
        var order = WithAddresses(TestData.Home, Invoice, Postal);
        var second = ChangeAddress(AddressKind.Postal, ("city", "Delft"));
        second = second with { AddressChanges = [second.AddressChanges[0] with { Position = 1 }] };
        Assert.Equal(["Delft"], Addresses(order.Accept(second).After).Select(a => a.City).Except(["Amsterdam", "Utrecht"]));
        Assert.Equal("Delft", Addresses(order.Accept(second).After)[2].City);
        Assert.Equal("Delft", Addresses(order.Accept(ChangeAddress(AddressKind.Postal, ("city", "Delft"))).After)[0].City);
    }

    [Fact]
    public void A_complete_address_of_a_missing_kind_is_added()
    {
        var change = ChangeAddress(
            AddressKind.ParcelLocker, ("street", "Damrak"), ("postalCode", "1012 LG"), ("city", "Amsterdam"), ("country", "NL"));
        var accepted = Order.Accept(change);
        Assert.Equal(3, Addresses(accepted.After).Length);
        Assert.Equal("Damrak", accepted.After.PersonalData.Consumer.DeliveryAddress!.Street);
        Assert.Equal(["CO-5"], Order.Decide(Modify(ChangeAddress(AddressKind.ParcelLocker, ("street", "Damrak")))).ViolatedRuleIds());
    }

    [Fact]
    public void A_change_of_the_delivery_address_makes_labels_obsolete_and_a_change_of_the_invoice_address_does_not()
    {
        var labeled = Order with
        {
            Shipments = [new(new("s"), 1, ShipmentStatus.Confirmed, [new(new("p"), 1, ParcelStatus.Done, TestData.Placed)])],
        };
        Assert.Contains("LabelsObsoleted", labeled.Accept(ChangeAddress(null, ("houseNumber", "265"))).Events.EventNames());
        Assert.DoesNotContain(
            "LabelsObsoleted", labeled.Accept(ChangeAddress(AddressKind.Invoice, ("houseNumber", "265"))).Events.EventNames());
    }

    [Fact]
    public void The_same_value_changes_nothing() =>
        Assert.IsType<Decision.NoChange>(Order.Decide(Modify(ChangeAddress(null, ("houseNumber", Postal.HouseNumber)))));

    [Fact]
    public void An_undo_restores_the_member()
    {
        var accepted = Order.Accept(ChangeAddress(null, ("houseNumber", "265")));
        var undo = new OrderCommand.Undo(
            new(accepted.After.Revision, Order, accepted.After), null, UnroutableBehavior.Reject);
        Assert.Equal<Address>([Invoice, Postal], Addresses(accepted.After.Accept(undo).After));
    }

    [Fact]
    public void A_rebase_keeps_members_that_nobody_else_changed()
    {
        var current = Order.Accept(ChangeAddress(null, ("lastName", "de Vries"))).After;
        Assert.Equal<Address>(
            [Invoice, Postal with { LastName = "de Vries", HouseNumber = "265" }],
            Addresses(Rebase(current, ChangeAddress(null, ("houseNumber", "265")))));
    }

    [Fact]
    public void A_rebase_does_not_mix_two_places()
    {
        var moved = Order.Accept(ChangeAddress(null, ("street", "Damrak"))).After;
        var conflict = Assert.IsType<Decision.VersionConflict>(DecideRebased(moved, ChangeAddress(null, ("houseNumber", "265"))));
        Assert.Equal("/consumer/addresses/1", Assert.Single(conflict.Conflicts).Path);
        var removed = WithAddresses(Invoice) with { Revision = Order.Revision + 1 };
        Assert.IsType<Decision.VersionConflict>(DecideRebased(removed, ChangeAddress(AddressKind.Postal, ("houseNumber", "265"))));
        var renamed = Order.Accept(ChangeAddress(null, ("lastName", "de Vries"))).After;
        Assert.Equal(
            "/consumer/addresses/1/lastName",
            Assert.Single(Assert.IsType<Decision.VersionConflict>(
                DecideRebased(renamed, ChangeAddress(null, ("lastName", "Visser")))).Conflicts).Path);
    }

    private static Order Rebase(Order current, Change change) => Assert.IsType<Decision.Accepted>(DecideRebased(current, change)).After;

    private static Decision DecideRebased(Order current, Change change) => current.Decide(
        Modify(change) with { Revision = Order.Revision, Rebase = true }, TestData.Context with { BaseOrder = Order });

    private static ImmutableArray<Address> Addresses(Order order) => order.PersonalData.Consumer.Addresses;

    private static Order WithAddresses(params ImmutableArray<Address> addresses)
    {
        var consumer = new Consumer { Addresses = addresses };
        return TestData.Order() with
        {
            PersonalData = new() { Consumer = consumer },
            Delivery = new() { Destination = consumer.DeliveryAddress?.PostalLocation },
        };
    }
}
