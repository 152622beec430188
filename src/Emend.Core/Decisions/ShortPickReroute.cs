using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Reroutes units that a picker did not find, if the strategy requires it; otherwise they stay on the plan.</summary>
internal static class ShortPickReroute
{
    public static OrderReroute? Reroute(OrderRevisionBuilder builder, EntityId pickJob, DecisionContext context)
    {
        var job = builder.Order.FindPickJob(pickJob)!;
        if (!context.Strategy.RerouteShortPicks || job.Lines.All(l => l.Picked >= l.Quantity))
        {
            return null;
        }

        if (context.Strategy.BlacklistAssigned)
        {
            builder.Append(new OrderEvent.FacilitiesExcluded([job.Facility]));
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
}
