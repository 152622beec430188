using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to routing strategies.</summary>
internal static class StrategyMapper
{
    /// <param name="body">A valid body: a node, and optionally the global configuration.</param>
    public static RoutingStrategy ReadStrategy(JsonElement body)
    {
        var config = body.GetProperty("rootNode").GetProperty("config");
        var split = config.ReadMember("orderSplit");
        var global = body.ReadMember("globalConfiguration");
        var max = split?.ReadInteger("maxSplitCount");
        return new RoutingStrategy(
            [FenceKind.FacilityOnline, .. ReadFences(config), FenceKind.Blocked],
            [.. ReadRatings(config)],
            split?.ReadBoolean("active") is not true ? SplitRule.Forbidden
                : max is null or StrategySchemas.UnlimitedSplits ? SplitRule.Allowed : SplitRule.Limited,
            (int)(max ?? 0) + 1,
            split?.ReadBoolean("splitLines") ?? false,
            split?.ReadBoolean("routeInPart") ?? true)
        {
            SplitSameDay = split?.ReadBoolean("activeForSameday") ?? true,
            RerouteShortPicks = global?.ReadBoolean("rerouteShortPicks") ?? false,
            BlacklistAssigned = global?.ReadBoolean("blacklistAssignedFacilities") ?? false,
            AbandonAfter = global?.ReadText("stopRoutingAttemptsAfterTime") is { } time
                ? Iso8601Duration.Of(time)!.Value
                : RoutingStrategy.Default.AbandonAfter,
        };
    }

    /// <summary>Returns the members that are stored unchanged for responses.</summary>
    public static JsonText ReadDocument(JsonElement body, JsonText? before = null) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        foreach (var name in (string[])["name", "nameLocalized", "rootNode", "globalConfiguration"])
        {
            if ((body.ReadMember(name) ?? (before is { } old ? JsonElement.Parse(old.Raw).ReadMember(name) : null)) is not { } value)
            {
                continue;
            }

            json.WritePropertyName(name);
            json.WriteRawValue(CanonicalJson.From(value).Raw, skipInputValidation: true);
        }

        json.WriteEndObject();
    });

    private static IEnumerable<FenceKind> ReadFences(JsonElement config) =>
        from fence in config.ReadEntries("fences")
        where fence.ReadBoolean("active") is true
        select RoutingNames.ParseFence(fence.ReadText("implementation")!);

    private static IEnumerable<WeightedRating> ReadRatings(JsonElement config) =>
        from rating in config.ReadEntries("ratings")
        where rating.ReadBoolean("active") is true
        select new WeightedRating(
            RoutingNames.ParseRating(rating.ReadText("implementation")!)!.Value, (int)rating.ReadInteger("maxPenalty")!.Value);
}
