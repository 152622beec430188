using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>Writes ids and states as strings.</summary>
internal sealed class StringValueConverter<T>(Func<string, T> from, Func<T, string> to) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => from(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(to(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        from(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(to(value));
}

/// <summary>Writes quantities as thousandths and times as microseconds since 1970.</summary>
internal sealed class NumericValueConverter<T>(Func<long, T> from, Func<T, long> to) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => from(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(to(value));
}

/// <summary>Writes JSON text unchanged.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    // JSON null is a valid value.
    public override bool HandleNull => true;

    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return new(value.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Raw, skipInputValidation: true);
}

/// <summary>Writes custom attributes, sorted by the bytes of their names.</summary>
internal sealed class AttributesConverter : JsonConverter<ImmutableSortedDictionary<string, JsonText>>
{
    public override ImmutableSortedDictionary<string, JsonText> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var attributes = PersonalData.NoAttributes.ToBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            using var value = JsonDocument.ParseValue(ref reader);
            attributes[name] = new(value.RootElement.GetRawText());
        }

        return attributes.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, JsonText> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(text.Raw, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
