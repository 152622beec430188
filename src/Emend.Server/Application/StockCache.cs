using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>What is available of the articles asked for lately, one number per facility. Bounded in age and in bytes.</summary>
internal sealed class StockCache(Network network, TimeProvider clock)
{
    private const long MaxBytes = 48L * 1024 * 1024;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<ArticleId, Entry> _entries = new();

    /// <summary>The articles that must be read before a view of them can be had.</summary>
    public IReadOnlyCollection<ArticleId> Missing(IReadOnlyCollection<ArticleId> articles)
    {
        var oldest = clock.GetTimestamp() - (long)(MaxAge.TotalSeconds * clock.TimestampFrequency);
        List<ArticleId>? missing = null;
        foreach (var article in articles)
            if (!_entries.TryGetValue(article, out var entry) || entry.ReadAt < oldest)
                (missing ??= []).Add(article);
        return missing is null ? [] : missing;
    }

    public void Put(IReadOnlyCollection<ArticleId> articles, IReadOnlyList<StockLevel> levels)
    {
        if ((_entries.Count + articles.Count) * (long)(network.Facilities.Length + 8) * sizeof(long) > MaxBytes)
            _entries.Clear();
        var readAt = clock.GetTimestamp();
        var rows = StockView.Rows(network, articles, levels);
        foreach (var (article, available) in rows)
            _entries[article] = new Entry(available, readAt);
    }

    public StockView View(IReadOnlyCollection<ArticleId> articles, bool fresh)
    {
        var rows = new Dictionary<ArticleId, long[]>(articles.Count);
        foreach (var article in articles)
            if (_entries.TryGetValue(article, out var entry))
                rows[article] = entry.Available;
        return new StockView(rows, fresh);
    }

    public void Apply(ImmutableArray<StockDelta> deltas)
    {
        foreach (var delta in deltas)
            if (network.IndexOf(delta.Facility) is >= 0 and var at && _entries.TryGetValue(delta.Article, out var entry))
                Interlocked.Add(ref entry.Available[at], (delta.OnHand - delta.Reserved).Thousandths);
    }

    public void Forget(IEnumerable<ArticleId> articles)
    {
        foreach (var article in articles)
            _entries.TryRemove(article, out _);
    }

    private sealed record Entry(long[] Available, long ReadAt);
}

/// <summary>The stock of some articles, as routing reads it.</summary>
internal sealed class StockView(Dictionary<ArticleId, long[]> rows, bool fresh, bool infinite = false) : IStockView
{
    /// <summary>Everything is everywhere.</summary>
    public static readonly StockView Everything = new([], fresh: true, infinite: true);

    /// <summary>Whether all of it was read for this very decision.</summary>
    public bool IsFresh => fresh;

    /// <inheritdoc/>
    public bool IsInfinite => infinite;

    /// <inheritdoc/>
    public ReadOnlySpan<long> Available(ArticleId article) => rows.GetValueOrDefault(article);

    /// <summary>A view of stock read under locks.</summary>
    public static StockView From(Network network, IReadOnlyList<StockLevel> levels) =>
        new(Rows(network, [.. levels.Select(l => l.Article).Distinct()], levels), fresh: true);

    internal static Dictionary<ArticleId, long[]> Rows(
        Network network, IReadOnlyCollection<ArticleId> articles, IReadOnlyList<StockLevel> levels)
    {
        var rows = articles.Distinct().ToDictionary(a => a, _ => new long[network.Facilities.Length]);
        foreach (var level in levels)
            if (network.IndexOf(level.Facility) is >= 0 and var at)
                rows[level.Article][at] = (level.OnHand - level.Reserved).Thousandths;
        return rows;
    }
}
