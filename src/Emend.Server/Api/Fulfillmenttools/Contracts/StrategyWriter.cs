using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Routing strategies, ours to theirs: node and global configuration as they were given, or made of the strategy.</summary>
internal static class StrategyWriter
{
    public static void Write(Utf8JsonWriter json, StoredStrategy storedStrategy)
    {
        json.WriteString("id", storedStrategy.Id);
        json.WriteNumber("version", storedStrategy.Version);
        json.WriteNumber("revision", storedStrategy.Version);
        json.WriteBoolean("inUse", storedStrategy.InUse);
        if (storedStrategy.CreatedAt > DateTimeOffset.UnixEpoch)
        {
            json.Moment("created", storedStrategy.CreatedAt);
            json.Moment("lastModified", storedStrategy.ModifiedAt);
        }

        var doc = JsonElement.Parse(storedStrategy.Doc.Raw);
        json.Spread(storedStrategy.Doc, "rootNode", "globalConfiguration");
        json.WriteStartObject("rootNode");
        Node(json, storedStrategy, doc.Part("rootNode"));
        json.WriteEndObject();
        json.WriteStartObject("globalConfiguration");
        Global(json, storedStrategy.Strategy, doc.Part("globalConfiguration"));
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
        json.WriteBoolean("routeInPart", strategy.AllowPartialRouting);
        json.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter json, StoredStrategy storedStrategy, JsonElement? given)
    {
        if (given is { } node)
        {
            if (!node.Has("id")) json.WriteString("id", storedStrategy.Id);
            if (!node.Has("active")) json.WriteBoolean("active", true);
            foreach (var member in node.EnumerateObject()) member.WriteTo(json);
            return;
        }

        json.WriteString("id", storedStrategy.Id);
        json.WriteBoolean("active", true);
        json.WriteStartObject("config");
        Config(json, storedStrategy.Strategy);
        json.WriteEndObject();
    }

    private static void Global(Utf8JsonWriter json, RoutingStrategy strategy, JsonElement? given)
    {
        json.WriteBoolean("blacklistAssignedFacilities", strategy.BlacklistAssigned);
        json.WriteBoolean("rerouteShortPicks", strategy.RerouteShortPicks);
        json.WriteString("stopRoutingAttemptsAfterTime", Iso8601Duration.Of(strategy.AbandonAfter));
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
