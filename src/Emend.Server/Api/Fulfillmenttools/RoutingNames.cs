using System.Collections.Frozen;
using Emend.Core.Routing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Maps fences and ratings to the names of fulfillmenttools and back.</summary>
internal static class RoutingNames
{
    /// <summary>Mandatory fence of every strategy. Emend defines the name; clients cannot omit the fence.</summary>
    public const string OnlineFence = "FACILITY-ONLINE";

    private const string NotBlockedFence = "FACILITY-NOT-BLOCKED";

    private static readonly FrozenDictionary<string, FenceKind> Fences = new Dictionary<string, FenceKind>
    {
        ["FACILITY-BUSINESSTYPE"] = FenceKind.BusinessType,
        ["STOCK-AVAILABILITY"] = FenceKind.CompleteStock,
        ["FACILITY-CARRIERAVAILABILITY"] = FenceKind.Carrier,
        ["FACILITY-COUNTRY"] = FenceKind.Country,
        ["FACILITY-PICKING-TIME-CAPACITY"] = FenceKind.PickingTimeCapacity,
        ["PRESELECTED-FACILITY"] = FenceKind.Preselected,
        ["SAMEDAY-POSSIBLE"] = FenceKind.SameDay,
        ["AVOID-ZERO-STOCK"] = FenceKind.Stock,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RatingKind> Ratings = new Dictionary<string, RatingKind>
    {
        ["STOCK-BALANCING"] = RatingKind.StockBalance,
        ["GEO-DISTANCE"] = RatingKind.GeoDistance,
        ["STOCK-AVAILABILITY"] = RatingKind.StockAvailability,
        ["WORKLOAD-BALANCING"] = RatingKind.WorkloadBalancing,
        ["MATCHING-BUSINESSTYPE"] = RatingKind.MatchingBusinessType,
        ["PREFER-STORE"] = RatingKind.PreferStore,
        ["PREFER-WAREHOUSE"] = RatingKind.PreferWarehouse,
        ["ZONE"] = RatingKind.Zone,
        ["CAPACITY"] = RatingKind.Capacity,
        ["NUMBER-OF-DELIVERIES"] = RatingKind.NumberOfDeliveries,
    }.ToFrozenDictionary();

    /// <summary>Ratings without data in Emend, with the reason. A strategy can list such a rating but not activate it.</summary>
    public static readonly FrozenDictionary<string, string> UnsupportedRatings = new Dictionary<string, string>
    {
        ["TURNOVER"] = "Emend stores no sales per article and facility",
        ["EXPIRY-DATE"] = "stock has no expiry dates",
        ["DELIVERY-COSTS"] = "carriers have no prices",
        ["DELIVERY-TIME"] = "carriers have no transit times",
        ["COST-COMPONENTS"] = "carriers and facilities have no prices",
    }.ToFrozenDictionary();

    public static readonly string[] FenceNames = [.. Fences.Keys.Order(StringComparer.Ordinal)];

    public static readonly string[] RatingNames = [.. Ratings.Keys.Concat(UnsupportedRatings.Keys).Order(StringComparer.Ordinal)];

    public static FenceKind ParseFence(string name) => Fences[name];

    /// <summary>Returns the rating, or null for an unsupported rating.</summary>
    public static RatingKind? ParseRating(string name) => Ratings.TryGetValue(name, out var kind) ? kind : null;

    public static string ToWireName(FenceKind fence) => fence switch
    {
        FenceKind.FacilityOnline => OnlineFence,
        FenceKind.Blocked => NotBlockedFence,
        _ => Fences.First(f => f.Value == fence).Key,
    };

    public static string ToWireName(RatingKind rating) => Ratings.First(r => r.Value == rating).Key;
}
