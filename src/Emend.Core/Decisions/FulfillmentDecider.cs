using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides fulfillment actions in phases: permissions, version, no-change check, rules on the order, effects, rules on the result.
/// </summary>
internal static class FulfillmentDecider
{
    public static Decision Decide(Order order, OrderCommand.ChangeFulfillment command, DecisionContext context)
    {
        var ruleContext = new RuleContext(
            order, order, context, new RuleSubject.OfFulfillment(command.Action, command.NamedEntity?.Entity));
        var evaluator = new RuleEvaluator(context.Policy, command.AcceptedPenalties);
        var ruleSet = evaluator.GetRuleSet(GetAction(command.Action), ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (command.Version is { } version && version != order.Version)
        {
            return new Decision.VersionConflict(order.Version, version);
        }

        if (command.Revision is { } revision && revision != order.Revision)
        {
            return new Decision.VersionConflict(order.Revision, revision);
        }

        if (command.NamedEntity?.FindCurrentVersion(order) is { } other)
        {
            return new Decision.VersionConflict(other, command.NamedEntity.Version!.Value);
        }

        var (shipmentId, shipmentVersion) = command.Action switch
        {
            FulfillmentAction.ChangeCarrier change => (change.Shipment, change.Version),
            FulfillmentAction.SetTargetTime set => (set.Shipment, set.Version),
            _ => default,
        };
        if (shipmentVersion is { } expectedVersion
            && order.FindShipment(shipmentId) is { } shipment && shipment.Version != expectedVersion)
        {
            return new Decision.VersionConflict(shipment.Version, expectedVersion);
        }
        if (IsAlreadyApplied(order, command.Action, context))
        {
            return new Decision.NoChange();
        }

        // A forced cancellation ends a pending modification; every other action waits for it.
        if (command.Action is not FulfillmentAction.ForceCancel)
        {
            evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnOrder, ruleContext);
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.HasHardViolation ? new Decision.Rejected(evaluator.Violations)
            : Accept(order, command, ruleSet, context, evaluator);
    }

    /// <summary>Returns the action name of a fulfillment action.</summary>
    public static string GetAction(FulfillmentAction action) => action switch
    {
        FulfillmentAction.Cancel => ActionNames.CancelOrder,
        FulfillmentAction.ForceCancel => ActionNames.ForceCancelOrder,
        FulfillmentAction.Assign => ActionNames.AssignOrder,
        FulfillmentAction.Reroute => ActionNames.RerouteOrder,
        FulfillmentAction.ReroutePickJob => ActionNames.TaskReroute,
        FulfillmentAction.ChangeCarrier => ActionNames.CarrierChange,
        FulfillmentAction.SetTargetTime => ActionNames.TargetTime,
        FulfillmentAction.RemoveReservations => ActionNames.RemoveReservations,
        FulfillmentAction.Unlock => ActionNames.UnlockOrder,
        FulfillmentAction.ConfirmPromise => ActionNames.ConfirmPromise,
        FulfillmentAction.ExtendPromise => ActionNames.ExtendPromise,
        _ => throw new SwitchExpressionException(action),
    };

    private static bool IsAlreadyApplied(Order order, FulfillmentAction action, DecisionContext context) => action switch
    {
        FulfillmentAction.Cancel or FulfillmentAction.ForceCancel => order.IsCanceled,
        FulfillmentAction.ConfirmPromise confirm =>
            order.IsOpen && (confirm.TenantOrderId is null || confirm.TenantOrderId == order.TenantOrderId),
        FulfillmentAction.Unlock unlock =>
            order.IsOpen && (unlock.PreferredTime is not { } time || time == order.Delivery.PreferredTime),
        FulfillmentAction.Assign assign => !order.Plans.IsEmpty && order.Plans.All(p => p.Facility == assign.Facility),
        FulfillmentAction.ChangeCarrier change => LabelDecider.HasCarrier(order, change, context),
        FulfillmentAction.SetTargetTime set => order.FindShipment(set.Shipment) is { } shipment && order.GetTargetTime(shipment) == set.At,
        FulfillmentAction.RemoveReservations remove => ReservationRemoval.IsAlreadyApplied(order, remove),
        FulfillmentAction.ExtendPromise { Until: { } until } =>
            order.IsActive && order.PromisePeriod?.Until == until,
        _ => false,
    };

    private static Decision Accept(
        Order order, OrderCommand.ChangeFulfillment command, RuleSet ruleSet, DecisionContext context, RuleEvaluator evaluator)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        var accepted = command.Action switch
        {
            FulfillmentAction.Cancel cancel => CancellationDecider.CancelOrder(builder, new(false, cancel.Reason)),
            FulfillmentAction.ForceCancel cancel => CancellationDecider.CancelOrder(builder, new(true, cancel.Reason)),
            FulfillmentAction.ChangeCarrier change => LabelDecider.ChangeCarrier(builder, change, context),
            FulfillmentAction.SetTargetTime set => SetTargetTime(builder, set),
            FulfillmentAction.RemoveReservations remove => ReservationRemoval.Accept(builder, remove),
            FulfillmentAction.Unlock unlock => PromisedOrderDecider.Unlock(builder, unlock, context),
            FulfillmentAction.ConfirmPromise confirm => PromisedOrderDecider.Confirm(builder, confirm),
            FulfillmentAction.ExtendPromise extend => PromisedOrderDecider.Extend(builder, extend),
            var action => Reroute(builder, action, context),
        };
        if (command.Action is not (FulfillmentAction.Cancel or FulfillmentAction.ForceCancel))
        {
            var ruleContext = new RuleContext(order, accepted.After, context, new RuleSubject.OfFulfillment(command.Action, null));
            if (!evaluator.CheckRules(ruleSet, RuleScope.OnResult, ruleContext))
            {
                return new Decision.Rejected(evaluator.Violations);
            }

            if (command is { Action.CausesReroute: true, IfUnroutable: UnroutableBehavior.Reject })
            {
                evaluator.Check(
                    InvariantRules.UnitsStayRouted, ruleContext with { Subject = new RuleSubject.OfRoute(builder.ExceedsCapacity) });
            }
        }

        return evaluator.Conclude(accepted);
    }

