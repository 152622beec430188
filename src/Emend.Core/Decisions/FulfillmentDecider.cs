using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides on changes of how an order is fulfilled: permissions, version, whether anything would change, the rows on the order, then
/// what it does, and the rows on the result.
/// </summary>
internal static class FulfillmentDecider
{
    public static Decision Decide(Order order, OrderCommand.ChangeFulfillment changeFulfillment, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionOf(changeFulfillment.Step)];
        var about = new RuleContext(order, order, context) { FulfillmentAction = changeFulfillment.Step };
        var evaluator = new RuleEvaluator(changeFulfillment.AcceptedPenalties);
        evaluator.Permissions(ruleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (changeFulfillment.Version is { } version && version != order.Version)
            return new Decision.VersionConflict(order.Version, version);
        if (changeFulfillment.Revision is { } revision && revision != order.Revision)
            return new Decision.VersionConflict(order.Revision, revision);
        if (changeFulfillment.ExpectedVersion?.Otherwise(order) is { } other)
            return new Decision.VersionConflict(other, changeFulfillment.ExpectedVersion.Version);
        if (changeFulfillment.Step is FulfillmentAction.ChangeCarrier { Version: { } saw } change
            && order.FindShipment(change.Shipment) is { } shipment && shipment.Version != saw)
        {
            return new Decision.VersionConflict(shipment.Version, saw);
        }
        if (IsSo(order, changeFulfillment.Step, context))
            return new Decision.NoChange();

        // Force cancel ends a modification that is in flight; everything else waits for it.
        if (changeFulfillment.Step is not FulfillmentAction.ForceCancel)
            evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnOrder, about);
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.HasHardViolation ? new Decision.Rejected(evaluator.Refusals) : Accept(order, changeFulfillment, ruleSet, context, evaluator);
    }

    /// <summary>The table that guards a step.</summary>
    public static string ActionOf(FulfillmentAction action) => action switch
    {
        FulfillmentAction.Cancel => ActionNames.CancelOrder,
        FulfillmentAction.ForceCancel => ActionNames.ForceCancelOrder,
        FulfillmentAction.Assign => ActionNames.AssignOrder,
        FulfillmentAction.Reroute => ActionNames.RerouteOrder,
        FulfillmentAction.ReroutePickJob => ActionNames.TaskReroute,
        FulfillmentAction.ChangeCarrier => ActionNames.CarrierChange,
        FulfillmentAction.Unlock => ActionNames.UnlockOrder,
        FulfillmentAction.ConfirmPromise => ActionNames.ConfirmPromise,
        FulfillmentAction.ExtendPromise => ActionNames.ExtendPromise,
        _ => throw new SwitchExpressionException(action),
    };

    private static bool IsSo(Order order, FulfillmentAction action, DecisionContext context) => action switch
    {
        FulfillmentAction.Cancel or FulfillmentAction.ForceCancel => order.Status is OrderStatus.Canceled,
        FulfillmentAction.ChangeCarrier change => LabelDecider.IsWith(order, change, context),
        FulfillmentAction.ExtendPromise { Until: { } until } => order is { Status: OrderStatus.Promised } && order.PromisePeriod?.Until == until,
        _ => false,
    };

    private static Decision Accept(Order order, OrderCommand.ChangeFulfillment changeFulfillment, RuleSet ruleSet, DecisionContext context, RuleEvaluator evaluator)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        var accepted = changeFulfillment.Step switch
        {
            FulfillmentAction.Cancel cancel => CancellationDecider.Accept(builder, new(false, cancel.Reason)),
            FulfillmentAction.ForceCancel cancel => CancellationDecider.Accept(builder, new(true, cancel.Reason)),
            FulfillmentAction.ChangeCarrier change => LabelDecider.Change(builder, change, context),
            FulfillmentAction.Unlock unlock => PromisedOrderDecider.Unlock(builder, unlock, context),
            FulfillmentAction.ConfirmPromise confirm => PromisedOrderDecider.Confirm(builder, confirm),
            FulfillmentAction.ExtendPromise extend => PromisedOrderDecider.Extend(builder, extend),
            var action => Elsewhere(builder, action, context),
        };
        if (changeFulfillment.Step is not (FulfillmentAction.Cancel or FulfillmentAction.ForceCancel))
        {
            var about = new RuleContext(order, accepted.After, context) { FulfillmentAction = changeFulfillment.Step };
            if (!evaluator.Rows(ruleSet, RuleScope.OnResult, about))
                return new Decision.Rejected(evaluator.Refusals);
            if (changeFulfillment is { Step.Reroutes: true, IfUnroutable: UnroutableBehavior.Refuse })
                evaluator.Check(InvariantRules.KeepsFacilities, about, null);
        }
        accepted = accepted with { Overrides = evaluator.Passed };
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) { ResultIfAllowed = accepted } : accepted;
    }

    private static Decision.Accepted Elsewhere(OrderRevisionBuilder builder, FulfillmentAction action, DecisionContext context)
    {
        var order = builder.Order;
        ImmutableArray<EntityId> all = [.. order.Plans.Where(p => !IsGone(order, p)).Select(p => p.Id)];
        switch (action)
        {
            case FulfillmentAction.Assign assign:
                ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                return builder.Accept(OrderReroute.To(assign.Facility, builder, context, all));
            case FulfillmentAction.ReroutePickJob task:
                var job = order.FindPickJob(task.PickJob)!;
                if (context.Strategy.BlacklistAssigned)
                    builder.Append(new OrderEvent.FacilitiesExcluded([job.Facility]));
                ImmutableArray<EntityId> some = [job.PlanId, .. OrderReroute.Waiting(order)];
                return builder.Accept(OrderReroute.From(builder, context, RerouteReason.ManualReroute, some));
            default:
                ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                return builder.Accept(OrderReroute.From(builder, context, RerouteReason.ProcessReroute, all));
        }
    }

    // What was handed over, in part or whole, is nobody's to route again.
    private static bool IsGone(Order order, RoutingPlan plan) =>
        order.PickJobOf(plan.Id) is { } job && order.HandoverJobs.Any(h => h.PickJobId == job.Id && h.HasHandedOver);
}
