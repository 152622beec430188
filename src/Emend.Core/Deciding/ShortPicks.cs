using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Deciding;

/// <summary>Routes again what a picker did not find, where the strategy says so; else the plan goes on covering it.</summary>
internal static class ShortPicks
{
    public static Rerouting? Reroute(Draft draft, EntityId pickJob, Facts facts)
    {
        var job = draft.Order.FindPickJob(pickJob)!;
        if (!facts.Strategy.RerouteShortPicks || job.Lines.All(l => l.Picked >= l.Quantity))
            return null;
        if (facts.Strategy.BlacklistAssigned)
            draft.Happen(new OrderEvent.FacilitiesBlocked([job.Facility]));

        ImmutableArray<LineQuantity> found =
            [.. job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => new LineQuantity(l.Line, l.Picked))];
        if (found.IsEmpty)
            return Rerouting.Of(draft, facts, RerouteReason.ShortPick, [job.PlanId, .. Rerouting.Waiting(draft.Order)]);
        draft.Happen(new OrderEvent.PlanLowered(job.Id, job.PlanId, found));
        return Rerouting.Of(draft, facts, RerouteReason.ShortPick, [.. Rerouting.Waiting(draft.Order)]);
    }
}
