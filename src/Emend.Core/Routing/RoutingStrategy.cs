using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// How a tenant routes: fences exclude facilities, ratings weigh those that are left (fulfillmenttools: Order routing,
/// "Fences and ratings"). Most units come first, then fewest deliveries, then the ratings.
/// </summary>
/// <param name="Fences">What excludes a facility, in the order in which the decision log counts them.</param>
/// <param name="Ratings">What makes one facility better than another.</param>
/// <param name="Split">Whether an order may go to several facilities.</param>
/// <param name="MaxDeliveries">To how many at most; only looked at where <see cref="SplitRule.Limited"/>.</param>
/// <param name="SplitLines">
/// Whether one line may come from several facilities, or in part; else a line is placed whole or not at all.
/// </param>
/// <param name="AllowPartialRouting">Whether the rest waits while a part is routed; else an order that cannot be routed whole waits whole.</param>
public sealed record RoutingStrategy(
    ImmutableArray<FenceKind> Fences,
    ImmutableArray<WeightedRating> Ratings,
    SplitRule Split,
    int MaxDeliveries,
    bool SplitLines,
    bool AllowPartialRouting)
{
    /// <summary>What a tenant has who set nothing.</summary>
    public static readonly RoutingStrategy Default = new(
        [FenceKind.FacilityOnline, FenceKind.Stock, FenceKind.Country, FenceKind.Preselected, FenceKind.Blocked],
        [new(RatingKind.GeoDistance, 100), new(RatingKind.StockBalance, 20), new(RatingKind.NumberOfDeliveries, 50)],
        SplitRule.Allowed,
        MaxDeliveries: 0,
        SplitLines: false,
        AllowPartialRouting: true);

    /// <summary>Which stored strategy it is; null where it is nobody's.</summary>
    public StrategyRef? Ref { get; init; }

    /// <summary>Whether an order that must arrive the same day may be split as well.</summary>
    public bool SplitSameDay { get; init; } = true;

    /// <summary>Whether a facility from which work is taken is not asked for the order again.</summary>
    public bool BlacklistAssigned { get; init; }

    /// <summary>Whether what a picker did not find is routed again; else it is left as it is.</summary>
    public bool RerouteShortPicks { get; init; }

    /// <summary>How long an order that finds no place is tried again.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Whether it asks how much work facilities have.</summary>
    public bool UsesWork =>
        Fences.Any(f => f is FenceKind.PickingTimeCapacity or FenceKind.SameDay)
        || Ratings.Any(r => r.Kind is RatingKind.WorkloadBalancing or RatingKind.Capacity);

    /// <summary>The most facilities one route may have.</summary>
    internal int DeliveryLimit(bool sameDay) => Split switch
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
    /// <summary>One facility for the whole order.</summary>
    Forbidden,

    /// <summary>At most so many.</summary>
    Limited,

    /// <summary>As many as it takes.</summary>
    Allowed,
}

/// <summary>What excludes a facility.</summary>
public enum FenceKind
{
    /// <summary>It must be online.</summary>
    FacilityOnline,

    /// <summary>It must have something for at least one line.</summary>
    Stock,

    /// <summary>It must stand in the country of the destination, where that is known.</summary>
    Country,

    /// <summary>It must be one of the preselected, where there are any.</summary>
    Preselected,

    /// <summary>It must not be blocked for this order.</summary>
    Blocked,

    /// <summary>It must have all of every article that is wanted.</summary>
    CompleteStock,

    /// <summary>It must offer how the order reaches its customer: shipping, or collecting.</summary>
    BusinessType,

    /// <summary>A shipped order: one of the carriers it names must come to it, any carrier where it names none.</summary>
    Carrier,

    /// <summary>It must have room in its picking times, before the order is wanted where that is known.</summary>
    PickingTimeCapacity,

    /// <summary>An order for the same day: it must have room today, and a carrier that delivers today and has not left.</summary>
    SameDay,
}

/// <summary>What makes one facility better than another. Each is a number from 0, best, to 1, worst, times its weight.</summary>
public enum RatingKind
{
    /// <summary>The great-circle distance to the destination; the farthest candidate, and one whose place is unknown, is worst.</summary>
    GeoDistance,

    /// <summary>Each delivery beyond the first.</summary>
    NumberOfDeliveries,

    /// <summary>Which share of its stock the order would take; what it does not have counts as all of it.</summary>
    StockBalance,

    /// <summary>Which share of the order it does not have.</summary>
    StockAvailability,

    /// <summary>Its open units, beside those of the candidate with most.</summary>
    WorkloadBalancing,

    /// <summary>A warehouse is worst.</summary>
    PreferStore,

    /// <summary>A store is worst.</summary>
    PreferWarehouse,

    /// <summary>Worst where it does not say of itself that it offers how the order reaches its customer.</summary>
    MatchingBusinessType,

    /// <summary>
    /// By country and postcode: best in the region of the destination (first two characters), a third worse in its zone (first
    /// character), two thirds in its country, worst elsewhere.
    /// </summary>
    Zone,

    /// <summary>Which share of the capacity of its planning time is taken.</summary>
    Capacity,
}

/// <summary>A version of a stored strategy.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">In which version.</param>
public sealed record StrategyRef(string Id, long Version);

/// <summary>A rating and how much it weighs.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Weight">The penalty of the worst.</param>
public readonly record struct WeightedRating(RatingKind Kind, int Weight);
