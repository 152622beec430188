using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes routing strategies. Node and global configuration come from the stored request, or else from the strategy.</summary>
internal static class StrategyWriter
{
    // The vendor's value for articles without a price. Routing does not read it.
    private static readonly JsonElement DefaultPrice = JsonElement.Parse("10");

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
        WriteOrderSplit(json, strategy, null);
    }

    /// <summary>The name of the node by locale; without one, the name of the strategy.</summary>
    public static JsonText? GetNodeName(StoredStrategy strategy)
    {
        var doc = JsonElement.Parse(strategy.Doc.Raw);
        return (doc.ReadMember("rootNode")?.ReadMember("nameLocalized") ?? doc.ReadMember("nameLocalized")) is { } name
            ? new(name.GetRawText())
            : null;
    }

    private static void WriteOrderSplit(Utf8JsonWriter json, RoutingStrategy strategy, JsonElement? given)
    {
        json.WriteStartObject("orderSplit");
        json.WriteBoolean("active", strategy.Split is not SplitRule.Forbidden);
        json.WriteBoolean("activeForSameday", strategy.SplitSameDay);
        json.WriteNumber("maxSplitCount", given?.ReadInteger("maxSplitCount") ?? strategy.Split switch
        {
            SplitRule.Forbidden => 0,
            SplitRule.Limited => strategy.MaxDeliveries - 1,
            _ => StrategySchemas.UnlimitedSplits,
        });
        json.WriteBoolean(
            "shouldUseWaitingRoomForPreBackOrderItems", given?.ReadBoolean("shouldUseWaitingRoomForPreBackOrderItems") ?? false);
        // Members of Emend, only if they differ from what a body without them means.
        if (strategy.SplitLines)
        {
            json.WriteBoolean("splitLines", true);
        }

        if (!strategy.AllowPartialRouting)
        {
            json.WriteBoolean("routeInPart", false);
        }

        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, StoredStrategy strategy, JsonElement? given)
    {
        json.WriteString("id", given?.ReadText("id") ?? strategy.Id);
        json.WriteBoolean("active", true);
        json.WriteJson("nameLocalized", GetNodeName(strategy) ?? new("{}"));
        json.WriteStartObject("config");
        if (given is { } node)
        {
            var config = node.GetProperty("config");
            json.WriteMembers(new(config.GetRawText()), "orderSplit");
            WriteOrderSplit(json, strategy.Strategy, config.ReadMember("orderSplit"));
        }
        else
        {
            WriteConfig(json, strategy.Strategy);
        }

        json.WriteEndObject();
        json.WriteMembers(given is { } other ? new(other.GetRawText()) : null, "id", "active", "nameLocalized", "config");
    }

    private static void WriteGlobalConfiguration(Utf8JsonWriter json, RoutingStrategy strategy, JsonElement? given)
    {
        json.WriteBoolean("blacklistAssignedFacilities", strategy.BlacklistAssigned);
        if (strategy.RerouteShortPicks)
        {
            json.WriteBoolean("rerouteShortPicks", true);
        }

        json.WriteString("stopRoutingAttemptsAfterTime", Iso8601Duration.Of(strategy.AbandonAfter));
        json.WritePropertyName("defaultPrice");
        (given?.ReadMember("defaultPrice") ?? DefaultPrice).WriteTo(json);
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
