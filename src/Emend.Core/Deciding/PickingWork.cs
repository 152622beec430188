using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Decides on work reported for a pick job.</summary>
internal static class PickingWork
{
    public static Decision Decide(Order order, OrderCommand.Pick pick, Facts facts)
    {
        var table = facts.Policy[Actions.PickJob];
        var job = order.FindPickJob(pick.PickJob);
        var about = new Case(order, order, facts) { PickJob = job, Step = pick.Step };
        var checking = new Checking();
        checking.Permissions(table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (job is not null && pick.Version is { } named && named != job.Version)
            return new Decision.Stale(job.Version, named);
        if (job is not null && IsSo(job, pick.Step))
            return new Decision.NoChange();
        checking.Rows(table, Looks.AtOrder, about);
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) : Accept(order, job!, pick.Step, facts);
    }

    private static bool IsSo(PickJob job, PickStep step) => step switch
    {
        PickStep.Start => job.Status is PickJobStatus.InProgress,
        PickStep.Picked picked => PickLineWork.IsSo(job, picked),
        PickStep.Split { Pieces.IsEmpty: true } or PickStep.Merge { Parts.IsEmpty: true } => true,
        PickStep.Pause => job.Status is PickJobStatus.Paused,
        PickStep.Close => job.Status is PickJobStatus.Closed,
        PickStep.Reset => job.Status is PickJobStatus.Open && IsUntouched(job),
        PickStep.Restart => job.Status is PickJobStatus.InProgress && IsUntouched(job),
        _ => false,
    };

    private static bool IsUntouched(PickJob job) => job.Lines.All(l => l.Picked == Quantity.Zero && l.Parts.IsEmpty);

    private static Decision.Accepted Accept(Order order, PickJob job, PickStep step, Facts facts)
    {
        var draft = Draft.Of(order, facts);
        Rerouting? routing = null;
        switch (step)
        {
            case PickStep.Start:
                draft.Happen(new OrderEvent.PickingStarted(job.Id));
                break;
            case PickStep.Picked or PickStep.Split or PickStep.Merge:
                PickLineWork.Note(draft, job, step);
                break;
            case PickStep.Close:
                draft.Happen(new OrderEvent.PickJobClosed(job.Id));
                HandoverWork.Prepare(draft, job.Id);
                routing = ShortPicks.Reroute(draft, job.Id, facts);
                break;
            case PickStep.Pause:
                draft.Happen(new OrderEvent.PickingPaused(job.Id));
                break;
            case PickStep.Reset:
                draft.Happen(new OrderEvent.PickJobReset(job.Id));
                break;
            case PickStep.Restart:
                draft.Happen(new OrderEvent.PickJobReset(job.Id));
                draft.Happen(new OrderEvent.PickingStarted(job.Id));
                break;
            case PickStep.Cancel cancel:
                return Cancelling.PickJob(draft, job, cancel.Obsolete);
            case PickStep.Abort:
                draft.Happen(new OrderEvent.PickJobAborted(job.Id));
                Returns.Ask(draft, [job]);
                if (facts.Strategy.BlacklistAssigned)
                    draft.Happen(new OrderEvent.FacilitiesBlocked([job.Facility]));
                routing = Rerouting.Of(draft, facts, RerouteReason.Aborted, [job.PlanId, .. Rerouting.Waiting(order)]);
                break;
        }
        return draft.Accept(routing);
    }
}
