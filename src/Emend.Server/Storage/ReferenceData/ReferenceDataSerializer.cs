using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Articles and switches as they are stored.</summary>
internal static class ReferenceDataSerializer
{
    private const int Format = 1;

    public static byte[] Write(Article article) => JsonSerializer.SerializeToUtf8Bytes(
        new ArticleDocument(Format, article.Title, article.IsSoldByMeasure, article.UnitPrice, article.Currency),
        ReferenceDataJsonContext.Default.ArticleDocument);

    public static Article Article(string id, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, ReferenceDataJsonContext.Default.ArticleDocument)!;
        return new(new ArticleId(id), stored.Title, stored.ByMeasure, stored.UnitPrice, stored.Currency);
    }

    public static TenantSettings WithGdpr(TenantSettings settings, JsonText doc)
    {
        var stored = JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.GdprDocument)!;
        return settings with
        {
            ActorAnonymization = stored.ActorAnonymization,
            Retention = TimeSpan.FromDays(stored.Retention),
            DeletionAfter = TimeSpan.FromDays(stored.Deletion),
        };
    }

    public static TenantSettings Settings(JsonText doc)
    {
        var stored = JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.OrderModificationDocument)!;
        return TenantSettings.Default with { AllowLineItemModification = stored.AllowLineItemModification };
    }

    public static bool AllowForceCancel(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.OrderCancellationDocument)!.AllowForceCancel;

    /// <summary>The countries of the delivery areas of a connection; nothing where none are told.</summary>
    public static ImmutableArray<string> DeliveryCountries(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.CarrierConnectionDocument)!.Areas is { Length: > 0 } areas
            ? [.. areas.Select(a => a.Country).Distinct()]
            : default;

    public static bool InfiniteStock(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.OrderRoutingDocument)!.InfiniteStock;
}

/// <summary>What decisions read of the setting <c>orderrouting</c>.</summary>
internal sealed record OrderRoutingDocument([property: JsonPropertyName("infiniteStockEnabled")] bool InfiniteStock);

internal sealed record ArticleDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("byMeasure")] bool ByMeasure,
    [property: JsonPropertyName("unitPrice")] decimal? UnitPrice,
    [property: JsonPropertyName("currency")] string? Currency);

/// <summary>What decisions read of how a carrier is connected to a facility.</summary>
internal sealed record CarrierConnectionDocument([property: JsonPropertyName("deliveryAreas")] DeliveryAreaDocument[]? Areas);

internal sealed record DeliveryAreaDocument([property: JsonPropertyName("country")] string Country);

/// <summary>What answers and decisions read of the setting <c>gdpr</c>.</summary>
internal sealed record GdprDocument(
    [property: JsonPropertyName("retentionTime")] int Retention,
    [property: JsonPropertyName("deletionTimeAfterRetention")] int Deletion,
    [property: JsonPropertyName("actorAnonymization")] bool ActorAnonymization);

/// <summary>What decisions read of the setting <c>ordermodification</c>.</summary>
internal sealed record OrderModificationDocument([property: JsonPropertyName("allowOrderLineItemModification")] bool AllowLineItemModification);

/// <summary>What decisions read of the setting <c>ordercancelation</c>.</summary>
internal sealed record OrderCancellationDocument([property: JsonPropertyName("allowForceCancelOrder")] bool AllowForceCancel);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticleDocument))]
[JsonSerializable(typeof(OrderRoutingDocument))]
[JsonSerializable(typeof(OrderModificationDocument))]
[JsonSerializable(typeof(OrderCancellationDocument))]
[JsonSerializable(typeof(GdprDocument))]
[JsonSerializable(typeof(CarrierConnectionDocument))]
internal sealed partial class ReferenceDataJsonContext : JsonSerializerContext;
