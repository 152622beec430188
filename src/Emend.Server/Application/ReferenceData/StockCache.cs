using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Inventory;

namespace Emend.Server.Application.ReferenceData;

/// <summary>Snapshot of available stock of recently used articles, one quantity per facility. Limited in age and size.</summary>
internal sealed class StockCache(Network network, TimeProvider clock)
{
    private const long MaxBytes = 48L * 1024 * 1024;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<ArticleId, Entry> _entries = new();

    /// <summary>The articles that are not cached or too old.</summary>
    public IReadOnlyCollection<ArticleId> FindMissing(IReadOnlyCollection<ArticleId> articles)
    {
        var oldest = clock.GetTimestamp() - (long)(MaxAge.TotalSeconds * clock.TimestampFrequency);
        List<ArticleId>? missing = null;
        foreach (var article in articles)
        {
            if (!_entries.TryGetValue(article, out var entry) || entry.ReadAt < oldest)
            {
                (missing ??= []).Add(article);
            }
        }

        return missing is null ? [] : missing;
    }

    public void Put(IReadOnlyCollection<ArticleId> articles, IReadOnlyList<StockLevel> levels)
    {
        if ((_entries.Count + articles.Count) * (long)(network.Facilities.Length + 8) * sizeof(long) > MaxBytes)
        {
            _entries.Clear();
        }

        var readAt = clock.GetTimestamp();
        var rows = StockView.ToRows(network, articles, levels);
        foreach (var (article, available) in rows)
        {
            _entries[article] = new Entry(available, readAt);
        }
    }

    public StockView GetView(IReadOnlyCollection<ArticleId> articles, bool fresh)
    {
        var rows = new Dictionary<ArticleId, long[]>(articles.Count);
        foreach (var article in articles)
        {
            if (_entries.TryGetValue(article, out var entry))
            {
                rows[article] = entry.Available;
            }
        }

        return new StockView(rows, fresh);
    }

    public void Apply(ImmutableArray<StockDelta> deltas)
    {
        foreach (var delta in deltas)
        {
            if (network.IndexOf(delta.Facility) is >= 0 and var at && _entries.TryGetValue(delta.Article, out var entry))
            {
                Interlocked.Add(ref entry.Available[at], (delta.OnHand - delta.Reserved).Thousandths);
            }
        }
    }

    public void Remove(IEnumerable<ArticleId> articles)
    {
        foreach (var article in articles)
        {
            _entries.TryRemove(article, out _);
        }
    }

    private sealed record Entry(long[] Available, long ReadAt);
}

/// <summary>The available stock of articles, for routing.</summary>
internal sealed class StockView(Dictionary<ArticleId, long[]> rows, bool fresh, bool infinite = false) : IStockView
{
    /// <summary>Infinite stock in all facilities.</summary>
    public static readonly StockView Infinite = new([], fresh: true, infinite: true);

    /// <summary>Whether all stock was read for this decision.</summary>
    public bool IsFresh => fresh;

    /// <inheritdoc/>
    public bool IsInfinite => infinite;

    /// <inheritdoc/>
    public ReadOnlySpan<long> Available(ArticleId article) => rows.GetValueOrDefault(article);

    /// <summary>A view of stock that was read under locks.</summary>
    public static StockView From(Network network, IReadOnlyList<StockLevel> levels) =>
        new(ToRows(network, [.. levels.Select(l => l.Article).Distinct()], levels), fresh: true);

    internal static Dictionary<ArticleId, long[]> ToRows(
        Network network, IReadOnlyCollection<ArticleId> articles, IReadOnlyList<StockLevel> levels)
    {
        var rows = articles.Distinct().ToDictionary(a => a, _ => new long[network.Facilities.Length]);
        foreach (var level in levels)
        {
            if (network.IndexOf(level.Facility) is >= 0 and var at)
            {
                rows[level.Article][at] = (level.OnHand - level.Reserved).Thousandths;
            }
        }

        return rows;
    }
}
