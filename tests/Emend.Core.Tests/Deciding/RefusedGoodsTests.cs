using Emend.Core.Differences;
using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

/// <summary>Nobody takes what was picked.</summary>
public sealed class RefusedGoodsTests
{
    private static readonly HandoverStep NoShow = new HandoverStep.Cancel(HandoverCancelReason.ConsumerNoShow);

    [Fact]
    public void A_cancelled_handover_ends_alone_and_what_was_picked_is_to_be_put_back()
    {
        var done = Given.Packed(ParcelStatus.Processing).Does(Hand(NoShow));

        Assert.Equal(["ReturnsAsked", "HandoverCancelled"], done.Events.Names());
        Assert.Equal(OrderStatus.Open, done.After.Status);
        Assert.Empty(done.After.PickJobs.Select(j => j.Id).Concat(done.After.HandoverJobs.Select(h => h.Id)));
        Assert.Empty(done.After.Plans.Select(p => p.Id).Concat(done.After.Shipments.Select(s => s.Id)));
        Assert.Equal([Given.Of(3), Given.Of(2)], Assert.Single(done.After.ReturnTasks).Lines.Select(l => l.Quantity));
        Assert.Equal([Given.Of(3), Given.Of(2)], done.After.Lines.Select(l => l.Refused));
        Assert.Empty(done.Effects.Stock);
        var past = Assert.Single(done.Effects.Past.HandoverJobs);
        Assert.Equal((HandoverStatus.Canceled, HandoverCancelReason.ConsumerNoShow), (past.Status, past.CancelReason));
        Assert.Equal(ParcelStatus.Canceled, Assert.Single(Assert.Single(done.Effects.Past.Shipments).Parcels).Status);
        Assert.Equal(PickJobStatus.Closed, Assert.Single(done.Effects.Past.PickJobs).Status);
    }

    [Fact]
    public void Nobody_routes_again_what_nobody_took()
    {
        var refused = Given.Packed().Does(Hand(NoShow)).After;

        var rerouted = refused.Does(new OrderCommand.Process(new ProcessStep.Reroute(), null, IfUnroutable.Accept), Back(refused)).After;
        Assert.Empty(rerouted.Plans);
        var more = PutBack(refused).Does(To(Shirts(5))).After;
        Assert.Equal(Given.Of(2), Assert.Single(Assert.Single(more.Plans).Lines).Quantity);
    }

    [Fact]
    public void It_can_be_cancelled_once_the_goods_are_back()
    {
        var refused = Given.Packed().Does(Hand(NoShow)).After;
        var cancel = new OrderCommand.Process(new ProcessStep.Cancel(null), null, IfUnroutable.Accept);

        Assert.Equal(["CN-3"], refused.Asks(cancel).RefusedBy());
        Assert.Equal(OrderStatus.Cancelled, PutBack(refused).Does(cancel).After.Status);
    }

    [Fact]
    public void What_is_gone_in_part_is_not_cancelled()
    {
        var partly = Given.Packed().Does(HandOver((Given.ShirtLine, 1))).After;
        Assert.Equal(["HJ-12"], partly.Asks(Hand(NoShow)).RefusedBy());
    }

    [Fact]
    public void A_line_is_closed_by_itself()
    {
        var done = Given.Packed().Does(Hand(new HandoverStep.CloseLine(Given.ShirtLine)));

        Assert.Equal(["LineHandedOver"], done.Events.Names());
        Assert.Equal(Given.Of(3), done.After.FindLine(Given.ShirtLine)!.Shipped);
        Assert.IsType<Decision.NoChange>(done.After.Asks(Hand(new HandoverStep.CloseLine(Given.ShirtLine))));
        Assert.Equal(["HJ-6"], Given.Packed().Asks(Hand(new HandoverStep.CloseLine(new("other")))).RefusedBy());
        Assert.Contains("HandedOver", done.After.Does(Hand(new HandoverStep.CloseLine(Given.JeansLine))).Events.Names());
    }

    [Fact]
    public void It_is_told_of_the_handover_its_shipment_and_its_return_task()
    {
        var order = Given.Packed();
        var done = order.Does(Hand(NoShow));

        var told = Happenings.Of(order, done.After, done.Events).Select(h => h.Kind);
        Assert.Equal([EventKinds.ReturnTaskCreated, EventKinds.HandoverCancelled, EventKinds.ShipmentUpdated], told);
    }

    // A reroute waits until what was picked is back; a policy may say otherwise.
    private static Facts Back(Order order) =>
        Given.Facts with { Policy = order.ReturnTasks.IsEmpty ? Given.Facts.Policy : Given.Lenient };

    private static Order PutBack(Order order)
    {
        var task = order.ReturnTasks.Single();
        var lines = task.Lines.Select(l => new LineQuantity(l.Line, l.Quantity));
        return order.Does(new OrderCommand.Return(task.Id, new ReturnStep.PutBack([.. lines]), null)).After;
    }
}
