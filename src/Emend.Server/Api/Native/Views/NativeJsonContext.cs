using System.Text.Json.Serialization;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The generated serializers of the views. Null members are omitted.</summary>
/// <remarks>
/// Views are structs, or classes without a public constructor: for a class, the generator also generates serializers of the types of the
/// public constructor's parameters, such as <see cref="Core.Orders.Order"/>, which nothing uses.
/// </remarks>
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
[JsonSerializable(typeof(OrderDiffView))]
[JsonSerializable(typeof(ModificationResultView))]
[JsonSerializable(typeof(QuoteView))]
[JsonSerializable(typeof(AvailableActionsView))]
[JsonSerializable(typeof(HistoryPageView))]
[JsonSerializable(typeof(EventPageView))]
[JsonSerializable(typeof(ReturnTaskPageView))]
internal sealed partial class NativeJsonContext : JsonSerializerContext;
