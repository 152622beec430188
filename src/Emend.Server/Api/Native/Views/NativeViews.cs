using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The schemas and serializers of the views of the native API.</summary>
internal static class NativeViews
{
    private static readonly ViewSchemas Schemas = new(
        NativeJsonContext.Default.Options,
        new Dictionary<Type, JsonSchema>
        {
            [typeof(OrderId)] = NativeCommonSchemas.Id,
            [typeof(LineId)] = NativeCommonSchemas.Id,
            [typeof(ArticleId)] = NativeCommonSchemas.Id,
            [typeof(FacilityId)] = NativeCommonSchemas.Id,
            [typeof(EntityId)] = NativeCommonSchemas.Id,
            [typeof(DateTimeOffset)] = JsonSchema.Timestamp,
            [typeof(Quantity)] = NativeCommonSchemas.NonNegativeQuantity,
            [typeof(JsonText)] = JsonSchema.AnyObject,
            [typeof(LineUnits)] = JsonSchema.Object(LineUnitsWriter.Members).Named("LineUnits"),
            [typeof(ConsumerView)] = NativeOrderRequestSchemas.Consumer,
            [typeof(DeliveryView)] = NativeDeliveryMapper.ResponseSchema,
            [typeof(ServicedArticleView)] = NativeOrderRequestSchemas.ServicedArticle,
            [typeof(ParcelTrackingView)] = NativeCommonSchemas.ParcelTracking,
        });

    /// <summary>The schema of a view.</summary>
    public static JsonSchema Schema<T>() => Schemas.Of<T>();

    /// <summary>Writes a view as the value of a member.</summary>
    public static void WriteView<T>(this Utf8JsonWriter json, string name, T view)
    {
        json.WritePropertyName(name);
        json.WriteView(view);
    }

    public static void WriteView<T>(this Utf8JsonWriter json, T view) => JsonSerializer.Serialize(json, view, Contract<T>.Value);

    /// <summary>Writes a list of views as a member.</summary>
    public static void WriteViews<T>(this Utf8JsonWriter json, string name, IEnumerable<T> views)
    {
        json.WriteStartArray(name);
        foreach (var view in views)
        {
            json.WriteView(view);
        }

        json.WriteEndArray();
    }

    public static Task WriteView<T>(this HttpResponse response, int status, T view) =>
        JsonResponseWriter.Write(response, status, view, Contract<T>.Value);

    /// <summary>The list, or null if it is empty. Null members are omitted.</summary>
    public static ImmutableArray<T>? NullIfEmpty<T>(this ImmutableArray<T> list) => list.IsEmpty ? null : list;

    /// <summary>The attributes, or null if there are none.</summary>
    public static IReadOnlyDictionary<string, JsonText>? NullIfEmpty(this ImmutableSortedDictionary<string, JsonText> attributes) =>
        attributes.IsEmpty ? null : attributes;

    private static class Contract<T>
    {
        public static readonly JsonTypeInfo<T> Value = (JsonTypeInfo<T>)NativeJsonContext.Default.Options.GetTypeInfo(typeof(T));
    }
}
