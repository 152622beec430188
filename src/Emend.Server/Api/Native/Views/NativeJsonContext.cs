using System.Text.Json.Serialization;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The generated serializers of the views. Null members are omitted.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(EnumNameConverter), typeof(TimestampConverter), typeof(QuantityConverter), typeof(StoredJsonConverter),
        typeof(LineUnitsConverter), typeof(OrderIdConverter), typeof(LineIdConverter), typeof(ArticleIdConverter),
        typeof(FacilityIdConverter), typeof(EntityIdConverter),
    ])]
[JsonSerializable(typeof(OrderPageView))]
[JsonSerializable(typeof(ReturnTaskPageView))]
internal sealed partial class NativeJsonContext : JsonSerializerContext;
