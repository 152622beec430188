using System.Collections.Frozen;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Micro;

/// <summary>In-memory stock, as a decision reads it from a loaded snapshot.</summary>
internal sealed class InMemoryStock(IEnumerable<KeyValuePair<ArticleId, long[]>> rows) : IStockView
{
    private readonly FrozenDictionary<ArticleId, long[]> _rows = rows.ToFrozenDictionary();

    public bool IsInfinite => false;

    public ReadOnlySpan<long> Available(ArticleId article) => _rows.TryGetValue(article, out var row) ? row : default;

    /// <summary>Creates stock of every article in the given share of the facilities.</summary>
    public static InMemoryStock CreateSparse(int articles, int facilities, double share)
    {
        var random = new Random(articles + facilities);
        return new(Enumerable.Range(0, articles).Select(a => KeyValuePair.Create(
            Data.DataSet.GetArticleId(a),
            Enumerable.Range(0, facilities).Select(_ => random.NextDouble() < share ? RandomQuantity() : 0).ToArray())));

        long RandomQuantity() => random.Next(5, 200) * Quantity.Scale;
    }
}
