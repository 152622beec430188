using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Common;

/// <summary>Canonical form of stored JSON: compact, members sorted by name, one escaping style.</summary>
internal static class CanonicalJson
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static JsonText From(JsonElement value) => Write(json => Write(json, value));

    /// <summary>An object with the members whose names match, or null if no name matches.</summary>
    public static JsonText? SelectMembers(JsonElement value, Func<string, bool> wanted)
    {
        var members = value.EnumerateObject().Where(m => wanted(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        if (members.Count == 0)
        {
            return null;
        }

        return Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in members)
            {
                Write(json, member);
            }

            json.WriteEndObject();
        });
    }

    /// <summary>Custom attributes: each member by name.</summary>
    public static ImmutableSortedDictionary<string, JsonText> ReadAttributes(JsonElement? value) => value is { } given
        ? given.EnumerateObject().ToImmutableSortedDictionary(m => m.Name, m => From(m.Value), StringComparer.Ordinal)
        : PersonalData.NoAttributes;

    /// <summary>Changes of custom attributes: each member by name, null for a removal.</summary>
    public static ImmutableSortedDictionary<string, JsonText?> ReadAttributeChanges(JsonElement? value) =>
        ReadAttributeChanges(value, _ => true);

    /// <summary>Changes of the members whose names match.</summary>
    public static ImmutableSortedDictionary<string, JsonText?> ReadAttributeChanges(JsonElement? value, Func<string, bool> wanted) =>
        (value is { } given ? given.EnumerateObject().Where(m => wanted(m.Name)) : []).ToImmutableSortedDictionary(
            m => m.Name,
            m => m.Value.ValueKind == JsonValueKind.Null ? (JsonText?)null : From(m.Value),
            StringComparer.Ordinal);

    /// <summary>Returns what the function writes as JSON text.</summary>
    public static JsonText Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    Write(json, member);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var entry in value.EnumerateArray())
                {
                    Write(json, entry);
                }

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
