using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Which units come from where. Both lists are in the order of the demand's lines.</summary>
/// <param name="Assignments">What was placed; at most one per facility and line.</param>
/// <param name="Unplaced">What was not; at most one per line.</param>
/// <param name="Log">Why.</param>
public sealed record Route(ImmutableArray<Assignment> Assignments, ImmutableArray<UnroutableUnits> Unplaced, RoutingLog Log);

/// <summary>Units of a line that a facility is to supply.</summary>
/// <param name="Facility">Who supplies.</param>
/// <param name="Line">The line.</param>
/// <param name="Quantity">How much of it.</param>
public readonly record struct Assignment(FacilityId Facility, LineId Line, Quantity Quantity);

/// <summary>Units of a line that found no place.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">How much of it.</param>
public readonly record struct UnroutableUnits(LineId Line, Quantity Quantity);

/// <summary>
/// The decision log of one route (fulfillmenttools: Routing plans, "Decision logs"): who was excluded by what, who was good, who won.
/// </summary>
/// <param name="Considered">How many facilities there were.</param>
/// <param name="Fences">
/// Per fence, in the strategy's order, how many it excluded of those the earlier ones had left; what they leave are the candidates.
/// </param>
/// <param name="Candidates">How many were left.</param>
/// <param name="Best">The best of them, each looked at alone, twenty at most: most units first, then lowest penalty.</param>
/// <param name="Penalty">The weighted sum of the ratings of the route; 0 where nothing was placed.</param>
/// <param name="Reason">Why the winner won, in words.</param>
/// <param name="Exact">Whether no better route exists.</param>
/// <param name="Gap">Where not exact: by how much a better one could be better, at most.</param>
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
    /// <summary>By which strategy; null where by the one that everybody has.</summary>
    public StrategyRef? Strategy { get; init; }
}

/// <summary>How many facilities a fence excluded.</summary>
/// <param name="Fence">Which fence.</param>
/// <param name="Excluded">How many.</param>
public readonly record struct FenceCount(FenceKind Fence, int Excluded);

/// <summary>A facility that passed all fences.</summary>
/// <param name="Facility">Which.</param>
/// <param name="Chosen">Whether the route uses it.</param>
/// <param name="Units">How much of the order it could supply alone; an upper bound where lines compete for its stock.</param>
/// <param name="Penalty">The sum of its ratings.</param>
/// <param name="Ratings">Its ratings, in the strategy's order; those that rate a facility, not a route.</param>
public sealed record RatedCandidate(
    FacilityId Facility, bool Chosen, Quantity Units, decimal Penalty, ImmutableArray<RatingContribution> Ratings);

/// <summary>What one rating added to a penalty.</summary>
/// <param name="Kind">Which rating.</param>
/// <param name="Penalty">How much, of its weight.</param>
public readonly record struct RatingContribution(RatingKind Kind, decimal Penalty);

/// <summary>How far a route may be from the best, at most. Both 0: only its ratings may not be the lowest.</summary>
/// <param name="Units">So many units more could find a place.</param>
/// <param name="Deliveries">With as many units, so many deliveries fewer could do.</param>
public readonly record struct OptimalityGap(Quantity Units, int Deliveries);
