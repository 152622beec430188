using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides on work reported for a pick job.</summary>
internal static class PickJobDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdatePickJob pick, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionNames.PickJob];
        var job = order.FindPickJob(pick.PickJob);
        var about = new RuleContext(order, order, context) { PickJob = job, PickJobAction = pick.Step };
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (job is not null && pick.Version is { } named && named != job.Version)
            return new Decision.VersionConflict(job.Version, named);
        if (job is not null && IsSo(job, pick.Step))
            return new Decision.NoChange();
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) : Accept(order, job!, pick.Step, context);
    }

    private static bool IsSo(PickJob job, PickJobAction action) => action switch
    {
        PickJobAction.Start => job.Status is PickJobStatus.InProgress,
        PickJobAction.Pick picked => PickLineReports.IsSo(job, picked),
        PickJobAction.Split { Pieces.IsEmpty: true } or PickJobAction.Merge { Parts.IsEmpty: true } => true,
        PickJobAction.Pause => job.Status is PickJobStatus.Paused,
        PickJobAction.Close => job.Status is PickJobStatus.Closed,
        PickJobAction.Reset => job.Status is PickJobStatus.Open && IsUntouched(job),
        PickJobAction.Restart => job.Status is PickJobStatus.InProgress && IsUntouched(job),
        _ => false,
    };

    private static bool IsUntouched(PickJob job) => job.Lines.All(l => l.Picked == Quantity.Zero && l.Parts.IsEmpty);

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
                PickLineReports.Note(builder, job, action);
                break;
            case PickJobAction.Close:
                builder.Append(new OrderEvent.PickJobClosed(job.Id));
                HandoverDecider.Prepare(builder, job.Id);
                routing = ShortPickReroute.Reroute(builder, job.Id, context);
                break;
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
                return CancellationDecider.PickJob(builder, job, cancel.Obsolete);
            case PickJobAction.Abort:
                builder.Append(new OrderEvent.PickJobAborted(job.Id));
                ReturnTaskFactory.CreateReturnTasks(builder, [job]);
                if (context.Strategy.BlacklistAssigned)
                    builder.Append(new OrderEvent.FacilitiesExcluded([job.Facility]));
                routing = OrderReroute.From(builder, context, RerouteReason.Aborted, [job.PlanId, .. OrderReroute.Waiting(order)]);
                break;
        }
        return builder.Accept(routing);
    }
}
