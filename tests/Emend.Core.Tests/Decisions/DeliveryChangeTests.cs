using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Changes of the delivery: ship to collect and back, another facility, service level and carriers.</summary>
public sealed class DeliveryChangeTests
{
    private static readonly Order Shipped = TestData.Order();

    [Fact]
    public void A_shipped_order_moves_to_the_collection_facility_with_its_reservations()
    {
        var accepted = Shipped.Accept(CollectAt(TestData.Utrecht));
        Assert.Equal(["DeliveryChanged", "Routed", "Modified"], accepted.Events.EventNames());
        Assert.Equal((DeliveryKind.Collect, TestData.Utrecht), (accepted.After.Delivery.Kind, accepted.After.Delivery.CollectAt));
        Assert.All(accepted.After.PickJobs, j => Assert.Equal(TestData.Utrecht, j.Facility));
        Assert.Equal(
            [(TestData.Amsterdam, -5m), (TestData.Utrecht, 5m)],
            accepted.Effects.Stock.GroupBy(d => d.Facility).Select(g => (g.Key, g.Sum(d => d.Reserved.Thousandths) / 1000m)));
    }

    [Fact]
    public void A_collected_order_moves_to_another_facility_and_back_to_shipping()
    {
        var collected = Shipped.Accept(CollectAt(TestData.Utrecht)).After;
        var elsewhere = collected.Accept(CollectAt(TestData.Amsterdam)).After;
        Assert.Equal(TestData.Amsterdam, Assert.Single(elsewhere.PickJobs).Facility);
        var shipped = elsewhere.Accept(Ship with { SameDay = true, Carriers = (ImmutableArray<string>)["BIKE"] });
        Assert.Equal(
            (DeliveryKind.Shipping, null, new ShippingPreferences(true, ["BIKE"])),
            (shipped.After.Delivery.Kind, shipped.After.Delivery.CollectAt, shipped.After.Delivery.ShippingPreferences!));
    }

    [Fact]
    public void Collection_ends_the_shipping_preferences()
    {
        var wished = Shipped.Accept(SetCarriers("VAN")).After;
        Assert.Equal<string>(["VAN"], wished.Delivery.ShippingPreferences!.Carriers);
        Assert.Null(wished.Accept(CollectAt(TestData.Utrecht)).After.Delivery.ShippingPreferences);
        Assert.Null(wished.Accept(SetCarriers()).After.Delivery.ShippingPreferences);
    }

    [Fact]
    public void A_carrier_that_is_set_before_a_shipment_exists_ships_the_order()
    {
        var order = TestData.PickedOrder() with { Delivery = Shipped.Accept(SetCarriers("VAN")).After.Delivery };
        Assert.Equal("van", order.Accept(UpdateLabel()).After.Shipments[0].Carrier);
    }

    [Fact]
    public void A_delivery_that_the_order_has_is_unchanged()
    {
        var collected = Shipped.Accept(CollectAt(TestData.Utrecht)).After;
        Assert.IsType<Decision.NoChange>(collected.Decide(Modify(CollectAt(TestData.Utrecht))));
        Assert.IsType<Decision.NoChange>(Shipped.Decide(Modify(Ship with { SameDay = false }, SetCarriers())));
        Assert.IsType<Decision.NoChange>(Shipped.Decide(Modify(CollectAt(TestData.Utrecht), Ship)));
    }

    [Fact]
    public void A_facility_without_the_stock_is_rejected_and_the_order_keeps_its_place()
    {
        var command = Modify(CollectAt(TestData.Utrecht)) with { IfUnroutable = UnroutableBehavior.Reject };
        Assert.Equal(["RT-1"], Shipped.Decide(command, TestData.Context with { Stock = TestData.Stock(100, 0) }).ViolatedRuleIds());
    }

