using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

public sealed class ParcelSplitTests
{
    private static readonly Order Packed = TestData.PickedOrder();
    private static readonly Order Split = Packed.Accept(SplitParcel((TestData.ShirtLine, 1), (TestData.JeansLine, 2))).After;

    [Fact]
    public void A_split_moves_goods_to_a_new_parcel()
    {
        var accepted = Packed.Accept(SplitParcel((TestData.ShirtLine, 1), (TestData.JeansLine, 2)));
        Assert.Equal(["ParcelSplit"], accepted.Events.EventNames());
        var shipment = accepted.After.Shipments[0];
        Assert.Equal([TestData.ParcelId, accepted.After.Shipments[0].Parcels[1].Id], shipment.Parcels.Select(p => p.Id));
        Assert.Equal(["line-shirt 2", "line-shirt 1, line-jeans 2"], shipment.Parcels.Select(p => Print(accepted.After, p)));
        Assert.Equal((2, 2, 1), (shipment.Version, shipment.Parcels[0].Version, shipment.Parcels[1].Version));
        Assert.Equal([EventKind.ShipmentUpdated], IntegrationEventMapper.Map(Packed, accepted.After, accepted.Events).Select(e => e.Kind));
        var paths = OrderDiff.Between(Packed, accepted.After).Select(d => d.Path).ToList();
        Assert.Contains(paths, p => p.StartsWith("/shipments/shipment-1/parcels/parcel-1/lines", StringComparison.Ordinal));
        Assert.Contains($"/shipments/shipment-1/parcels/{shipment.Parcels[1].Id.Value}", paths);
    }

    [Fact]
    public void A_part_is_split_again_and_the_quantities_of_one_line_add_up()
    {
        Assert.Equal("line-shirt 3, line-jeans 2", Print(Packed, Packed.Shipments[0].Parcels[0]));
        var again = Split.Accept(SplitParcel((TestData.ShirtLine, 0.5m), (TestData.ShirtLine, 0.5m)) with { Version = 2 }, ByMeasure).After;
        Assert.Equal(
            ["line-shirt 1", "line-shirt 1, line-jeans 2", "line-shirt 1"], again.Shipments[0].Parcels.Select(p => Print(again, p)));
        Assert.Equal(["SL-16"], Split.Decide(SplitParcel((TestData.JeansLine, 1))).ViolatedRuleIds());
        Assert.Equal(["SL-16"], Split.Decide(SplitParcel((TestData.ShirtLine, 1), (TestData.ShirtLine, 2))).ViolatedRuleIds());
        Assert.Equal(["SL-18"], Split.Decide(SplitParcel((TestData.ShirtLine, 2))).ViolatedRuleIds());
        Assert.IsType<Decision.VersionConflict>(Split.Decide(SplitParcel((TestData.ShirtLine, 1)) with { Version = 1 }));
    }

    [Fact]
    public void A_parcel_with_the_carrier_does_not_hold_up_the_label_and_the_handover_of_another()
    {
        var rest = Split.Shipments[0].Parcels[1].Id;
        var labeled = Split.Accept(UpdateLabel()).After;
        var obsolete = labeled.Accept(UpdateLabel(new LabelAction.Void())).After;
        var report = new ParcelTracking(TrackingDirection.Outbound, TrackingStatus.PickedUp, "EXT-1", null);
        var partly = obsolete.Accept(UpdateLabel(new LabelAction.Track([report]))).After;
        var handedOver = partly.Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After;
        Assert.Equal(HandoverStatus.HandedOver, handedOver.HandoverJobs[0].Status);

        var both = partly.Accept(new OrderCommand.UpdateLabel(rest, new LabelAction.Request(null), null)).After;
        var canceled = both.Accept(new OrderCommand.UpdateLabel(rest, new LabelAction.Void(), null)).After;
        Assert.Equal(ParcelStatus.Obsolete, canceled.Shipments[0].Parcels[1].Status);
        var lenient = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };
        var moved = both.Accept(Modify(SetAddresses(TestData.OtherAddress)), lenient).After;
        Assert.Equal([ParcelStatus.Obsolete, ParcelStatus.Obsolete], moved.Shipments[0].Parcels.Select(p => p.Status));
    }

    [Fact]
    public void Each_parcel_has_its_own_label_and_its_goods_stay_until_handover()
    {
        var first = Split.Accept(UpdateLabel()).After;
        Assert.Equal(
            [ParcelStatus.Processing, ParcelStatus.Open], first.Shipments[0].Parcels.Select(p => p.Status));
        var byShipment = new OrderCommand.UpdateLabel(TestData.ShipmentId, new LabelAction.Request(null), null);
        Assert.All(first.Accept(byShipment).After.Shipments[0].Parcels, p => Assert.Equal(ParcelStatus.Processing, p.Status));
        var moved = first.Accept(SetAddresses(TestData.OtherAddress)).After;
        Assert.Equal("line-shirt 2", Print(moved, moved.Shipments[0].Parcels[0]));
        Assert.Equal(["SL-15"], first.Decide(SplitParcel((TestData.ShirtLine, 1))).ViolatedRuleIds());
        var partly = Split.Accept(HandOver((TestData.ShirtLine, 1))).After;
        Assert.Equal(["SL-15"], partly.Decide(SplitParcel((TestData.ShirtLine, 1))).ViolatedRuleIds());
    }

    [Fact]
    public void A_tracked_part_hands_over_only_its_goods()
    {
        var accepted = Split.Accept(Track());
        Assert.Equal(["ParcelTracked", "LineHandedOver"], accepted.Events.EventNames());
        var job = accepted.After.HandoverJobs[0];
        Assert.Equal((HandoverStatus.Open, TestData.Units(2)), (job.Status, job.GetHandedOver(TestData.ShirtLine)));
        var other = accepted.After.Shipments[0].Parcels[1].Id;
        var last = accepted.After.Accept(new OrderCommand.UpdateLabel(other, Track().Action, null));
        Assert.Equal(["ParcelTracked", "LineHandedOver", "LineHandedOver", "HandoverJobCompleted"], last.Events.EventNames());
    }

    [Fact]
    public void A_parcel_with_one_unit_offers_no_split()
    {
        Assert.Contains("split", GetSteps(Packed));
        var single = Packed with { HandoverJobs = [Packed.HandoverJobs[0] with { Lines = [new(TestData.ShirtLine, Quantity.From(1))] }] };
        Assert.DoesNotContain("split", GetSteps(single));
        Assert.Equal(
            ["SL-4"],
            Packed.Decide(new OrderCommand.UpdateLabel(TestData.ShipmentId, new LabelAction.Split([]), null)).ViolatedRuleIds());
    }

    private static Emend.Core.Rules.DecisionContext ByMeasure => TestData.Context with
    {
        Catalog = TestData.Catalog.SetItem(TestData.Shirt, new(TestData.Shirt, "Shirt", true, 10m, "EUR")),
    };

    private static IEnumerable<string> GetSteps(Order order) =>
        Decider.GetAvailableActions(order, TestData.Context).Single(a => a.Action == ActionNames.ShippingLabel)
            .Steps.Where(s => s.IsAllowed).Select(s => s.Step);

    private static string Print(Order order, Parcel parcel) =>
        string.Join(", ", order.GetLines(order.Shipments[0], parcel).Select(l => $"{l.Line.Value} {l.Quantity}"));
}
