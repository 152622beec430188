using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Decides on work reported for a handover job, and makes the job once something was picked.</summary>
internal static class HandoverWork
{
    /// <summary>What a finished pick job found is to be handed over; nothing where it found nothing.</summary>
    public static void Prepare(Draft draft, EntityId pickJob)
    {
        var order = draft.Order;
        var job = order.FindPickJob(pickJob)!;
        ImmutableArray<LineQuantity> lines =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (lines.IsEmpty)
            return;

        var handover = new HandoverJob(new EntityId(draft.Ids.Next()), 1, HandoverStatus.Open, job.Id, [])
        {
            Facility = job.Facility,
            Lines = lines,
            CreatedAt = draft.At,
            ModifiedAt = draft.At,
        };
        draft.Happen(new OrderEvent.HandoverAsked(handover, Definitions.ShipFromStore(order) ? ShipmentOf(job, draft) : null));
    }

    public static Decision Decide(Order order, OrderCommand.Hand hand, Facts facts)
    {
        var table = facts.Policy[Actions.HandoverJob];
        var job = order.FindHandoverJob(hand.Job);
        var about = new Case(order, order, facts) { HandoverJob = job, Handing = hand.Step };
        var checking = new Checking();
        checking.Permissions(table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (job is not null && hand.Version is { } named && named != job.Version)
            return new Decision.Stale(job.Version, named);
        if (job is not null && IsSo(job, hand.Step))
            return new Decision.NoChange();
        checking.Rows(table, Looks.AtOrder, about);
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) : Accept(order, job!, hand.Step, facts);
    }

    private static bool IsSo(HandoverJob job, HandoverStep step) => step switch
    {
        HandoverStep.Finish => job.Status is HandoverStatus.HandedOver,
        HandoverStep.HandOver some => Last(some.Lines).All(l => IsLineOf(job, l.Line) && job.Gone(l.Line) == l.Quantity),
        HandoverStep.CloseLine close => job.Lines.Any(l => l.Line == close.Line && job.Gone(l.Line) == l.Quantity),
        HandoverStep.Wait => job.Status is HandoverStatus.WaitingForInput,
        HandoverStep.Cancel => false,
        _ => job.Status is HandoverStatus.Open && !job.AnyGone,
    };

    private static Decision.Accepted Accept(Order order, HandoverJob job, HandoverStep step, Facts facts)
    {
        var draft = Draft.Of(order, facts);
        switch (step)
        {
            case HandoverStep.Finish:
                Give(draft, job, job.Lines);
                break;
            case HandoverStep.HandOver some:
                Give(draft, job, Last(some.Lines));
                break;
            case HandoverStep.CloseLine close:
                Give(draft, job, job.Lines.Where(l => l.Line == close.Line));
                break;
            case HandoverStep.Cancel cancel:
                return Cancelling.Handover(draft, job, cancel.Reason);
            case HandoverStep.Wait:
                draft.Happen(new OrderEvent.HandoverWaited(job.Id));
                break;
            default:
                draft.Happen(new OrderEvent.HandoverReverted(job.Id));
                break;
        }
        return draft.Accept(null);
    }

    private static void Give(Draft draft, HandoverJob job, IEnumerable<LineQuantity> lines)
    {
        foreach (var line in lines)
            if (job.Gone(line.Line) != line.Quantity)
                draft.Happen(new OrderEvent.LineHandedOver(job.Id, line.Line, line.Quantity));
        var now = draft.Order.FindHandoverJob(job.Id)!;
        if (now.Lines.All(l => now.Gone(l.Line) == l.Quantity))
            draft.Happen(new OrderEvent.HandedOver(job.Id));
    }

    private static Shipment ShipmentOf(PickJob job, Draft draft) =>
        new(new EntityId(draft.Ids.Next()), 1, ShipmentStatus.Initial,
            [new Parcel(new EntityId(draft.Ids.Next()), 1, ParcelStatus.Open, null)])
        {
            Facility = job.Facility,
            PickJobId = job.Id,
            CreatedAt = draft.At,
            ModifiedAt = draft.At,
        };

    private static bool IsLineOf(HandoverJob job, LineId line) => job.Lines.Any(l => l.Line == line);

    // Of a line that is named twice the last word counts.
    private static IEnumerable<LineQuantity> Last(ImmutableArray<LineQuantity> lines) =>
        lines.GroupBy(l => l.Line, (_, named) => named.Last());
}
