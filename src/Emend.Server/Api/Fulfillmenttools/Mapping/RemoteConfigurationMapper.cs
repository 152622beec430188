using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Remote configurations, theirs to ours: the document is what they sent, each scope with an id.</summary>
internal static class RemoteConfigurationMapper
{
    private const string Urn = "urn:fft:remoteconfig:key:";
    private const int MaxScopes = 20;

    private static readonly string[] Members = ["valueType", "value", "groups", "scopes"];

    /// <summary>The key in a URN, or null where it is none.</summary>
    public static string? KeyIn(string reference) =>
        reference.StartsWith(Urn, StringComparison.Ordinal) ? reference[Urn.Length..] : null;

    /// <summary>The document as it would be: members given over those that are kept.</summary>
    public static JsonObject Merged(JsonObject kept, JsonElement body, Func<string> newId)
    {
        var merged = (JsonObject)kept.DeepClone();
        foreach (var name in Members.Where(name => body.Has(name)))
            merged[name] = JsonNode.Parse(body.GetProperty(name).GetRawText());
        foreach (var scope in merged["scopes"]?.AsArray().OfType<JsonObject>() ?? [])
            scope["id"] ??= newId();
        return merged;
    }

    public static JsonObject Of(StoredRemoteConfiguration storedRemoteConfiguration) => JsonNode.Parse(storedRemoteConfiguration.Doc.Raw)!.AsObject();

    public static JsonText Text(JsonObject doc) => CanonicalJson.Of(JsonElement.Parse(doc.ToJsonString()));

    /// <summary>Whether the value is of the type it is said to be.</summary>
    public static ImmutableArray<ValidationError> Problems(JsonObject doc)
    {
        var value = JsonElement.Parse(doc["value"]?.ToJsonString() ?? "null");
        var (good, text) = (string?)doc["valueType"] switch
        {
            "BOOLEAN" => (value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            "STRING" => (value.ValueKind is JsonValueKind.String, "a text"),
            "NUMBER" => (value.ValueKind is JsonValueKind.Number, "a number"),
            "INT" => (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _), "a whole number"),
            _ => (IsJson(value), "an object, a list, or a text that is JSON"),
        };
        return good ? [] : [new("value", $"is {ValueFormatter.As(value)}", $"must be {text}, as valueType says")];
    }

    public static ImmutableArray<ValidationError> ScopeProblems(JsonObject doc) => doc["scopes"]?.AsArray().Count >= MaxScopes
        ? [new("scope", $"would be one more than {MaxScopes}", "must have room: remove another scope first")]
        : [];

    /// <summary>Whether it has one of the groups and counts for that facility and user. A scope that names none counts for all.</summary>
    public static bool Matches(JsonObject doc, ImmutableArray<string> groups, string? facility, string? user)
    {
        var scopes = doc["scopes"]?.AsArray() ?? [];
        return (groups.IsEmpty || doc["groups"]!.AsArray().Any(g => groups.Contains((string)g!)))
            && (scopes.Count == 0 || scopes.Any(s => Names(s!, "facilityRefs", facility) && Names(s!, "userRefs", user)));
    }

    private static bool Names(JsonNode scope, string list, string? id) =>
        id is null || scope[list]?.AsArray() is not { Count: > 0 } named || named.Any(n => (string?)n == id);

    private static bool IsJson(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return true;
        if (value.ValueKind is not JsonValueKind.String) return false;
        try
        {
            _ = JsonElement.Parse(value.GetString()!);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
