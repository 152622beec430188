using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps remote configurations. The stored document has the members of the request, and the scopes have ids.</summary>
internal static class RemoteConfigurationMapper
{
    private const string UrnPrefix = "urn:fft:remoteconfig:key:";

    public static readonly ValidationError TooManyScopes = new(
        "scope",
        $"exceeds the maximum of {RemoteConfigurationService.MaxScopes} scopes",
        "must fit: remove another scope first");

    private static readonly string[] Members = ["valueType", "value", "groups", "scopes"];

    /// <summary>Returns the key of a URN, or null if the reference is not such a URN.</summary>
    public static string? ParseKey(string reference) =>
        reference.StartsWith(UrnPrefix, StringComparison.Ordinal) ? reference[UrnPrefix.Length..] : null;

    /// <summary>Merges the members of the body into the stored document.</summary>
    public static JsonObject Merge(JsonObject stored, JsonElement body)
    {
        var merged = (JsonObject)stored.DeepClone();
        foreach (var name in Members.Where(name => body.HasMember(name)))
        {
            merged[name] = JsonNode.Parse(body.GetProperty(name).GetRawText());
        }

        return merged;
    }

    /// <summary>Reads the scope of a body that adds one.</summary>
    public static JsonObject ReadScope(JsonElement body) => JsonNode.Parse(body.ReadMember("scope")!.Value.GetRawText())!.AsObject();

    /// <summary>Validates the value against the declared type.</summary>
    public static ImmutableArray<ValidationError> Validate(JsonObject doc)
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
        return good ? [] : [new("value", $"is {ValueFormatter.Describe(value)}", $"must be {text}, because of valueType")];
    }

    public static ImmutableArray<ValidationError> ValidateScopeCount(StoredRemoteConfiguration configuration) =>
        RemoteConfigurationService.HasMaxScopes(configuration) ? [TooManyScopes] : [];

    public static void Write(Utf8JsonWriter json, StoredRemoteConfiguration configuration)
    {
        json.WriteString("id", configuration.Id);
        json.WriteNumber("version", configuration.Version);
        json.WriteTimestamp("created", configuration.CreatedAt);
        json.WriteTimestamp("lastModified", configuration.ModifiedAt);
        json.WriteString("key", configuration.Key);
        json.WriteMembers(configuration.Doc, "scopes");
        var scopes = JsonElement.Parse(configuration.Doc.Raw).ReadEntries("scopes").ToList();
        json.WriteStartArray("scopes");
        foreach (var scope in scopes)
        {
            scope.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteTexts("flattenScopeIds", scopes.SelectMany(s => (string[])["facilityRefs", "userRefs"], (s, list) => s.ReadEntries(list))
            .SelectMany(refs => refs).Select(r => r.GetString()!).Distinct());
    }

    private static bool IsJson(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return true;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return false;
        }

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
