using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides actions on handover jobs, and creates handover jobs for picked goods.</summary>
internal static class HandoverDecider
{
    /// <summary>Creates the handover job of a closed pick job; none if no goods were picked.</summary>
    public static void CreateHandoverJob(OrderRevisionBuilder builder, EntityId pickJob)
    {
        var order = builder.Order;
        var job = order.FindPickJob(pickJob)!;
        ImmutableArray<LineQuantity> lines =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (lines.IsEmpty)
        {
            return;
        }

        var handover = new HandoverJob(new EntityId(builder.Ids.Next()), 1, HandoverStatus.Open, job.Id, [])
        {
            Facility = job.Facility,
            Lines = lines,
            CreatedAt = builder.Now,
            ModifiedAt = builder.Now,
        };
        builder.Append(
            new OrderEvent.HandoverJobCreated(handover, OrderPredicates.IsShipFromStore(order) ? CreateShipment(job, builder) : null));
    }

    public static Decision Decide(Order order, OrderCommand.UpdateHandoverJob command, DecisionContext context)
    {
        var job = order.FindHandoverJob(command.Job);
        var known = job ?? FindEnded(command, context);
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfHandoverJob(job, command.Action));
        var evaluator = new RuleEvaluator(context.Policy);
        var ruleSet = evaluator.GetRuleSet(ActionNames.HandoverJob, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext with { Subject = new RuleSubject.OfHandoverJob(known, command.Action) });
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
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations)
            : Accept(order, job!, command.Action, context);
    }

    // A handover job that ended in another way is superseded.
    private static HandoverJob? FindEnded(OrderCommand.UpdateHandoverJob command, DecisionContext context) =>
        context.EndedEntity is EndedEntity.OfHandoverJob { Job: var job } && job.Id == command.Job && IsCanceledBy(job, command.Action)
            ? job
            : null;

    private static bool IsCanceledBy(HandoverJob job, HandoverJobAction action) =>
        action is HandoverJobAction.Cancel { Reason: var reason }
        && job is { Status: HandoverStatus.Canceled, CancelReason: { } canceled } && canceled == reason;

    /// <summary>
    /// Hands over the goods of parcels that a carrier has. Its report counts more than missing reports of the facility, so that no
    /// action takes these goods back.
    /// </summary>
    public static void HandOverTrackedParcels(OrderRevisionBuilder builder, EntityId shipment)
    {
        var order = builder.Order;
        var now = order.FindShipment(shipment)!;
        var tracked = now.Parcels.Where(p => p.IsTracked).SelectMany(p => order.GetLines(now, p)).ToLookup(l => l.Line, l => l.Quantity);
        if (order.HandoverJobs.FirstOrDefault(j => j.PickJobId == now.PickJobId) is
            { Status: HandoverStatus.Open or HandoverStatus.WaitingForInput } job)
        {
            HandOver(builder, job, job.Lines
                .Select(l => l with { Quantity = tracked[l.Line].Aggregate(Quantity.Zero, (sum, quantity) => sum + quantity) })
                .Where(l => l.Quantity > job.GetHandedOver(l.Line)));
        }
    }

    private static bool IsAlreadyApplied(HandoverJob job, HandoverJobAction action) => action switch
    {
        HandoverJobAction.HandOverAll => job.Status is HandoverStatus.HandedOver,
        HandoverJobAction.HandOver handOver =>
            GetLastReports(handOver.Lines).All(l => HasLine(job, l.Line) && job.GetHandedOver(l.Line) == l.Quantity),
        HandoverJobAction.HandOverLine close => job.Lines.Any(l => l.Line == close.Line && job.GetHandedOver(l.Line) == l.Quantity),
        HandoverJobAction.Wait => job.Status is HandoverStatus.WaitingForInput,
        HandoverJobAction.Cancel => IsCanceledBy(job, action),
        _ => job.Status is HandoverStatus.Open && !job.HasHandedOver,
    };

    private static Decision.Accepted Accept(Order order, HandoverJob job, HandoverJobAction action, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        switch (action)
        {
            case HandoverJobAction.HandOverAll:
                HandOver(builder, job, job.Lines);
                break;
            case HandoverJobAction.HandOver handOver:
                HandOver(builder, job, GetLastReports(handOver.Lines));
                break;
            case HandoverJobAction.HandOverLine close:
                HandOver(builder, job, job.Lines.Where(l => l.Line == close.Line));
                break;
            case HandoverJobAction.Cancel cancel:
                return CancellationDecider.CancelHandoverJob(builder, job, cancel.Reason);
            case HandoverJobAction.Wait:
                builder.Append(new OrderEvent.HandoverInputRequested(job.Id));
                break;
            default:
                builder.Append(new OrderEvent.HandoverReverted(job.Id));
                break;
        }
        return builder.Accept(null);
    }

    private static void HandOver(OrderRevisionBuilder builder, HandoverJob job, IEnumerable<LineQuantity> lines)
    {
        foreach (var line in lines)
        {
            if (job.GetHandedOver(line.Line) != line.Quantity)
            {
                builder.Append(new OrderEvent.LineHandedOver(job.Id, line.Line, line.Quantity));
            }
        }

        var now = builder.Order.FindHandoverJob(job.Id)!;
        if (now.Lines.All(l => now.GetHandedOver(l.Line) == l.Quantity))
        {
            builder.Append(new OrderEvent.HandoverJobCompleted(job.Id));
        }
    }

    private static Shipment CreateShipment(PickJob job, OrderRevisionBuilder builder) =>
        new(new EntityId(builder.Ids.Next()), 1, ShipmentStatus.Initial,
            [new Parcel(new EntityId(builder.Ids.Next()), 1, ParcelStatus.Open, null)])
        {
            Facility = job.Facility,
            PickJobId = job.Id,
            CreatedAt = builder.Now,
            ModifiedAt = builder.Now,
        };

    private static bool HasLine(HandoverJob job, LineId line) => job.Lines.Any(l => l.Line == line);

    // The last report of a line counts.
    private static IEnumerable<LineQuantity> GetLastReports(ImmutableArray<LineQuantity> lines) =>
        lines.GroupBy(l => l.Line, (_, named) => named.Last());
}
