using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes routing strategies. Node and global configuration come from the stored request, or else from the strategy.</summary>
internal static class StrategyWriter
{
    public static void Write(Utf8JsonWriter json, StoredStrategy strategy)
    {
        json.WriteString("id", strategy.Id);
        json.WriteNumber("version", strategy.Version);
        json.WriteNumber("revision", strategy.Version);
        json.WriteBoolean("inUse", strategy.InUse);
        if (strategy.CreatedAt > DateTimeOffset.UnixEpoch)
        {
            json.WriteTimestamp("created", strategy.CreatedAt);
            json.WriteTimestamp("lastModified", strategy.ModifiedAt);
        }

        var doc = JsonElement.Parse(strategy.Doc.Raw);
        json.WriteMembers(strategy.Doc, "rootNode", "globalConfiguration");
        json.WriteStartObject("rootNode");
        WriteNode(json, strategy, doc.ReadMember("rootNode"));
        json.WriteEndObject();
        json.WriteStartObject("globalConfiguration");
        WriteGlobalConfiguration(json, strategy.Strategy, doc.ReadMember("globalConfiguration"));
        json.WriteEndObject();
    }

    /// <summary>Writes the active fences and ratings.</summary>
    public static void WriteConfig(Utf8JsonWriter json, RoutingStrategy strategy)
    {
        json.WriteObjects("fences", strategy.Fences.Where(f => f is not (FenceKind.FacilityOnline or FenceKind.Blocked)), WriteFence);
        json.WriteObjects("ratings", strategy.Ratings, WriteRating);
        json.WriteStartObject("orderSplit");
        json.WriteBoolean("active", strategy.Split is not SplitRule.Forbidden);
        json.WriteBoolean("activeForSameday", strategy.SplitSameDay);
        if (strategy.Split is SplitRule.Limited)
        {
            json.WriteNumber("maxSplitCount", strategy.MaxDeliveries - 1);
        }

        json.WriteBoolean("splitLines", strategy.SplitLines);
        json.WriteBoolean("routeInPart", strategy.AllowPartialRouting);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, StoredStrategy strategy, JsonElement? given)
    {
        if (given is { } node)
        {
            if (!node.HasMember("id"))
            {
                json.WriteString("id", strategy.Id);
            }

            if (!node.HasMember("active"))
            {
                json.WriteBoolean("active", true);
            }

            foreach (var member in node.EnumerateObject())
            {
                member.WriteTo(json);
            }

            return;
        }

        json.WriteString("id", strategy.Id);
        json.WriteBoolean("active", true);
        json.WriteStartObject("config");
        WriteConfig(json, strategy.Strategy);
        json.WriteEndObject();
    }

    private static void WriteGlobalConfiguration(Utf8JsonWriter json, RoutingStrategy strategy, JsonElement? given)
    {
        json.WriteBoolean("blacklistAssignedFacilities", strategy.BlacklistAssigned);
        json.WriteBoolean("rerouteShortPicks", strategy.RerouteShortPicks);
        json.WriteString("stopRoutingAttemptsAfterTime", Iso8601Duration.Of(strategy.AbandonAfter));
        if (given?.ReadMember("defaultPrice") is { } price)
        {
            json.WritePropertyName("defaultPrice");
            price.WriteTo(json);
        }
    }

    private static void WriteFence(Utf8JsonWriter json, FenceKind fence)
    {
        json.WriteString("type", "StandardFence");
        json.WriteString("implementation", RoutingNames.ToWireName(fence));
        json.WriteBoolean("active", true);
    }

    private static void WriteRating(Utf8JsonWriter json, WeightedRating rating)
    {
        json.WriteString("type", "StandardRating");
        json.WriteString("implementation", RoutingNames.ToWireName(rating.Kind));
        json.WriteBoolean("active", true);
        json.WriteNumber("maxPenalty", rating.Weight);
    }
}
