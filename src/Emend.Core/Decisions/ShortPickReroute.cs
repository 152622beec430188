using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Routes again what a picker did not find, where the strategy says so; else the plan goes on covering it.</summary>
internal static class ShortPickReroute
{
    public static OrderReroute? Reroute(OrderRevisionBuilder builder, EntityId pickJob, DecisionContext context)
    {
        var job = builder.Order.FindPickJob(pickJob)!;
        if (!context.Strategy.RerouteShortPicks || job.Lines.All(l => l.Picked >= l.Quantity))
            return null;
        if (context.Strategy.BlacklistAssigned)
            builder.Append(new OrderEvent.FacilitiesExcluded([job.Facility]));

        ImmutableArray<LineQuantity> found =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (found.IsEmpty)
            return OrderReroute.From(builder, context, RerouteReason.ShortPick, [job.PlanId, .. OrderReroute.Waiting(builder.Order)]);
        builder.Append(new OrderEvent.RoutingPlanReduced(job.Id, job.PlanId, found));
        return OrderReroute.From(builder, context, RerouteReason.ShortPick, [.. OrderReroute.Waiting(builder.Order)]);
    }
}
