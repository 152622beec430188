using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides on work reported for a handover job, and makes the job once something was picked.</summary>
internal static class HandoverDecider
{
    /// <summary>What a finished pick job found is to be handed over; nothing where it found nothing.</summary>
    public static void Prepare(OrderRevisionBuilder builder, EntityId pickJob)
    {
        var order = builder.Order;
        var job = order.FindPickJob(pickJob)!;
        ImmutableArray<LineQuantity> lines =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (lines.IsEmpty)
            return;

        var handover = new HandoverJob(new EntityId(builder.Ids.Next()), 1, HandoverStatus.Open, job.Id, [])
        {
            Facility = job.Facility,
            Lines = lines,
            CreatedAt = builder.At,
            ModifiedAt = builder.At,
        };
        builder.Append(new OrderEvent.HandoverJobCreated(handover, OrderPredicates.ShipFromStore(order) ? ShipmentOf(job, builder) : null));
    }

    public static Decision Decide(Order order, OrderCommand.UpdateHandoverJob updateHandoverJob, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionNames.HandoverJob];
        var job = order.FindHandoverJob(updateHandoverJob.Job);
        var about = new RuleContext(order, order, context) { HandoverJob = job, HandoverJobAction = updateHandoverJob.Step };
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (job is not null && updateHandoverJob.Version is { } named && named != job.Version)
            return new Decision.VersionConflict(job.Version, named);
        if (job is not null && IsSo(job, updateHandoverJob.Step))
            return new Decision.NoChange();
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) : Accept(order, job!, updateHandoverJob.Step, context);
    }

    private static bool IsSo(HandoverJob job, HandoverJobAction action) => action switch
    {
        HandoverJobAction.HandOverAll => job.Status is HandoverStatus.HandedOver,
        HandoverJobAction.HandOver some => Last(some.Lines).All(l => IsLineOf(job, l.Line) && job.Gone(l.Line) == l.Quantity),
        HandoverJobAction.HandOverLine close => job.Lines.Any(l => l.Line == close.Line && job.Gone(l.Line) == l.Quantity),
        HandoverJobAction.Wait => job.Status is HandoverStatus.WaitingForInput,
        HandoverJobAction.Cancel => false,
        _ => job.Status is HandoverStatus.Open && !job.HasHandedOver,
    };

    private static Decision.Accepted Accept(Order order, HandoverJob job, HandoverJobAction action, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        switch (action)
        {
            case HandoverJobAction.HandOverAll:
                Give(builder, job, job.Lines);
                break;
            case HandoverJobAction.HandOver some:
                Give(builder, job, Last(some.Lines));
                break;
            case HandoverJobAction.HandOverLine close:
                Give(builder, job, job.Lines.Where(l => l.Line == close.Line));
                break;
            case HandoverJobAction.Cancel cancel:
                return CancellationDecider.Handover(builder, job, cancel.Reason);
            case HandoverJobAction.Wait:
                builder.Append(new OrderEvent.HandoverInputRequested(job.Id));
                break;
            default:
                builder.Append(new OrderEvent.HandoverReverted(job.Id));
                break;
        }
        return builder.Accept(null);
    }

    private static void Give(OrderRevisionBuilder builder, HandoverJob job, IEnumerable<LineQuantity> lines)
    {
        foreach (var line in lines)
            if (job.Gone(line.Line) != line.Quantity)
                builder.Append(new OrderEvent.LineHandedOver(job.Id, line.Line, line.Quantity));
        var now = builder.Order.FindHandoverJob(job.Id)!;
        if (now.Lines.All(l => now.Gone(l.Line) == l.Quantity))
            builder.Append(new OrderEvent.HandoverJobCompleted(job.Id));
    }

    private static Shipment ShipmentOf(PickJob job, OrderRevisionBuilder builder) =>
        new(new EntityId(builder.Ids.Next()), 1, ShipmentStatus.Initial,
            [new Parcel(new EntityId(builder.Ids.Next()), 1, ParcelStatus.Open, null)])
        {
            Facility = job.Facility,
            PickJobId = job.Id,
            CreatedAt = builder.At,
            ModifiedAt = builder.At,
        };

    private static bool IsLineOf(HandoverJob job, LineId line) => job.Lines.Any(l => l.Line == line);

    // Of a line that is named twice the last word counts.
    private static IEnumerable<LineQuantity> Last(ImmutableArray<LineQuantity> lines) =>
        lines.GroupBy(l => l.Line, (_, named) => named.Last());
}
