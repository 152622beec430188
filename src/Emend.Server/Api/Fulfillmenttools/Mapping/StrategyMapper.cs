using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Routing strategies, theirs to ours.</summary>
internal static class StrategyMapper
{
    /// <summary>The strategy of who has none; always there, never changed.</summary>
    public static readonly StoredStrategy Default = new(
        "default",
        1,
        InUse: false,
        RoutingStrategy.Default,
        new("""{"nameLocalized":{"en_US":"Default"},"name":"Default"}"""),
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch);

    /// <param name="body">Checked: a node, and perhaps the global configuration.</param>
    public static RoutingStrategy Of(JsonElement body)
    {
        var config = body.GetProperty("rootNode").GetProperty("config");
        var split = config.Part("orderSplit");
        var global = body.Part("globalConfiguration");
        var max = split?.Whole("maxSplitCount");
        return new RoutingStrategy(
            [FenceKind.FacilityOnline, .. Fences(config), FenceKind.Blocked],
            [.. Ratings(config)],
            split?.Flag("active") is not true ? SplitRule.Forbidden : max is null ? SplitRule.Allowed : SplitRule.Limited,
            (int)(max ?? 0) + 1,
            split?.Flag("splitLines") ?? false,
            split?.Flag("routeInPart") ?? true)
        {
            SplitSameDay = split?.Flag("activeForSameday") ?? true,
            RerouteShortPicks = global?.Flag("rerouteShortPicks") ?? false,
            BlacklistAssigned = global?.Flag("blacklistAssignedFacilities") ?? false,
            AbandonAfter = global?.Text("stopRoutingAttemptsAfterTime") is { } time
                ? Contracts.Iso8601Duration.Of(time)!.Value
                : RoutingStrategy.Default.AbandonAfter,
        };
    }

    /// <summary>What is given back as it came.</summary>
    public static JsonText Kept(JsonElement body, JsonText? before = null) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        foreach (var name in (string[])["name", "nameLocalized", "rootNode", "globalConfiguration"])
        {
            if ((body.Part(name) ?? (before is { } old ? JsonElement.Parse(old.Raw).Part(name) : null)) is not { } value) continue;
            json.WritePropertyName(name);
            json.WriteRawValue(CanonicalJson.Of(value).Raw, skipInputValidation: true);
        }

        json.WriteEndObject();
    });

    private static IEnumerable<FenceKind> Fences(JsonElement config) =>
        from fence in config.Entries("fences")
        where fence.Flag("active") is true
        select RoutingNames.FenceOf(fence.Text("implementation")!);

    private static IEnumerable<WeightedRating> Ratings(JsonElement config) =>
        from rating in config.Entries("ratings")
        where rating.Flag("active") is true
        select new WeightedRating(RoutingNames.RatingOf(rating.Text("implementation")!)!.Value, (int)rating.Whole("maxPenalty")!.Value);
}
