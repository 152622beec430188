using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

/// <summary>The customer comes after all: a new handover job for goods that wait to be restocked.</summary>
public sealed class HandoverCreationTests
{
    private static readonly OrderCommand Create = new OrderCommand.CreateHandoverJob(TestData.JobId);

    [Fact]
    public void Refused_goods_are_handed_over_after_all_and_their_return_task_ends()
    {
        var accepted = Refuse(TestData.PickedOrder()).Accept(Create);

        Assert.Equal(["ReturnRevoked", "HandoverJobCreated", "ReturnTaskClosed"], accepted.Events.EventNames());
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(ReturnTaskStatus.Closed, Assert.Single(accepted.Effects.EndedEntities.ReturnTasks).Status);
        var order = accepted.After;
        Assert.Empty(order.ReturnTasks);
        Assert.All(order.Lines, l => Assert.Equal(
            (default, default, default), (l.PickedNotRestocked, l.Withdrawn, l.Refused)));
        Assert.All(order.Lines, l => Assert.Equal(l.Quantity, LineUnits.Count(order, l).Picked));
        var job = Assert.Single(order.HandoverJobs);
        Assert.Equal(
            (HandoverStatus.Open, TestData.Amsterdam, 5000L), (job.Status, job.Facility, job.Lines.Sum(l => l.Quantity.Thousandths)));
        Assert.Equal(PickJobStatus.Closed, order.FindPickJob(job.PickJobId)!.Status);
        Assert.NotEqual(TestData.JobId, job.PickJobId);
        Assert.Equal(ShipmentStatus.Initial, Assert.Single(order.Shipments).Status);
        var handedOver = order.Accept(new OrderCommand.UpdateHandoverJob(job.Id, new HandoverJobAction.HandOverAll(), null)).After;
        Assert.All(handedOver.Lines, l => Assert.Equal(l.Quantity, l.Shipped));
    }

    [Fact]
    public void Collected_goods_need_no_shipment()
    {
        var order = Refuse(TestData.CollectOrder()).Accept(Create).After;
        Assert.Empty(order.Shipments);
        Assert.Single(order.HandoverJobs);
    }

    [Fact]
    public void Restocked_goods_stay_returned()
    {
        var partly = Restock(Refuse(TestData.PickedOrder()), (TestData.ShirtLine, 1), (TestData.JeansLine, 2));

        var accepted = partly.Accept(Create);

        Assert.Equal([(TestData.ShirtLine, TestData.Units(2))], accepted.After.HandoverJobs[0].Lines.Select(l => (l.Line, l.Quantity)));
        var order = accepted.After;
        var (shirts, jeans) = (LineUnits.Count(order, order.Lines[0]), LineUnits.Count(order, order.Lines[1]));
        Assert.Equal((TestData.Units(2), TestData.Units(1)), (shirts.Picked, shirts.Returned));
        Assert.Equal(TestData.Units(2), jeans.Returned);
        Assert.Empty(accepted.After.ReturnTasks);
    }

