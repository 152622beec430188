using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>
/// A command that ends an entity changes nothing if the entity already ended in this way. The entity is then no part of the order; the
/// decision context has its last state.
/// </summary>
public sealed class RepeatedEndTests
{
    private static readonly Order Placed = TestData.Order();

    private static readonly Order Picking = Placed.Accept(ReportPicked((TestData.ShirtLine, 2))).After;

    private static readonly Order Returning = Picking.Accept(UpdatePickJob(new PickJobAction.Cancel(false))).After;

    private static readonly DecisionContext OtherFacility =
        TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Utrecht] } };

    [Fact]
    public void A_repeated_end_of_a_pick_job_changes_nothing()
    {
        var started = Placed.Accept(UpdatePickJob(new PickJobAction.Start())).After;
        foreach (var action in (PickJobAction[])
            [new PickJobAction.Abort(), new PickJobAction.Cancel(false), new PickJobAction.Cancel(true), new PickJobAction.Close()])
        {
            var (after, context) = End(started, UpdatePickJob(action));

            Assert.Null(after.FindPickJob(TestData.JobId));
            Assert.IsType<Decision.NoChange>(after.Decide(UpdatePickJob(action), context));
            Assert.Equal(["PJ-4"], after.Decide(UpdatePickJob(action)).ViolatedRuleIds());
            Assert.Equal(["PJ-4"], after.Decide(UpdatePickJob(new PickJobAction.Start()), context).ViolatedRuleIds());
        }
    }

    [Fact]
    public void A_pick_job_that_ended_in_another_way_is_superseded()
    {
        var (after, context) = End(Picking, UpdatePickJob(new PickJobAction.Abort()));

        Assert.Equal(["PJ-4"], after.Decide(UpdatePickJob(new PickJobAction.Cancel(false)), context).ViolatedRuleIds());
        Assert.Equal(["PJ-4"], after.Decide(UpdatePickJob(new PickJobAction.Close()), context).ViolatedRuleIds());
        var (canceled, contextOfCanceled) = End(Picking, UpdatePickJob(new PickJobAction.Cancel(false)));
        Assert.Equal(["PJ-4"], canceled.Decide(UpdatePickJob(new PickJobAction.Cancel(true)), contextOfCanceled).ViolatedRuleIds());
    }

    [Fact]
    public void A_repeated_request_is_checked_for_permissions_and_version()
    {
        var abort = new PickJobAction.Abort();
        var (after, context) = End(Picking, UpdatePickJob(abort, 2));

        Assert.Equal(new Decision.VersionConflict(3, 2), after.Decide(UpdatePickJob(abort, 2), context));
        Assert.IsType<Decision.NoChange>(after.Decide(UpdatePickJob(abort, 3), context));
        var elsewhere = OtherFacility with { EndedEntity = context.EndedEntity };
        Assert.Equal(["PJ-2"], after.Decide(UpdatePickJob(abort), elsewhere).ViolatedRuleIds());
    }

    [Fact]
    public void A_repeated_cancellation_of_a_handover_job_changes_nothing()
    {
        var cancel = UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow));
        var (after, context) = End(TestData.PickedOrder(), cancel);

        Assert.IsType<Decision.NoChange>(after.Decide(cancel, context));
        Assert.IsType<Decision.VersionConflict>(after.Decide(cancel with { Version = 1 }, context));
        Assert.Equal(["HJ-4"], after.Decide(cancel).ViolatedRuleIds());
        var other = UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects));
        Assert.Equal(["HJ-4"], after.Decide(other, context).ViolatedRuleIds());
        Assert.Equal(["HJ-2"], after.Decide(cancel, OtherFacility with { EndedEntity = context.EndedEntity }).ViolatedRuleIds());
    }

    [Fact]
    public void A_repeated_last_report_of_a_return_task_changes_nothing()
    {
        var task = Assert.Single(Returning.ReturnTasks);
        var restock = Update(task, new ReturnTaskAction.Restock([.. task.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]));
        var (after, context) = End(Returning, restock);

        Assert.Empty(after.ReturnTasks);
        Assert.IsType<Decision.NoChange>(after.Decide(restock, context));
        Assert.IsType<Decision.NoChange>(after.Decide(Update(task, new ReturnTaskAction.Close()), context));
        Assert.IsType<Decision.VersionConflict>(after.Decide(restock with { Version = 1 }, context));
        var fewer = Update(task, new ReturnTaskAction.Restock([new(task.Lines[0].Line, TestData.Units(1))]));
        Assert.Equal(["RK-3"], after.Decide(fewer, context).ViolatedRuleIds());
        Assert.Equal(["RK-3"], after.Decide(restock).ViolatedRuleIds());
    }

    [Fact]
    public void A_repeated_request_for_a_label_changes_nothing()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel(new LabelAction.Request("BIKE"))).After;
        foreach (var order in new[] { requested, Created(requested) })
        {
            Assert.IsType<Decision.NoChange>(order.Decide(UpdateLabel(new LabelAction.Request("BIKE"))));
            Assert.IsType<Decision.NoChange>(order.Decide(UpdateLabel()));
            Assert.Equal(["SL-5"], order.Decide(UpdateLabel(new LabelAction.Request("VAN"))).ViolatedRuleIds());
        }
    }

    private static Order Created(Order requested) => requested.Accept(
        UpdateLabel(new LabelAction.Created(requested.Shipments[0].Parcels[0].LabelRequested!.Value, "T1"))).After;

    private static OrderCommand.UpdateReturnTask Update(ReturnTask task, ReturnTaskAction action) => new(task.Id, action, null);

    private static (Order After, DecisionContext Context) End(Order order, OrderCommand command)
    {
        var accepted = order.Accept(command);
        var ended = accepted.Effects.EndedEntities;
        return (accepted.After, TestData.Context with
        {
            EndedEntity = command switch
            {
                OrderCommand.UpdatePickJob => new EndedEntity.OfPickJob(Assert.Single(ended.PickJobs)),
                OrderCommand.UpdateHandoverJob => new EndedEntity.OfHandoverJob(Assert.Single(ended.HandoverJobs)),
                _ => new EndedEntity.OfReturnTask(Assert.Single(ended.ReturnTasks)),
            },
        });
    }
}
