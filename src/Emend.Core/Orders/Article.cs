namespace Emend.Core.Orders;

/// <summary>An article of the catalog.</summary>
/// <param name="Id">Article id of the tenant.</param>
/// <param name="Title">Title shown to users.</param>
/// <param name="IsSoldByMeasure">Whether the article is sold by weight, volume or length, so that fractions are allowed.</param>
/// <param name="UnitPrice">Price of one unit; null if unknown.</param>
/// <param name="Currency">Currency of the price.</param>
public sealed record Article(ArticleId Id, string Title, bool IsSoldByMeasure, decimal? UnitPrice, string? Currency);

/// <summary>Looks up prices of the articles that a decision knows.</summary>
internal static class ArticleCatalogExtensions
{
    /// <summary>The catalog price of one unit; null if the article has no price in that currency.</summary>
    public static decimal? FindPrice(this IReadOnlyDictionary<ArticleId, Article> catalog, ArticleId article, string? currency) =>
        catalog.TryGetValue(article, out var known) && known.Currency == currency ? known.UnitPrice : null;
}
