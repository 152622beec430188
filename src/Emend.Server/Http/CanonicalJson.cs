using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>JSON that is kept without reading it: compact, members sorted by name, texts escaped in one way.</summary>
internal static class CanonicalJson
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static JsonText Of(JsonElement value) => Write(json => Write(json, value));

    /// <summary>An object of these members of another one, or null where it has none of them.</summary>
    public static JsonText? Members(JsonElement value, Func<string, bool> wanted)
    {
        var members = value.EnumerateObject().Where(m => wanted(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        if (members.Count == 0) return null;
        return Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in members) Write(json, member);
            json.WriteEndObject();
        });
    }

    /// <summary>Free attributes: each member by its name.</summary>
    public static ImmutableSortedDictionary<string, JsonText> Attributes(JsonElement? value) => value is { } given
        ? given.EnumerateObject().ToImmutableSortedDictionary(m => m.Name, m => Of(m.Value), StringComparer.Ordinal)
        : PersonalData.NoAttributes;

    /// <summary>What the function writes, as a text to keep.</summary>
    public static JsonText Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal)) Write(json, member);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var entry in value.EnumerateArray()) Write(json, entry);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.GetString());
                break;
            default:
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, JsonProperty member)
    {
        json.WritePropertyName(member.Name);
        Write(json, member.Value);
    }
}
