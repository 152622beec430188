using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Catalogue;

/// <summary>A routing strategy as it is stored. Names and forms are a format.</summary>
internal static class StrategyDocument
{
    private const int Format = 1;

    private static readonly Names<SplitRule> Splits = new("FORBIDDEN", "LIMITED", "ALLOWED");

    public static byte[] Write(RoutingStrategy strategy, JsonText rest) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredStrategy(
            Format,
            [.. strategy.Fences.Select(f => StoredStates.Fence[f])],
            [.. strategy.Ratings.Select(r => new StoredRating(StoredStates.Rating[r.Kind], r.Weight))],
            Splits[strategy.Split],
            strategy.MaxDeliveries,
            strategy.SplitLines,
            strategy.SplitSameDay,
            strategy.RouteInPart,
            strategy.BlacklistAssigned,
            (long)strategy.StopAfter.TotalSeconds,
            JsonElement.Parse(rest.Raw),
            strategy.RerouteShortPicks ? true : null),
        StrategyJson.Default.StoredStrategy);

    public static (RoutingStrategy Strategy, JsonText Kept) Read(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, StrategyJson.Default.StoredStrategy)!;
        var strategy = new RoutingStrategy(
            [.. stored.Fences.Select(f => StoredStates.Fence[f])],
            [.. stored.Ratings.Select(r => new WeightedRating(StoredStates.Rating[r.Rating], r.Weight))],
            Splits[stored.Split],
            stored.MaxDeliveries,
            stored.SplitLines,
            stored.RouteInPart)
        {
            SplitSameDay = stored.SplitSameDay,
            BlacklistAssigned = stored.BlacklistAssigned,
            RerouteShortPicks = stored.RerouteShortPicks ?? false,
            StopAfter = TimeSpan.FromSeconds(stored.StopAfterSeconds),
        };
        return (strategy, new(stored.Rest.GetRawText()));
    }
}

internal sealed record StoredStrategy(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("fences")] string[] Fences,
    [property: JsonPropertyName("ratings")] StoredRating[] Ratings,
    [property: JsonPropertyName("split")] string Split,
    [property: JsonPropertyName("maxDeliveries")] int MaxDeliveries,
    [property: JsonPropertyName("splitLines")] bool SplitLines,
    [property: JsonPropertyName("splitSameDay")] bool SplitSameDay,
    [property: JsonPropertyName("routeInPart")] bool RouteInPart,
    [property: JsonPropertyName("blacklistAssigned")] bool BlacklistAssigned,
    [property: JsonPropertyName("stopAfterSeconds")] long StopAfterSeconds,
    [property: JsonPropertyName("rest")] JsonElement Rest,
    [property: JsonPropertyName("rerouteShortPicks")] bool? RerouteShortPicks = null);

internal sealed record StoredRating(
    [property: JsonPropertyName("rating")] string Rating,
    [property: JsonPropertyName("weight")] int Weight);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredStrategy))]
internal sealed partial class StrategyJson : JsonSerializerContext;
