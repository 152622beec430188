using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

/// <summary>Canceled handover jobs.</summary>
public sealed class CanceledHandoverTests
{
    private static readonly HandoverJobAction NoShow = new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow);

    [Fact]
    public void A_canceled_handover_job_ends_alone_and_creates_a_return_task()
    {
        var accepted = TestData.PickedOrder(ParcelStatus.Processing).Accept(UpdateHandoverJob(NoShow));

        Assert.Equal(["ReturnTasksCreated", "HandoverJobCanceled"], accepted.Events.EventNames());
        Assert.True(accepted.After.IsOpen);
        Assert.Empty(accepted.After.PickJobs.Select(j => j.Id).Concat(accepted.After.HandoverJobs.Select(h => h.Id)));
        Assert.Empty(accepted.After.Plans.Select(p => p.Id).Concat(accepted.After.Shipments.Select(s => s.Id)));
        Assert.Equal([TestData.Units(3), TestData.Units(2)], Assert.Single(accepted.After.ReturnTasks).Lines.Select(l => l.Quantity));
        Assert.Equal([TestData.Units(3), TestData.Units(2)], accepted.After.Lines.Select(l => l.Withdrawn));
        Assert.Empty(accepted.Effects.Stock);
        var past = Assert.Single(accepted.Effects.EndedEntities.HandoverJobs);
        Assert.Equal((HandoverStatus.Canceled, HandoverCancelReason.ConsumerNoShow), (past.Status, past.CancelReason));
        Assert.Equal(ParcelStatus.Canceled, Assert.Single(Assert.Single(accepted.Effects.EndedEntities.Shipments).Parcels).Status);
        Assert.Equal(PickJobStatus.Closed, Assert.Single(accepted.Effects.EndedEntities.PickJobs).Status);
    }

    [Fact]
    public void Withdrawn_units_are_not_routed_again()
    {
        var refused = TestData.PickedOrder().Accept(UpdateHandoverJob(NoShow)).After;

        Assert.Empty(refused.Plans);
        Assert.IsType<Decision.NoChange>(
            refused.Decide(new OrderCommand.ChangeFulfillment(new FulfillmentAction.Reroute(), null, UnroutableBehavior.Accept),
                AfterRestock(refused)));
        var more = Restock(refused).Accept(Modify(Shirts(5))).After;
        Assert.Equal(TestData.Units(2), Assert.Single(Assert.Single(more.Plans).Lines).Quantity);
    }

    [Fact]
    public void An_order_with_a_canceled_handover_can_be_canceled_after_restocking()
    {
        var refused = TestData.PickedOrder().Accept(UpdateHandoverJob(NoShow)).After;
        var cancel = new OrderCommand.ChangeFulfillment(new FulfillmentAction.Cancel(null), null, UnroutableBehavior.Accept);

        Assert.Equal(["CN-3"], refused.Decide(cancel).ViolatedRuleIds());
        Assert.True(Restock(refused).Accept(cancel).After.IsCanceled);
    }

    [Fact]
    public void A_partly_handed_over_job_cannot_be_canceled()
    {
        var partly = TestData.PickedOrder().Accept(HandOver((TestData.ShirtLine, 1))).After;
        Assert.Equal(["HJ-12"], partly.Decide(UpdateHandoverJob(NoShow)).ViolatedRuleIds());
    }

    [Fact]
    public void A_single_line_can_be_handed_over()
    {
        var accepted = TestData.PickedOrder().Accept(UpdateHandoverJob(new HandoverJobAction.HandOverLine(TestData.ShirtLine)));

        Assert.Equal(["LineHandedOver"], accepted.Events.EventNames());
        Assert.Equal(TestData.Units(3), accepted.After.FindLine(TestData.ShirtLine)!.Shipped);
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(UpdateHandoverJob(new HandoverJobAction.HandOverLine(TestData.ShirtLine))));
        Assert.Equal(["HJ-6"], TestData.PickedOrder()
            .Decide(UpdateHandoverJob(new HandoverJobAction.HandOverLine(new("other")))).ViolatedRuleIds());
        Assert.Contains("HandoverJobCompleted", accepted.After
            .Accept(UpdateHandoverJob(new HandoverJobAction.HandOverLine(TestData.JeansLine))).Events.EventNames());
    }

    [Fact]
    public void A_canceled_handover_yields_events_of_handover_shipment_and_return_task()
    {
        var order = TestData.PickedOrder();
        var accepted = order.Accept(UpdateHandoverJob(NoShow));

        var descriptions = IntegrationEventMapper.Map(order, accepted.After, accepted.Events).Select(h => h.Kind);
        Assert.Equal([EventKind.ReturnTaskCreated, EventKind.HandoverCanceled, EventKind.ShipmentUpdated], descriptions);
    }

    // A reroute requires restocked goods, unless a policy disables the rule.
    private static DecisionContext AfterRestock(Order order) =>
        TestData.Context with { Policy = order.ReturnTasks.IsEmpty ? TestData.Context.Policy : TestData.PolicyWithoutOptionalRules };

    private static Order Restock(Order order)
    {
        var task = order.ReturnTasks.Single();
        var lines = task.Lines.Select(l => new LineQuantity(l.Line, l.Quantity));
        return order.Accept(new OrderCommand.UpdateReturnTask(task.Id, new ReturnTaskAction.Restock([.. lines]), null)).After;
    }
}
