using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Stored form of articles and carrier connections.</summary>
internal static class ReferenceDataSerializer
{
    private const int Format = 1;

    public static byte[] Write(Article article) => JsonSerializer.SerializeToUtf8Bytes(
        new ArticleDocument(Format, article.Title, article.IsSoldByMeasure, article.UnitPrice, article.Currency),
        ReferenceDataJsonContext.Default.ArticleDocument);

    public static Article ReadArticle(string id, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, ReferenceDataJsonContext.Default.ArticleDocument)!;
        return new(new ArticleId(id), stored.Title, stored.ByMeasure, stored.UnitPrice, stored.Currency);
    }

    /// <summary>Countries in the delivery areas of a carrier connection; default if it has no delivery areas.</summary>
    public static ImmutableArray<string> ReadDeliveryCountries(JsonText doc) =>
        JsonSerializer.Deserialize(doc.Raw, ReferenceDataJsonContext.Default.CarrierConnectionDocument)!.Areas is { Length: > 0 } areas
            ? [.. areas.Select(a => a.Country).Distinct()]
            : default;
}

internal sealed record ArticleDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("byMeasure")] bool ByMeasure,
    [property: JsonPropertyName("unitPrice")] decimal? UnitPrice,
    [property: JsonPropertyName("currency")] string? Currency);

/// <summary>Members of a carrier connection that decisions use.</summary>
internal sealed record CarrierConnectionDocument([property: JsonPropertyName("deliveryAreas")] DeliveryAreaDocument[]? Areas);

internal sealed record DeliveryAreaDocument([property: JsonPropertyName("country")] string Country);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticleDocument))]
[JsonSerializable(typeof(CarrierConnectionDocument))]
internal sealed partial class ReferenceDataJsonContext : JsonSerializerContext;
