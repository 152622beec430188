using System.Collections.Frozen;
using Emend.Core.Routing;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Fences and ratings under the names of this API.</summary>
internal static class RoutingNames
{
    /// <summary>Fences that every strategy has, under names of our own: nobody can leave them out.</summary>
    public const string Online = "FACILITY-ONLINE";

    private const string Blocked = "FACILITY-NOT-BLOCKED";

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

    /// <summary>Ratings of this API that nothing here could be rated by, and why: they may be listed, not switched on.</summary>
    public static readonly FrozenDictionary<string, string> Unrated = new Dictionary<string, string>
    {
        ["TURNOVER"] = "no sales per article and facility are kept",
        ["EXPIRY-DATE"] = "stock has no expiry dates",
        ["DELIVERY-COSTS"] = "carriers have no prices",
        ["DELIVERY-TIME"] = "carriers have no transit times",
        ["COST-COMPONENTS"] = "carriers and facilities have no prices",
    }.ToFrozenDictionary();

    public static readonly string[] FenceNames = [.. Fences.Keys.Order(StringComparer.Ordinal)];

    public static readonly string[] RatingNames = [.. Ratings.Keys.Concat(Unrated.Keys).Order(StringComparer.Ordinal)];

    public static FenceKind FenceOf(string name) => Fences[name];

    /// <summary>The rating, or null where it is one that is never switched on.</summary>
    public static RatingKind? RatingOf(string name) => Ratings.TryGetValue(name, out var kind) ? kind : null;

    public static string Of(FenceKind fence) => fence switch
    {
        FenceKind.FacilityOnline => Online,
        FenceKind.Blocked => Blocked,
        _ => Fences.First(f => f.Value == fence).Key,
    };

    public static string Of(RatingKind rating) => Ratings.First(r => r.Value == rating).Key;
}
