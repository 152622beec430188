using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Part of <see cref="AvailableActionQuery"/> for handover jobs and parcels.</summary>
internal static class AvailableShippingActions
{
    private static readonly (string Name, HandoverJobAction Step)[] HandoverSteps =
    [
        ("handOver", new HandoverJobAction.HandOverAll()),
        ("wait", new HandoverJobAction.Wait()),
        ("revert", new HandoverJobAction.Revert()),
        ("cancel", new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow)),
    ];

    private static readonly (string Name, LabelAction Step)[] LabelSteps =
    [
        ("request", new LabelAction.Request(null)),
        ("void", new LabelAction.Void()),
        ("track", new LabelAction.Track([])),
        ("split", new LabelAction.Split([])),
    ];

    public static AvailableAction GetHandoverAction(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        if (order.HandoverJobs.IsEmpty)
        {
            return new(ruleSet.Action, AvailableActionQuery.CheckWork(ruleSet, orderContext), ruleSet.Effects, []);
        }

        var steps =
            from job in order.HandoverJobs
            from step in HandoverSteps
            let subject = new RuleSubject.OfHandoverJob(job, step.Step)
            let violations = AvailableActionQuery.CheckWork(ruleSet, orderContext with { Subject = subject })
            select new AvailableActionStep(step.Name, null, null, violations.IsEmpty, violations) { HandoverJob = job.Id };
        return AvailableActionQuery.CreateAction(ruleSet, [.. steps]);
    }

    public static AvailableAction GetHandoverCreation(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        if (!order.ReturnTasks.Any(t => t.IsRefused))
        {
            return new(ruleSet.Action, AvailableActionQuery.CheckWork(ruleSet, orderContext), ruleSet.Effects, []);
        }

        var steps =
            from task in order.ReturnTasks
            where task.IsRefused
            let subject = new RuleSubject.OfHandoverCreation(new(task.PickJobId))
            let violations = AvailableActionQuery.CheckWork(ruleSet, orderContext with { Subject = subject })
            select new AvailableActionStep("create", null, task.PickJobId, violations.IsEmpty, violations);
        return AvailableActionQuery.CreateAction(ruleSet, [.. steps]);
    }

    public static AvailableAction GetLabelAction(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        if (order.Shipments.IsEmpty)
        {
            return new(ruleSet.Action, AvailableActionQuery.CheckWork(ruleSet, orderContext), ruleSet.Effects, []);
        }

        var steps =
            from shipment in order.Shipments
            from parcel in shipment.Parcels
            from step in LabelSteps
            let ruleContext = orderContext with { Subject = new RuleSubject.OfParcel(shipment, parcel, step.Step) }
            let violations = AvailableActionQuery.CheckWork(ruleSet, ruleContext)
            select new AvailableActionStep(step.Name, null, null, violations.IsEmpty, violations) { Parcel = parcel.Id };
        return AvailableActionQuery.CreateAction(ruleSet, [.. steps]);
    }
}
