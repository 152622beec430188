using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>
/// Whether an accepted decision changes the order. A decision that only counts revisions, or replaces plans and pick jobs by equal ones,
/// changes nothing. Every command passes this check.
/// </summary>
internal static class OrderChangeCheck
{
    /// <summary>Returns NoChange instead of a decision that would change nothing.</summary>
    public static Decision Apply(Order before, Decision decision) => decision switch
    {
        Decision.Accepted accepted when !Changes(before, accepted) => new Decision.NoChange(),
        Decision.Rejected { ResultIfAllowed: { } result } rejected when !Changes(before, result) =>
            rejected with { ResultIfAllowed = null },
        _ => decision,
    };

    private static bool Changes(Order before, Decision.Accepted accepted)
    {
        if (!accepted.Effects.Stock.IsEmpty || accepted.Events.Any(e => e is OrderEvent.Deleted))
        {
            return true;
        }

        var after = accepted.After;
        return before != after with
        {
            Revision = before.Revision,
            Version = before.Version,
            Modifications = before.Modifications,
            ModifiedAt = before.ModifiedAt,
            LastEventAt = before.LastEventAt,
            EndedAt = after.EndedAt is null == before.EndedAt is null ? before.EndedAt : after.EndedAt,
            Lines = Unify(before.Lines, after.Lines),
            Delivery = HasSameDelivery(before, after) ? before.Delivery : after.Delivery,
            PersonalRevision = before.PersonalRevision,
            PersonalData = after.PersonalData.HasSameValues(before.PersonalData) ? before.PersonalData : after.PersonalData,
            ExcludedFacilities = Unify(before.ExcludedFacilities, after.ExcludedFacilities),
            Plans = HasSamePlans(before, after) ? before.Plans : after.Plans,
            PickJobs = HasSamePlans(before, after) ? before.PickJobs : after.PickJobs,
        };
    }

    /// <summary>Whether the fields that clients can change have the same values. The routing is not compared.</summary>
    public static bool HasSameContent(Order before, Order after) =>
        HasSameDelivery(before, after)
        && after.Lines.SequenceEqual(before.Lines)
        && after.PersonalData.HasSameValues(before.PersonalData);

    private static bool HasSameDelivery(Order before, Order after) =>
        after.Delivery with { IsModified = before.Delivery.IsModified } == before.Delivery;

    // Arrays are equal only if they are the same instance.
    private static ImmutableArray<T> Unify<T>(ImmutableArray<T> before, ImmutableArray<T> after) =>
        after.SequenceEqual(before) ? before : after;

    /// <summary>Whether the routing plans and pick jobs have the same content, whatever their ids are.</summary>
    private static bool HasSamePlans(Order before, Order after)
    {
        if (before.Plans.Length != after.Plans.Length || before.PickJobs.Length != after.PickJobs.Length)
        {
            return false;
        }

        var left = before.Plans.ToList();
        foreach (var plan in after.Plans)
        {
            var match = left.FindIndex(p => IsSame(p, plan) && IsSame(before.FindPickJobOfPlan(p.Id), after.FindPickJobOfPlan(plan.Id)));
            if (match < 0)
            {
                return false;
            }

            left.RemoveAt(match);
        }

        return true;
    }

    private static bool IsSame(RoutingPlan before, RoutingPlan after) => before == after with
    {
        Id = before.Id,
        Version = before.Version,
        Reason = before.Reason,
        RunNumber = before.RunNumber,
        Predecessors = before.Predecessors,
        CreatedAt = before.CreatedAt,
        ModifiedAt = before.ModifiedAt,
        UnroutableSince = before.UnroutableSince,
        AbandonedAt = before.AbandonedAt is null == after.AbandonedAt is null ? before.AbandonedAt : after.AbandonedAt,
        Lines = Unify(before.Lines, after.Lines),
    };

    private static bool IsSame(PickJob? before, PickJob? after) => (before, after) switch
    {
        ({ } left, { } right) => left == right with
        {
            Id = left.Id,
            Version = left.Version,
            PlanId = left.PlanId,
            CreatedAt = left.CreatedAt,
            ModifiedAt = left.ModifiedAt,
            Lines = Unify(left.Lines, right.Lines),
        },
        _ => before is null && after is null,
    };
}
