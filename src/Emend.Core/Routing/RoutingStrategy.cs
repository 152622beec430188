using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// A routing strategy: fences exclude facilities, ratings weigh the remaining ones. Priorities: most units, then fewest deliveries, then
/// lowest penalty. Source: fulfillmenttools, Order routing, "Fences and ratings".
/// </summary>
/// <param name="Fences">The fences, in the order of the routing log.</param>
/// <param name="Ratings">The ratings with their weights.</param>
/// <param name="Split">Whether an order may go to several facilities.</param>
/// <param name="MaxDeliveries">Maximum number of deliveries; used only with <see cref="SplitRule.Limited"/>.</param>
/// <param name="SplitLines">
/// Whether several facilities can supply one line, or a part of it; otherwise a line is routed as a whole or not at all.
/// </param>
/// <param name="AllowPartialRouting">
/// Whether an order can be routed partially; otherwise the whole order is unroutable if any unit is.
/// </param>
public sealed record RoutingStrategy(
    ImmutableArray<FenceKind> Fences,
    ImmutableArray<WeightedRating> Ratings,
    SplitRule Split,
    int MaxDeliveries,
    bool SplitLines,
    bool AllowPartialRouting)
{
    /// <summary>The default strategy.</summary>
    public static readonly RoutingStrategy Default = new(
        [FenceKind.FacilityOnline, FenceKind.Stock, FenceKind.Country, FenceKind.Preselected, FenceKind.Blocked],
        [new(RatingKind.GeoDistance, 100), new(RatingKind.StockBalance, 20), new(RatingKind.NumberOfDeliveries, 50)],
        SplitRule.Allowed,
        MaxDeliveries: 0,
        SplitLines: false,
        AllowPartialRouting: true);

    /// <summary>The stored strategy; null for the default strategy.</summary>
    public StrategyRef? Ref { get; init; }

    /// <summary>Whether same-day orders can be split.</summary>
    public bool SplitSameDay { get; init; } = true;

    /// <summary>Whether a facility is excluded for the order after its work was aborted or rerouted.</summary>
    public bool BlacklistAssigned { get; init; }

    /// <summary>
    /// Whether units that a picker did not find are rerouted; otherwise they are canceled, as a recorded quantity of their line.
    /// </summary>
    public bool RerouteShortPicks { get; init; }

    /// <summary>How long Emend retries to route unroutable units.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Whether the strategy uses the workload of facilities.</summary>
    public bool UsesWorkload =>
        Fences.Any(f => f is FenceKind.PickingTimeCapacity or FenceKind.SameDay)
        || Ratings.Any(r => r.Kind is RatingKind.WorkloadBalancing or RatingKind.Capacity);

    /// <summary>Returns the maximum number of facilities of a route.</summary>
    internal int GetDeliveryLimit(bool sameDay) => Split switch
    {
        SplitRule.Forbidden => 1,
        _ when sameDay && !SplitSameDay => 1,
        SplitRule.Limited => Math.Max(1, MaxDeliveries),
        _ => int.MaxValue,
    };
}

/// <summary>Whether an order may go to several facilities.</summary>
public enum SplitRule
{
    /// <summary>One facility supplies the whole order.</summary>
    Forbidden,

    /// <summary>The number of facilities is limited.</summary>
    Limited,

    /// <summary>The number of facilities is unlimited.</summary>
    Allowed,
}

/// <summary>Kind of a fence. A facility that does not satisfy a fence is excluded.</summary>
public enum FenceKind
{
    /// <summary>The facility must be online.</summary>
    FacilityOnline,

    /// <summary>The facility must have stock for at least one line.</summary>
    Stock,

    /// <summary>The facility must be in the country of the destination, if that is known.</summary>
    Country,

    /// <summary>The facility must be a preselected one, if there are any.</summary>
    Preselected,

    /// <summary>The facility must not be excluded for this order.</summary>
    Blocked,

    /// <summary>The facility must have the full quantity of every article.</summary>
    CompleteStock,

    /// <summary>The facility must offer the delivery method of the order.</summary>
    BusinessType,

    /// <summary>
    /// For shipped orders: a preferred carrier of the order must serve the facility; any carrier if there is no preference.
    /// </summary>
    Carrier,

    /// <summary>The facility must have picking capacity, before the preferred time if that is known.</summary>
    PickingTimeCapacity,

    /// <summary>For same-day orders: the facility must have capacity today and a same-day carrier before its cutoff.</summary>
    SameDay,
}

/// <summary>Kind of a rating. A rating is a number from 0 (best) to 1 (worst), multiplied by its weight.</summary>
public enum RatingKind
{
    /// <summary>Great-circle distance to the destination. The farthest candidate and candidates without coordinates are worst.</summary>
    GeoDistance,

    /// <summary>Number of deliveries after the first.</summary>
    NumberOfDeliveries,

    /// <summary>Share of its stock that the order takes; missing articles count as the full share.</summary>
    StockBalance,

    /// <summary>Share of the order that the facility cannot supply.</summary>
    StockAvailability,

    /// <summary>Open units, relative to the candidate with the most.</summary>
    WorkloadBalancing,

    /// <summary>A warehouse is worst.</summary>
    PreferStore,

    /// <summary>A store is worst.</summary>
    PreferWarehouse,

    /// <summary>Worst if the facility does not explicitly declare the delivery method of the order.</summary>
    MatchingBusinessType,

    /// <summary>
    /// By country and postal code: 0 in the region of the destination (first two characters), 1/3 in its zone (first character), 2/3 in its
    /// country, 1 elsewhere.
    /// </summary>
    Zone,

    /// <summary>Used share of the capacity in the planning time.</summary>
    Capacity,
}

/// <summary>A version of a stored strategy.</summary>
/// <param name="Id">Id of the strategy.</param>
/// <param name="Version">Its version.</param>
public sealed record StrategyRef(string Id, long Version);

/// <summary>A rating and its weight.</summary>
/// <param name="Kind">The rating.</param>
/// <param name="Weight">Penalty of the worst facility.</param>
public readonly record struct WeightedRating(RatingKind Kind, int Weight);
