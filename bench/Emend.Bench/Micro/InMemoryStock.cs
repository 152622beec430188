using System.Collections.Frozen;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Micro;

/// <summary>Stock in memory, as a decision sees it once its snapshot is warm.</summary>
internal sealed class InMemoryStock(IEnumerable<KeyValuePair<ArticleId, long[]>> rows) : IStockView
{
    private readonly FrozenDictionary<ArticleId, long[]> _rows = rows.ToFrozenDictionary();

    public bool IsInfinite => false;

    public ReadOnlySpan<long> Available(ArticleId article) => _rows.TryGetValue(article, out var row) ? row : default;

    /// <summary>Every article in this share of the facilities.</summary>
    public static InMemoryStock Sparse(int articles, int facilities, double share)
    {
        var random = new Random(articles + facilities);
        return new(Enumerable.Range(0, articles).Select(a => KeyValuePair.Create(
            Data.DataSet.ArticleId(a),
            Enumerable.Range(0, facilities).Select(_ => random.NextDouble() < share ? Some() : 0).ToArray())));

        long Some() => random.Next(5, 200) * Quantity.Scale;
    }
}
