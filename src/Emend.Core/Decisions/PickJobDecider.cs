using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides actions on pick jobs.</summary>
internal static class PickJobDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdatePickJob command, DecisionContext context)
    {
        var job = order.FindPickJob(command.PickJob);
        var known = job ?? FindEnded(command, context);
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfPickJob(job, command.Action));
        var evaluator = new RuleEvaluator(context.Policy);
        var ruleSet = evaluator.GetRuleSet(ActionNames.PickJob, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext with { Subject = new RuleSubject.OfPickJob(known, command.Action) });
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (known is not null && command.Version is { } expectedVersion && expectedVersion != known.Version)
        {
            return new Decision.VersionConflict(known.Version, expectedVersion);
        }

        if (known is not null && IsAlreadyApplied(known, command.Action))
        {
            return new Decision.NoChange();
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) : Accept(order, job!, command.Action, context);
    }

    // A pick job that ended in another way is superseded.
    private static PickJob? FindEnded(OrderCommand.UpdatePickJob command, DecisionContext context) =>
        context.EndedEntity is EndedEntity.OfPickJob { Job: var job } && job.Id == command.PickJob && IsEndedBy(job, command.Action)
            ? job
            : null;

    private static bool IsEndedBy(PickJob job, PickJobAction action) => action switch
    {
        PickJobAction.Close => job.Status is PickJobStatus.Closed,
        PickJobAction.Abort => job.Status is PickJobStatus.Aborted,
        PickJobAction.Cancel { Obsolete: var obsolete } => job.Status == (obsolete ? PickJobStatus.Obsolete : PickJobStatus.Canceled),
        _ => false,
    };

    private static bool IsAlreadyApplied(PickJob job, PickJobAction action) => action switch
    {
        PickJobAction.Start => job.Status is PickJobStatus.InProgress,
        PickJobAction.Pick picked => PickLineReports.IsAlreadyApplied(job, picked),
        PickJobAction.Split { Parts.IsEmpty: true } or PickJobAction.Merge { Parts.IsEmpty: true } => true,
        PickJobAction.Pause => job.Status is PickJobStatus.Paused,
        PickJobAction.Reset => job.Status is PickJobStatus.Open && HasNoReports(job),
        PickJobAction.Restart => job.Status is PickJobStatus.InProgress && HasNoReports(job),
        _ => IsEndedBy(job, action),
    };

    private static bool HasNoReports(PickJob job) => job.Lines.All(l => l.Picked == Quantity.Zero && l.Parts.IsEmpty);

    private static Decision.Accepted Accept(Order order, PickJob job, PickJobAction action, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        OrderReroute? routing = null;
        switch (action)
        {
            case PickJobAction.Start:
                builder.Append(new OrderEvent.PickingStarted(job.Id));
                break;
            case PickJobAction.Pick or PickJobAction.Split or PickJobAction.Merge:
                PickLineReports.Append(builder, job, action);
                break;
            case PickJobAction.Close:
                builder.Append(new OrderEvent.PickJobClosed(job.Id));
                HandoverDecider.CreateHandoverJob(builder, job.Id);
                return MissingUnits.Accept(builder, job.Id, context);
            case PickJobAction.Pause:
                builder.Append(new OrderEvent.PickingPaused(job.Id));
                break;
            case PickJobAction.Reset:
                builder.Append(new OrderEvent.PickJobReset(job.Id));
                break;
            case PickJobAction.Restart:
                builder.Append(new OrderEvent.PickJobReset(job.Id));
                builder.Append(new OrderEvent.PickingStarted(job.Id));
                break;
            case PickJobAction.Cancel cancel:
                return CancellationDecider.CancelPickJob(builder, job, cancel.Obsolete);
            case PickJobAction.Abort:
                builder.Append(new OrderEvent.PickJobAborted(job.Id));
                ReturnTaskFactory.CreateReturnTasks(builder, [job]);
                FacilityExclusion.Exclude(builder, job.Facility);
                routing = OrderReroute.Reroute(
                    builder, context, RerouteReason.Aborted, [job.PlanId, .. OrderReroute.GetUnroutablePlans(order)]);
                break;
        }
        return builder.Accept(routing);
    }
}
