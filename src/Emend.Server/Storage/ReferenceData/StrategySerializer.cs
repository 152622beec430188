using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Stored form of routing strategies. Stored names never change.</summary>
internal static class StrategySerializer
{
    private const int Format = 1;

    private static readonly EnumNames<SplitRule> Splits = new("FORBIDDEN", "LIMITED", "ALLOWED");

    public static byte[] Write(RoutingStrategy strategy, JsonText otherMembers) => JsonSerializer.SerializeToUtf8Bytes(
        new StrategyDocument(
            Format,
            [.. strategy.Fences.Select(f => StoredEnumNames.Fence[f])],
            [.. strategy.Ratings.Select(r => new RatingDocument(StoredEnumNames.Rating[r.Kind], r.Weight))],
            Splits[strategy.Split],
            strategy.MaxDeliveries,
            strategy.SplitLines,
            strategy.SplitSameDay,
            strategy.AllowPartialRouting,
            strategy.BlacklistAssigned,
            (long)strategy.AbandonAfter.TotalSeconds,
            JsonElement.Parse(otherMembers.Raw),
            strategy.RerouteShortPicks ? true : null),
        StrategyJsonContext.Default.StrategyDocument);

    public static (RoutingStrategy Strategy, JsonText OtherMembers) Read(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, StrategyJsonContext.Default.StrategyDocument)!;
        var strategy = new RoutingStrategy(
            [.. stored.Fences.Select(f => StoredEnumNames.Fence[f])],
            [.. stored.Ratings.Select(r => new WeightedRating(StoredEnumNames.Rating[r.Rating], r.Weight))],
            Splits[stored.Split],
            stored.MaxDeliveries,
            stored.SplitLines,
            stored.RouteInPart)
        {
            SplitSameDay = stored.SplitSameDay,
            BlacklistAssigned = stored.BlacklistAssigned,
            RerouteShortPicks = stored.RerouteShortPicks ?? false,
            AbandonAfter = TimeSpan.FromSeconds(stored.StopAfterSeconds),
        };
        return (strategy, new(stored.Rest.GetRawText()));
    }
}

internal sealed record StrategyDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("fences")] string[] Fences,
    [property: JsonPropertyName("ratings")] RatingDocument[] Ratings,
    [property: JsonPropertyName("split")] string Split,
    [property: JsonPropertyName("maxDeliveries")] int MaxDeliveries,
    [property: JsonPropertyName("splitLines")] bool SplitLines,
    [property: JsonPropertyName("splitSameDay")] bool SplitSameDay,
    [property: JsonPropertyName("routeInPart")] bool RouteInPart,
    [property: JsonPropertyName("blacklistAssigned")] bool BlacklistAssigned,
    [property: JsonPropertyName("stopAfterSeconds")] long StopAfterSeconds,
    [property: JsonPropertyName("rest")] JsonElement Rest,
    [property: JsonPropertyName("rerouteShortPicks")] bool? RerouteShortPicks = null);

internal sealed record RatingDocument(
    [property: JsonPropertyName("rating")] string Rating,
    [property: JsonPropertyName("weight")] int Weight);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StrategyDocument))]
internal sealed partial class StrategyJsonContext : JsonSerializerContext;
