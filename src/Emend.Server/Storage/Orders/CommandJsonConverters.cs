using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>Writes the specified value. An omitted value has no member.</summary>
internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    // A specified value can be null.
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(true, JsonSerializer.Deserialize<T>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}

/// <summary>
/// Writes changes of attributes as <c>set</c> with the values by name and <c>remove</c> with the names, so that the value JSON null
/// differs from a removal.
/// </summary>
internal sealed class AttributeChangesConverter : JsonConverter<ImmutableSortedDictionary<string, JsonText?>>
{
    public override ImmutableSortedDictionary<string, JsonText?> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var stored = JsonDocument.ParseValue(ref reader);
        var changes = ImmutableSortedDictionary.CreateBuilder<string, JsonText?>(StringComparer.Ordinal);
        foreach (var member in stored.RootElement.GetProperty("set").EnumerateObject())
        {
            changes[member.Name] = new(member.Value.GetRawText());
        }

        foreach (var name in stored.RootElement.GetProperty("remove").EnumerateArray())
        {
            changes[name.GetString()!] = null;
        }

        return changes.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, JsonText?> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("set");
        foreach (var (name, text) in value)
        {
            if (text is { } set)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(set.Raw, skipInputValidation: true);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("remove");
        foreach (var name in value.Where(change => change.Value is null).Select(change => change.Key))
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <summary>Writes texts by name, sorted by the bytes of their names. A text can be null.</summary>
internal sealed class TextsConverter : JsonConverter<ImmutableSortedDictionary<string, string?>>
{
    public override ImmutableSortedDictionary<string, string?> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var stored = JsonDocument.ParseValue(ref reader);
        return stored.RootElement.EnumerateObject().ToImmutableSortedDictionary(
            member => member.Name, member => member.Value.GetString(), StringComparer.Ordinal);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string?> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
