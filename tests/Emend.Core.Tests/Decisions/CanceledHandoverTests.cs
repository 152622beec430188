using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Nobody takes what was picked.</summary>
public sealed class CanceledHandoverTests
{
    private static readonly HandoverJobAction NoShow = new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow);

    [Fact]
    public void A_cancelled_handover_ends_alone_and_what_was_picked_is_to_be_put_back()
    {
        var accepted = TestData.Packed(ParcelStatus.Processing).Does(Hand(NoShow));

        Assert.Equal(["ReturnsAsked", "HandoverCancelled"], accepted.Events.Names());
        Assert.Equal(OrderStatus.Open, accepted.After.Status);
        Assert.Empty(accepted.After.PickJobs.Select(j => j.Id).Concat(accepted.After.HandoverJobs.Select(h => h.Id)));
        Assert.Empty(accepted.After.Plans.Select(p => p.Id).Concat(accepted.After.Shipments.Select(s => s.Id)));
        Assert.Equal([TestData.Of(3), TestData.Of(2)], Assert.Single(accepted.After.ReturnTasks).Lines.Select(l => l.Quantity));
        Assert.Equal([TestData.Of(3), TestData.Of(2)], accepted.After.Lines.Select(l => l.Withdrawn));
        Assert.Empty(accepted.Effects.Stock);
        var past = Assert.Single(accepted.Effects.Past.HandoverJobs);
        Assert.Equal((HandoverStatus.Canceled, HandoverCancelReason.ConsumerNoShow), (past.Status, past.CancelReason));
        Assert.Equal(ParcelStatus.Canceled, Assert.Single(Assert.Single(accepted.Effects.Past.Shipments).Parcels).Status);
        Assert.Equal(PickJobStatus.Closed, Assert.Single(accepted.Effects.Past.PickJobs).Status);
    }

    [Fact]
    public void Nobody_routes_again_what_nobody_took()
    {
        var refused = TestData.Packed().Does(Hand(NoShow)).After;

        var rerouted = refused.Does(new OrderCommand.ChangeFulfillment(new FulfillmentAction.Reroute(), null, UnroutableBehavior.Accept), Back(refused)).After;
        Assert.Empty(rerouted.Plans);
        var more = PutBack(refused).Does(To(Shirts(5))).After;
        Assert.Equal(TestData.Of(2), Assert.Single(Assert.Single(more.Plans).Lines).Quantity);
    }

    [Fact]
    public void It_can_be_cancelled_once_the_goods_are_back()
    {
        var refused = TestData.Packed().Does(Hand(NoShow)).After;
        var cancel = new OrderCommand.ChangeFulfillment(new FulfillmentAction.Cancel(null), null, UnroutableBehavior.Accept);

        Assert.Equal(["CN-3"], refused.Asks(cancel).RefusedBy());
        Assert.Equal(OrderStatus.Canceled, PutBack(refused).Does(cancel).After.Status);
    }

    [Fact]
    public void What_is_gone_in_part_is_not_cancelled()
    {
        var partly = TestData.Packed().Does(HandOver((TestData.ShirtLine, 1))).After;
        Assert.Equal(["HJ-12"], partly.Asks(Hand(NoShow)).RefusedBy());
    }

    [Fact]
    public void A_line_is_closed_by_itself()
    {
        var accepted = TestData.Packed().Does(Hand(new HandoverJobAction.HandOverLine(TestData.ShirtLine)));

        Assert.Equal(["LineHandedOver"], accepted.Events.Names());
        Assert.Equal(TestData.Of(3), accepted.After.FindLine(TestData.ShirtLine)!.Shipped);
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Hand(new HandoverJobAction.HandOverLine(TestData.ShirtLine))));
        Assert.Equal(["HJ-6"], TestData.Packed().Asks(Hand(new HandoverJobAction.HandOverLine(new("other")))).RefusedBy());
        Assert.Contains("HandedOver", accepted.After.Does(Hand(new HandoverJobAction.HandOverLine(TestData.JeansLine))).Events.Names());
    }

    [Fact]
    public void It_is_told_of_the_handover_its_shipment_and_its_return_task()
    {
        var order = TestData.Packed();
        var accepted = order.Does(Hand(NoShow));

        var told = IntegrationEventMapper.Of(order, accepted.After, accepted.Events).Select(h => h.Kind);
        Assert.Equal([EventTypes.ReturnTaskCreated, EventTypes.HandoverCancelled, EventTypes.ShipmentUpdated], told);
    }

    // A reroute waits until what was picked is back; a policy may say otherwise.
    private static DecisionContext Back(Order order) =>
        TestData.Context with { Policy = order.ReturnTasks.IsEmpty ? TestData.Context.Policy : TestData.Lenient };

    private static Order PutBack(Order order)
    {
        var task = order.ReturnTasks.Single();
        var lines = task.Lines.Select(l => new LineQuantity(l.Line, l.Quantity));
        return order.Does(new OrderCommand.UpdateReturnTask(task.Id, new ReturnTaskAction.Restock([.. lines]), null)).After;
    }
}