    [Fact]
    public void A_facility_that_rejected_the_order_collects_it_if_it_is_chosen()
    {
        var excluded = Shipped with { ExcludedFacilities = [TestData.Utrecht] };
        var after = excluded.Accept(CollectAt(TestData.Utrecht)).After;
        Assert.Equal((0, TestData.Utrecht), (after.ExcludedFacilities.Length, Assert.Single(after.PickJobs).Facility));

        var rejected = Shipped.Accept(CollectAt(TestData.Utrecht)).After with { ExcludedFacilities = [TestData.Utrecht] };
        Assert.Empty(rejected.Accept(CollectAt(TestData.Utrecht)).After.ExcludedFacilities);
    }

    [Fact]
    public void The_collection_facility_does_not_have_to_be_preselected()
    {
        var preselected = Shipped with { Delivery = Shipped.Delivery with { Preselected = [TestData.Amsterdam] } };
        Assert.Equal(TestData.Utrecht, Assert.Single(preselected.Accept(CollectAt(TestData.Utrecht)).After.PickJobs).Facility);
    }

    [Fact]
    public void An_address_in_the_same_modification_allows_shipping()
    {
        var anonymous = Shipped with
        {
            Delivery = TestData.CollectOrder().Delivery with { Destination = null },
            PersonalData = Shipped.PersonalData with { Consumer = Consumer.Unknown },
        };
        Assert.Equal(["DV-7"], anonymous.Decide(Modify(Ship)).ViolatedRuleIds());
        Assert.Equal(TestData.Home.PostalLocation, anonymous.Accept(Ship, SetAddresses(TestData.Home)).After.Delivery.Destination);
    }

    [Fact]
    public void An_undo_restores_method_service_level_and_carriers()
    {
        var before = Shipped.Accept(Ship with { SameDay = true, Carriers = (ImmutableArray<string>)["BIKE"] }).After;
        var after = before.Accept(CollectAt(TestData.Utrecht), SetEmail("b@example.org")).After;
        var differences = OrderDiff.Between(before, after).Where(d => d.Area is DifferenceArea.Delivery).Select(d => d.Path).Order();
        Assert.Equal(["/delivery/carriers", "/delivery/collectAt", "/delivery/kind", "/delivery/sameDay"], differences);
        var undone = after.Accept(Undo(before, after));
        Assert.Empty(undone.UnrestoredFields);
        Assert.DoesNotContain(OrderDiff.Between(before, undone.After), d => d.Area is DifferenceArea.Delivery);
    }

    [Fact]
    public void A_rebased_change_to_collection_conflicts_with_new_carriers()
    {
        var current = Shipped.Accept(SetCarriers("VAN")).After;
        var stale = Modify(CollectAt(TestData.Utrecht)) with { Version = Shipped.Version, Rebase = true };
        var conflict = Assert.IsType<Decision.VersionConflict>(current.Decide(stale, TestData.Context with { BaseOrder = Shipped }));
        Assert.Equal(("/delivery/carriers", null), conflict.Conflicts.Select(c => (c.Path, c.Requested)).Single());
    }

    [Fact]
    public void A_rebase_keeps_what_others_did_not_change_and_tells_conflicts()
    {
        var current = Shipped.Accept(CollectAt(TestData.Utrecht)).After;
        var stale = Modify(CollectAt(TestData.Amsterdam)) with { Version = Shipped.Version, Rebase = true };
        var conflict = Assert.IsType<Decision.VersionConflict>(current.Decide(stale, TestData.Context with { BaseOrder = Shipped }));
        Assert.Equal(["/delivery/kind"], conflict.Conflicts.Select(c => c.Path));

        var other = Shipped.Accept(SetEmail("b@example.org")).After;
        var rebased = Modify(SetCarriers("VAN")) with { Version = Shipped.Version, Rebase = true };
        var after = other.Accept(rebased, TestData.Context with { BaseOrder = Shipped }).After;
        Assert.Equal<string>(["VAN"], after.Delivery.ShippingPreferences!.Carriers);
    }

    private static OrderCommand.Undo Undo(Order before, Order after) =>
        new(new(after.Revision, before, after), null, UnroutableBehavior.Accept);
}
