using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

public sealed class TargetTimeTests
{
    private static readonly Order Packed = TestData.PickedOrder();

    [Fact]
    public void The_target_time_of_a_shipment_is_set_once()
    {
        var accepted = Packed.Accept(Set(TestData.Noon));
        Assert.Equal<OrderEvent>([new OrderEvent.TargetTimeSet(TestData.ShipmentId, TestData.Noon)], accepted.Events);
        var shipment = accepted.After.Shipments[0];
        Assert.Equal((TestData.Noon, 2, 1), (accepted.After.GetTargetTime(shipment), shipment.Version, accepted.After.Version));
        Assert.Equal([EventKind.ShipmentUpdated], IntegrationEventMapper.Map(Packed, accepted.After, accepted.Events).Select(e => e.Kind));
        Assert.Contains("/shipments/shipment-1/targetTime", OrderDiff.Between(Packed, accepted.After).Select(d => d.Path));

        Assert.IsType<Decision.NoChange>(accepted.After.Decide(Set(TestData.Noon)));
        Assert.Equal(["TT-4"], accepted.After.Decide(Set(TestData.Noon.AddDays(1))).ViolatedRuleIds());
    }

    [Fact]
    public void The_preferred_time_of_the_order_takes_precedence()
    {
        var preferred = Packed with { Delivery = Packed.Delivery with { PreferredTime = TestData.Noon } };
        Assert.IsType<Decision.NoChange>(preferred.Decide(Set(TestData.Noon)));
        Assert.Equal(["TT-4"], preferred.Decide(Set(TestData.Placed)).ViolatedRuleIds());
        var shipment = Packed.Shipments[0] with { TargetTime = TestData.Placed };
        Assert.Equal(TestData.Noon, preferred.GetTargetTime(shipment));
        Assert.Equal(TestData.Placed, Packed.GetTargetTime(shipment));
    }

    [Fact]
    public void Another_version_of_the_shipment_is_a_conflict()
    {
        var action = new FulfillmentAction.SetTargetTime(TestData.ShipmentId, TestData.Noon) { Version = 7 };
        var command = new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept);
        Assert.IsType<Decision.VersionConflict>(Packed.Decide(command));
        Assert.Equal(["TT-3"], (Packed with { Shipments = [] }).Decide(command).ViolatedRuleIds());
    }

    [Fact]
    public void The_available_actions_tell_whether_a_shipment_has_no_target_time()
    {
        Assert.Empty(GetViolations(Packed));
        Assert.Equal(["TT-3"], GetViolations(TestData.Order()));
        Assert.Equal(["TT-4"], GetViolations(Packed.Accept(Set(TestData.Noon)).After));
        Assert.Equal(["TT-3"], GetViolations(Packed.Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After));
    }

    private static IEnumerable<string> GetViolations(Order order) =>
        Decider.GetAvailableActions(order, TestData.Context).Single(a => a.Action == ActionNames.TargetTime)
            .Violations.Select(v => v.RuleId);

    private static OrderCommand.ChangeFulfillment Set(DateTimeOffset at) =>
        new(new FulfillmentAction.SetTargetTime(TestData.ShipmentId, at), null, UnroutableBehavior.Accept);
}
