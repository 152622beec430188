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
/// <param name="RouteInPart">Whether the rest waits while a part is routed; else an order that cannot be routed whole waits whole.</param>
public sealed record RoutingStrategy(
    ImmutableArray<FenceKind> Fences,
    ImmutableArray<WeightedRating> Ratings,
    SplitRule Split,
    int MaxDeliveries,
    bool SplitLines,
    bool RouteInPart)
{
    /// <summary>What a tenant has who set nothing.</summary>
    public static readonly RoutingStrategy Default = new(
        [FenceKind.FacilityOnline, FenceKind.Stock, FenceKind.Country, FenceKind.Preselected, FenceKind.Blocked],
        [new(RatingKind.GeoDistance, 100), new(RatingKind.StockBalance, 20), new(RatingKind.NumberOfDeliveries, 50)],
        SplitRule.Allowed,
        MaxDeliveries: 0,
        SplitLines: false,
        RouteInPart: true);

    /// <summary>The most facilities one route may have.</summary>
    internal int DeliveryLimit => Split switch
    {
        SplitRule.Forbidden => 1,
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
}

/// <summary>A rating and how much it weighs.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Weight">The penalty of the worst.</param>
public readonly record struct WeightedRating(RatingKind Kind, int Weight);