    private static Decision.Accepted SetTargetTime(OrderRevisionBuilder builder, FulfillmentAction.SetTargetTime set)
    {
        builder.Append(new OrderEvent.TargetTimeSet(set.Shipment, set.At));
        return builder.Accept(null);
    }

    private static Decision.Accepted Reroute(OrderRevisionBuilder builder, FulfillmentAction action, DecisionContext context)
    {
        var order = builder.Order;
        // Handed-over goods are not rerouted.
        ImmutableArray<EntityId> all = [.. order.Plans.Where(p => !order.IsHandedOver(p)).Select(p => p.Id)];
        switch (action)
        {
            case FulfillmentAction.Assign assign:
                ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                FacilityExclusion.Readmit(builder, assign.Facility);
                return builder.Accept(OrderReroute.Assign(assign.Facility, builder, context, all));
            case FulfillmentAction.ReroutePickJob task:
                var job = order.FindPickJob(task.PickJob)!;
                if (task.IsRejection || !context.Actor.Facilities.IsEmpty || context.Strategy.BlacklistAssigned)
                {
                    FacilityExclusion.Exclude(builder, job.Facility);
                }

                ImmutableArray<EntityId> some = [job.PlanId, .. OrderReroute.GetUnroutablePlans(order)];
                return builder.Accept(OrderReroute.Reroute(builder, context, RerouteReason.ManualReroute, some));
            default:
                ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs.Where(j => all.Contains(j.PlanId)));
                FacilityExclusion.Readmit(builder, order.Delivery.CollectAt);
                return builder.Accept(OrderReroute.Reroute(builder, context, RerouteReason.ProcessReroute, all));
        }
    }
}
