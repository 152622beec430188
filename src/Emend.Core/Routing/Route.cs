using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>A route: assigned and unroutable units. Both lists have the order of the demand lines.</summary>
/// <param name="Assignments">Assigned units; at most one entry per facility and line.</param>
/// <param name="Unroutable">Unroutable units; at most one entry per line.</param>
/// <param name="Log">The routing log.</param>
public sealed record Route(ImmutableArray<Assignment> Assignments, ImmutableArray<UnroutableUnits> Unroutable, RoutingLog Log)
{
    /// <summary>
    /// Whether units keep a facility that has no picking capacity in time, because otherwise they would have no facility.
    /// </summary>
    public bool ExceedsCapacity { get; init; }
}

/// <summary>Units of a line that a facility supplies.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Quantity.</param>
public readonly record struct Assignment(FacilityId Facility, LineId Line, Quantity Quantity);

/// <summary>Unroutable units of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Quantity.</param>
public readonly record struct UnroutableUnits(LineId Line, Quantity Quantity);

/// <summary>
/// The routing log of one route: excluded facilities, best candidates and the reason of the result. Source: fulfillmenttools, Routing
/// plans, "Decision logs".
/// </summary>
/// <param name="Considered">Number of facilities.</param>
/// <param name="Fences">
/// Number of facilities that each fence excluded after the earlier fences, in the order of the strategy. The remaining facilities are the
/// candidates.
/// </param>
/// <param name="Candidates">Number of candidates.</param>
/// <param name="Best">The best candidates alone, at most 20: most units first, then lowest penalty.</param>
/// <param name="Penalty">Weighted sum of the ratings of the route; 0 if nothing was routed.</param>
/// <param name="Reason">Explanation of the result.</param>
/// <param name="Exact">Whether the route is proven optimal.</param>
/// <param name="Gap">If not exact: the maximum distance to an optimal route.</param>
public sealed record RoutingLog(
    int Considered,
    ImmutableArray<FenceCount> Fences,
    int Candidates,
    ImmutableArray<RatedCandidate> Best,
    decimal Penalty,
    string Reason,
    bool Exact,
    OptimalityGap Gap)
{
    /// <summary>The stored strategy; null for the default strategy.</summary>
    public StrategyRef? Strategy { get; init; }
}

/// <summary>Number of facilities that a fence excluded.</summary>
/// <param name="Fence">The fence.</param>
/// <param name="Excluded">Number of excluded facilities.</param>
public readonly record struct FenceCount(FenceKind Fence, int Excluded);

/// <summary>A facility that passed all fences.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Chosen">Whether the route uses the facility.</param>
/// <param name="Units">Units that the facility can supply alone; an upper bound if lines compete for its stock.</param>
/// <param name="Penalty">Sum of the ratings.</param>
/// <param name="Ratings">Ratings of the facility, in the order of the strategy; without ratings of the whole route.</param>
public sealed record RatedCandidate(
    FacilityId Facility, bool Chosen, Quantity Units, decimal Penalty, ImmutableArray<RatingContribution> Ratings);

/// <summary>Contribution of one rating to a penalty.</summary>
/// <param name="Kind">The rating.</param>
/// <param name="Penalty">The contribution, at most the weight.</param>
public readonly record struct RatingContribution(RatingKind Kind, decimal Penalty);

/// <summary>Maximum distance of a route to an optimal one. If both values are 0, only the penalty may not be minimal.</summary>
/// <param name="Units">Maximum number of additional units that could be routed.</param>
/// <param name="Deliveries">Maximum number of deliveries that could be saved with the same units.</param>
public readonly record struct OptimalityGap(Quantity Units, int Deliveries);
