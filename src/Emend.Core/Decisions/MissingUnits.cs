using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides about units that a picker did not find: the strategy reroutes them, or they are canceled. No unit stays on the plan without
/// goods.
/// </summary>
internal static class MissingUnits
{
    /// <summary>Completes the decision that closed the pick job.</summary>
    public static Decision.Accepted Accept(OrderRevisionBuilder builder, EntityId pickJob, DecisionContext context)
    {
        var job = builder.Order.FindPickJob(pickJob)!;
        if (job.Lines.All(l => l.Picked >= l.Quantity))
        {
            return builder.Accept(null);
        }

        return context.Strategy.RerouteShortPicks ? builder.Accept(Reroute(builder, job, context)) : Cancel(builder, job);
    }

    private static OrderReroute Reroute(OrderRevisionBuilder builder, PickJob job, DecisionContext context)
    {
        if (context.Strategy.BlacklistAssigned)
        {
            FacilityExclusion.Exclude(builder, job.Facility);
        }

        ImmutableArray<LineQuantity> found =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (found.IsEmpty)
        {
            return OrderReroute.Reroute(
                builder, context, RerouteReason.ShortPick, [job.PlanId, .. OrderReroute.GetUnroutablePlans(builder.Order)]);
        }

        builder.Append(new OrderEvent.RoutingPlanReduced(job.Id, job.PlanId, found));
        return OrderReroute.Reroute(builder, context, RerouteReason.ShortPick, [.. OrderReroute.GetUnroutablePlans(builder.Order)]);
    }

    private static Decision.Accepted Cancel(OrderRevisionBuilder builder, PickJob job)
    {
        var order = builder.Order;
        builder.Append(new OrderEvent.MissingUnitsCanceled(
            job.Id, [.. job.Lines.Where(l => l.Picked < l.Quantity).Select(l => new LineQuantity(l.Line, l.Quantity - l.Picked))]));
        return builder.Order.FindPickJob(job.Id) is not null
            ? builder.Accept(null)
            : builder.Accept(CancellationDecider.GetEndedEntities(order, job, builder.Now), null);
    }
}
