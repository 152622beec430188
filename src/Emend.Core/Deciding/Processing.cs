using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>
/// Decides on changes of how an order is fulfilled: permissions, version, whether anything would change, the rows on the order, then
/// what it does, and the rows on the result.
/// </summary>
internal static class Processing
{
    public static Decision Decide(Order order, OrderCommand.Process process, Facts facts)
    {
        var table = facts.Policy[ActionOf(process.Step)];
        var about = new Case(order, order, facts) { Process = process.Step };
        var checking = new Checking(process.Accept);
        checking.Permissions(table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (process.Version is { } version && version != order.Version)
            return new Decision.Stale(order.Version, version);
        if (process.Revision is { } revision && revision != order.Revision)
            return new Decision.Stale(order.Revision, revision);
        if (process.Seen?.Otherwise(order) is { } other)
            return new Decision.Stale(other, process.Seen.Version);
        if (process.Step is ProcessStep.ChangeCarrier { Version: { } saw } change
            && order.FindShipment(change.Shipment) is { } shipment && shipment.Version != saw)
        {
            return new Decision.Stale(shipment.Version, saw);
        }
        if (IsSo(order, process.Step, facts))
            return new Decision.NoChange();

        // Force cancel ends a modification that is in flight; everything else waits for it.
        if (process.Step is not ProcessStep.ForceCancel)
            checking.Rows(Invariants.Table, Looks.AtOrder, about);
        checking.Rows(table, Looks.AtOrder, about);
        return checking.Stopped ? new Decision.Refused(checking.Refusals) : Accept(order, process, table, facts, checking);
    }

    /// <summary>The table that guards a step.</summary>
    public static string ActionOf(ProcessStep step) => step switch
    {
        ProcessStep.Cancel => Actions.CancelOrder,
        ProcessStep.ForceCancel => Actions.ForceCancelOrder,
        ProcessStep.Assign => Actions.AssignOrder,
        ProcessStep.Reroute => Actions.RerouteOrder,
        ProcessStep.RerouteTask => Actions.TaskReroute,
        ProcessStep.ChangeCarrier => Actions.CarrierChange,
        ProcessStep.Unlock => Actions.UnlockOrder,
        ProcessStep.ConfirmPromise => Actions.ConfirmPromise,
        ProcessStep.ExtendPromise => Actions.ExtendPromise,
        _ => throw new SwitchExpressionException(step),
    };

    private static bool IsSo(Order order, ProcessStep step, Facts facts) => step switch
    {
        ProcessStep.Cancel or ProcessStep.ForceCancel => order.Status is OrderStatus.Cancelled,
        ProcessStep.ChangeCarrier change => LabelWork.IsWith(order, change, facts),
        ProcessStep.ExtendPromise { Until: { } until } => order is { Status: OrderStatus.Promised } && order.Promised?.Until == until,
        _ => false,
    };

    private static Decision Accept(Order order, OrderCommand.Process process, Table table, Facts facts, Checking checking)
    {
        var draft = Draft.Of(order, facts);
        var accepted = process.Step switch
        {
            ProcessStep.Cancel cancel => Cancelling.Accept(draft, new(false, cancel.Reason)),
            ProcessStep.ForceCancel cancel => Cancelling.Accept(draft, new(true, cancel.Reason)),
            ProcessStep.ChangeCarrier change => LabelWork.Change(draft, change, facts),
            ProcessStep.Unlock unlock => Promising.Unlock(draft, unlock, facts),
            ProcessStep.ConfirmPromise confirm => Promising.Confirm(draft, confirm),
            ProcessStep.ExtendPromise extend => Promising.Extend(draft, extend),
            var step => Elsewhere(draft, step, facts),
        };
        if (process.Step is not (ProcessStep.Cancel or ProcessStep.ForceCancel))
        {
            var about = new Case(order, accepted.After, facts) { Process = process.Step };
            if (!checking.Rows(table, Looks.AtResult, about))
                return new Decision.Refused(checking.Refusals);
            if (process is { Step.Reroutes: true, IfUnroutable: IfUnroutable.Refuse })
                checking.Check(Invariants.KeepsItsPlace, about, null);
        }
        accepted = accepted with { Passed = checking.Passed };
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) { Otherwise = accepted } : accepted;
    }

    private static Decision.Accepted Elsewhere(Draft draft, ProcessStep step, Facts facts)
    {
        var order = draft.Order;
        ImmutableArray<EntityId> all = [.. order.Plans.Where(p => !IsGone(order, p)).Select(p => p.Id)];
        switch (step)
        {
            case ProcessStep.Assign assign:
                Returns.Ask(draft, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                return draft.Accept(Rerouting.To(assign.Facility, draft, facts, all));
            case ProcessStep.RerouteTask task:
                var job = order.FindPickJob(task.PickJob)!;
                if (facts.Strategy.BlacklistAssigned)
                    draft.Happen(new OrderEvent.FacilitiesBlocked([job.Facility]));
                ImmutableArray<EntityId> some = [job.PlanId, .. Rerouting.Waiting(order)];
                return draft.Accept(Rerouting.Of(draft, facts, RerouteReason.ManualReroute, some));
            default:
                Returns.Ask(draft, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                return draft.Accept(Rerouting.Of(draft, facts, RerouteReason.ProcessReroute, all));
        }
    }

    // What was handed over, in part or whole, is nobody's to route again.
    private static bool IsGone(Order order, RoutingPlan plan) =>
        order.PickJobOf(plan.Id) is { } job && order.HandoverJobs.Any(h => h.PickJobId == job.Id && h.AnyGone);
}
