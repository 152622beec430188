using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Routing strategies, ours to theirs: node and global configuration as they were given, or made of the strategy.</summary>
internal static class StrategyBody
{
    public static void Write(Utf8JsonWriter json, KeptStrategy kept)
    {
        json.WriteString("id", kept.Id);
        json.WriteNumber("version", kept.Version);
        json.WriteNumber("revision", kept.Version);
        json.WriteBoolean("inUse", kept.InUse);
        if (kept.CreatedAt > DateTimeOffset.UnixEpoch)
        {
            json.Moment("created", kept.CreatedAt);
            json.Moment("lastModified", kept.ModifiedAt);
        }

        var doc = JsonElement.Parse(kept.Doc.Raw);
        json.Spread(kept.Doc, "rootNode", "globalConfiguration");
        json.WriteStartObject("rootNode");
        Node(json, kept, doc.Part("rootNode"));
        json.WriteEndObject();
        json.WriteStartObject("globalConfiguration");
        Global(json, kept.Strategy, doc.Part("globalConfiguration"));
        json.WriteEndObject();
    }

    /// <summary>What decided: all that is active.</summary>
    public static void Config(Utf8JsonWriter json, RoutingStrategy strategy)
    {
        json.Objects("fences", strategy.Fences.Where(f => f is not (FenceKind.FacilityOnline or FenceKind.Blocked)), Fence);
        json.Objects("ratings", strategy.Ratings, Rating);
        json.WriteStartObject("orderSplit");
        json.WriteBoolean("active", strategy.Split is not SplitRule.Forbidden);
        json.WriteBoolean("activeForSameday", strategy.SplitSameDay);
        if (strategy.Split is SplitRule.Limited) json.WriteNumber("maxSplitCount", strategy.MaxDeliveries - 1);
        json.WriteBoolean("splitLines", strategy.SplitLines);
        json.WriteBoolean("routeInPart", strategy.RouteInPart);
        json.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter json, KeptStrategy kept, JsonElement? given)
    {
        if (given is { } node)
        {
            if (!node.Has("id")) json.WriteString("id", kept.Id);
            if (!node.Has("active")) json.WriteBoolean("active", true);
            foreach (var member in node.EnumerateObject()) member.WriteTo(json);
            return;
        }

        json.WriteString("id", kept.Id);
        json.WriteBoolean("active", true);
        json.WriteStartObject("config");
        Config(json, kept.Strategy);
        json.WriteEndObject();
    }

    private static void Global(Utf8JsonWriter json, RoutingStrategy strategy, JsonElement? given)
    {
        json.WriteBoolean("blacklistAssignedFacilities", strategy.BlacklistAssigned);
        json.WriteBoolean("rerouteShortPicks", strategy.RerouteShortPicks);
        json.WriteString("stopRoutingAttemptsAfterTime", Durations.Of(strategy.StopAfter));
        if (given?.Part("defaultPrice") is { } price)
        {
            json.WritePropertyName("defaultPrice");
            price.WriteTo(json);
        }
    }

    private static void Fence(Utf8JsonWriter json, FenceKind fence)
    {
        json.WriteString("type", "StandardFence");
        json.WriteString("implementation", RoutingNames.Of(fence));
        json.WriteBoolean("active", true);
    }

    private static void Rating(Utf8JsonWriter json, WeightedRating rating)
    {
        json.WriteString("type", "StandardRating");
        json.WriteString("implementation", RoutingNames.Of(rating.Kind));
        json.WriteBoolean("active", true);
        json.WriteNumber("maxPenalty", rating.Weight);
    }
}
