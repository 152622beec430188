using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Catalogue;

/// <summary>Articles and switches as they are stored.</summary>
internal static class CatalogueDocuments
{
    private const int Format = 1;

    public static byte[] Write(Article article) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredArticle(Format, article.Title, article.ByMeasure, article.UnitPrice, article.Currency),
        CatalogueJson.Default.StoredArticle);

    public static Article Article(string id, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, CatalogueJson.Default.StoredArticle)!;
        return new(new ArticleId(id), stored.Title, stored.ByMeasure, stored.UnitPrice, stored.Currency);
    }

    public static TenantSettings WithGdpr(TenantSettings settings, JsonText doc)
    {
        var stored = JsonSerializer.Deserialize(doc.Raw, CatalogueJson.Default.StoredGdpr)!;
        return settings with
        {
            ActorAnonymization = stored.ActorAnonymization,
            Retention = TimeSpan.FromDays(stored.Retention),
            DeletionAfter = TimeSpan.FromDays(stored.Deletion),
        };
    }

    public static TenantSettings Settings(JsonText doc)
    {
        var stored = JsonSerializer.Deserialize(doc.Raw, CatalogueJson.Default.StoredSwitches)!;
        return TenantSettings.Default with { AllowLineItemModification = stored.AllowLineItemModification };
    }

    public static bool AllowForceCancel(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, CatalogueJson.Default.StoredCancelation)!.AllowForceCancel;

    /// <summary>The countries of the delivery areas of a connection; nothing where none are told.</summary>
    public static ImmutableArray<string> DeliveryCountries(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, CatalogueJson.Default.StoredConnection)!.Areas is { Length: > 0 } areas
            ? [.. areas.Select(a => a.Country).Distinct()]
            : default;

    public static bool InfiniteStock(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, CatalogueJson.Default.StoredRouting)!.InfiniteStock;
}

/// <summary>What decisions read of the setting <c>orderrouting</c>.</summary>
internal sealed record StoredRouting([property: JsonPropertyName("infiniteStockEnabled")] bool InfiniteStock);

internal sealed record StoredArticle(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("byMeasure")] bool ByMeasure,
    [property: JsonPropertyName("unitPrice")] decimal? UnitPrice,
    [property: JsonPropertyName("currency")] string? Currency);

/// <summary>What decisions read of how a carrier is connected to a facility.</summary>
internal sealed record StoredConnection([property: JsonPropertyName("deliveryAreas")] StoredArea[]? Areas);

internal sealed record StoredArea([property: JsonPropertyName("country")] string Country);

/// <summary>What answers and decisions read of the setting <c>gdpr</c>.</summary>
internal sealed record StoredGdpr(
    [property: JsonPropertyName("retentionTime")] int Retention,
    [property: JsonPropertyName("deletionTimeAfterRetention")] int Deletion,
    [property: JsonPropertyName("actorAnonymization")] bool ActorAnonymization);

/// <summary>What decisions read of the setting <c>ordermodification</c>.</summary>
internal sealed record StoredSwitches([property: JsonPropertyName("allowOrderLineItemModification")] bool AllowLineItemModification);

/// <summary>What decisions read of the setting <c>ordercancelation</c>.</summary>
internal sealed record StoredCancelation([property: JsonPropertyName("allowForceCancelOrder")] bool AllowForceCancel);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredArticle))]
[JsonSerializable(typeof(StoredRouting))]
[JsonSerializable(typeof(StoredSwitches))]
[JsonSerializable(typeof(StoredCancelation))]
[JsonSerializable(typeof(StoredGdpr))]
[JsonSerializable(typeof(StoredConnection))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
