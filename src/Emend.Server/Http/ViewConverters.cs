using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>Writes values of views. Views are never read.</summary>
internal abstract class ViewConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Views are only written.");
}

/// <summary>Writes names of enum values in camel case.</summary>
internal sealed class EnumNameConverter : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => Names.CanConvert(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Names.CreateConverter(typeToConvert, options);
}

/// <summary>Writes a UTC timestamp with milliseconds and Z.</summary>
internal sealed class TimestampConverter : ViewConverter<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        Rfc3339.Write(value, text);
        writer.WriteStringValue(text);
    }
}

/// <summary>Writes whole quantities without decimals.</summary>
internal sealed class QuantityConverter : ViewConverter<Quantity>
{
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        if (value.IsWhole)
        {
            writer.WriteNumberValue(value.Thousandths / Quantity.Scale);
        }
        else
        {
            writer.WriteNumberValue(value.ToDecimal());
        }
    }
}

/// <summary>Writes stored JSON unchanged.</summary>
internal sealed class StoredJsonConverter : ViewConverter<JsonText>
{
    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Raw, skipInputValidation: true);
}

/// <summary>Writes the units of a line.</summary>
internal sealed class LineUnitsConverter : ViewConverter<LineUnits>
{
    public override void Write(Utf8JsonWriter writer, LineUnits value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        LineUnitsWriter.Write(writer, value);
        writer.WriteEndObject();
    }
}

internal sealed class OrderIdConverter : ViewConverter<OrderId>
{
    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class LineIdConverter : ViewConverter<LineId>
{
    public override void Write(Utf8JsonWriter writer, LineId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ArticleIdConverter : ViewConverter<ArticleId>
{
    public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class FacilityIdConverter : ViewConverter<FacilityId>
{
    public override void Write(Utf8JsonWriter writer, FacilityId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class EntityIdConverter : ViewConverter<EntityId>
{
    public override void Write(Utf8JsonWriter writer, EntityId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