    [Fact]
    public void A_reduced_line_gets_only_its_remaining_units_and_the_rest_is_restocked()
    {
        var more = Refuse(TestData.PickedOrder()).Accept(Modify(Shirts(5)), Lenient).After;
        var fewer = more.Accept(Modify(Shirts(3)), Lenient).After;
        Assert.Equal(TestData.Units(1), fewer.Lines[0].Refused);

        var accepted = fewer.Accept(Create, TestData.Context with { Seed = new IdSeed(TestData.Noon, 7, 7) });

        Assert.Equal(["ReturnRevoked", "HandoverJobCreated"], accepted.Events.EventNames());
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Units(1)), (TestData.JeansLine, TestData.Units(2))],
            accepted.After.HandoverJobs[^1].Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Equal(TestData.Units(2), Assert.Single(Assert.Single(accepted.After.ReturnTasks).Lines).Quantity);
        Assert.Equal(TestData.Units(2), accepted.After.Lines[0].PickedNotRestocked);
    }

    [Fact]
    public void The_goods_can_be_refused_again_and_only_goods_of_the_stock_return_to_it()
    {
        var kept = TestData.Order().Accept(RemoveReservations(false)).After;
        var packed = kept.Accept(ReportPicked((TestData.ShirtLine, 3), (TestData.JeansLine, 2))).After
            .Accept(UpdatePickJob(new PickJobAction.Close())).After;
        var again = Refuse(Refuse(packed).Accept(Create).After);
        Assert.Empty(RestockAll(again).Effects.Stock);

        var counted = Refuse(Refuse(TestData.PickedOrder()).Accept(Create).After);
        Assert.Equal([2000L, 3000L], RestockAll(counted).Effects.Stock.Select(d => d.OnHand.Thousandths));
    }

    [Fact]
    public void Goods_of_other_return_tasks_are_restocked()
    {
        var canceled = TestData.PickedOrder()
            .Accept(UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.OrderCanceled))).After;
        Assert.Equal(["HC-5"], canceled.Decide(Create).ViolatedRuleIds());
        var aborted = TestData.Order().Accept(ReportPicked((TestData.ShirtLine, 1))).After
            .Accept(UpdatePickJob(new PickJobAction.Abort())).After;
        Assert.Equal(["HC-5"], aborted.Decide(Create).ViolatedRuleIds());
        Assert.Equal(["HC-5"], Refuse(TestData.PickedOrder()).Accept(Create).After.Decide(Create).ViolatedRuleIds());
    }

    [Fact]
    public void The_goods_raise_events_of_plan_pick_job_handover_shipment_and_return_task()
    {
        var refused = Refuse(TestData.PickedOrder());
        var accepted = refused.Accept(Create);

        Assert.Equal(
            [
                EventKind.PlanRouted, EventKind.PickJobCreated, EventKind.PickingFinished, EventKind.HandoverCreated,
                EventKind.ShipmentCreated, EventKind.ReturnTaskClosed,
            ],
            IntegrationEventMapper.Map(refused, accepted.After, accepted.Events).Select(e => e.Kind));
    }

    [Fact]
    public void The_expected_version_is_that_of_the_return_task()
    {
        var refused = Refuse(TestData.PickedOrder());
        Assert.IsType<Decision.VersionConflict>(refused.Decide(new OrderCommand.CreateHandoverJob(TestData.JobId) { Version = 2 }));
        refused.Accept(new OrderCommand.CreateHandoverJob(TestData.JobId) { Version = 1 });
    }

    [Fact]
    public void Each_pick_job_with_refused_goods_is_a_step()
    {
        var action = Decider.GetAvailableActions(Refuse(TestData.PickedOrder()), TestData.Context)
            .Single(a => a.Action == ActionNames.CreateHandoverJob);
        Assert.Equal(("create", TestData.JobId, true), Assert.Single(action.Steps) switch
        {
            var s => (s.Step, s.PickJob!.Value, s.IsAllowed),
        });
    }

    private static DecisionContext Lenient => TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };

    private static Order Refuse(Order order) => order.Accept(new OrderCommand.UpdateHandoverJob(
        order.HandoverJobs[0].Id, new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow), null)).After;

    private static Order Restock(Order order, params (LineId Line, decimal Quantity)[] lines) => order.Accept(
        new OrderCommand.UpdateReturnTask(
            order.ReturnTasks[0].Id,
            new ReturnTaskAction.Restock([.. lines.Select(l => new LineQuantity(l.Line, TestData.Units(l.Quantity)))]),
            null)).After;

    private static Decision.Accepted RestockAll(Order order) => order.Accept(new OrderCommand.UpdateReturnTask(
        order.ReturnTasks[0].Id,
        new ReturnTaskAction.Restock([.. order.ReturnTasks[0].Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]),
        null));
}
