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
    private readonly long[] _lastWrites = new long[1_024];
    private readonly Lock _gate = new();
    private long _position;

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

    /// <summary>
    /// A point in the sequence of reads and writes of this node. Take one before a read or a write of stock. It tells whether a cached
    /// quantity includes a write.
    /// </summary>
    public long GetPosition() => Interlocked.Increment(ref _position);

    /// <summary>Caches stock that was read after <paramref name="readFrom"/>, except articles that this node has written since.</summary>
    public void Put(Dictionary<ArticleId, long[]> rows, long readFrom)
    {
        if ((_entries.Count + rows.Count) * (long)(network.Facilities.Length + 8) * sizeof(long) > MaxBytes)
        {
            _entries.Clear();
        }

        var readAt = clock.GetTimestamp();
        lock (_gate)
        {
            foreach (var (article, available) in rows)
            {
                if (LastWrite(article) < readFrom)
                {
                    _entries[article] = new Entry(available, readAt, GetPosition());
                }
            }
        }
    }

    /// <summary>The stock of the articles: the rows that were read now, else the cached ones.</summary>
    public StockView GetView(IReadOnlyCollection<ArticleId> articles, Dictionary<ArticleId, long[]>? read)
    {
        var rows = new Dictionary<ArticleId, long[]>(articles.Count);
        foreach (var article in articles)
        {
            if (read?.GetValueOrDefault(article) is { } row)
            {
                rows[article] = row;
            }
            else if (_entries.TryGetValue(article, out var entry))
            {
                rows[article] = entry.Available;
            }
        }

        return new StockView(rows, fresh: false);
    }

    /// <summary>
    /// Applies a write that began after <paramref name="writtenFrom"/>. Removes an article that was read since then, because the quantity
    /// may include the write.
    /// </summary>
    public void Apply(ImmutableArray<StockDelta> deltas, long writtenFrom)
    {
        lock (_gate)
        {
            foreach (var delta in deltas)
            {
                LastWrite(delta.Article) = GetPosition();
                if (!_entries.TryGetValue(delta.Article, out var entry) || network.IndexOf(delta.Facility) is not (>= 0 and var at))
                {
                    continue;
                }

                if (entry.Position > writtenFrom)
                {
                    _entries.TryRemove(delta.Article, out _);
                }
                else
                {
                    Interlocked.Add(ref entry.Available[at], (delta.OnHand - delta.Reserved).Thousandths);
                }
            }
        }
    }

    /// <summary>Removes articles. A read that is still running does not cache them.</summary>
    public void Remove(IEnumerable<ArticleId> articles)
    {
        lock (_gate)
        {
            foreach (var article in articles)
            {
                LastWrite(article) = GetPosition();
                _entries.TryRemove(article, out _);
            }
        }
    }

    // Several articles share a slot. A shared slot only causes an additional read.
    private ref long LastWrite(ArticleId article) => ref _lastWrites[(uint)article.GetHashCode() % _lastWrites.Length];

    private sealed record Entry(long[] Available, long ReadAt, long Position);
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
    public static StockView From(Network network, IReadOnlyList<StockLevel> levels, bool usesEarmarked = false) =>
        new(ToRows(network, [.. levels.Select(l => l.Article).Distinct()], levels, usesEarmarked), fresh: true);

    internal static Dictionary<ArticleId, long[]> ToRows(
        Network network, IReadOnlyCollection<ArticleId> articles, IReadOnlyList<StockLevel> levels, bool usesEarmarked = false)
    {
        var rows = articles.Distinct().ToDictionary(a => a, _ => new long[network.Facilities.Length]);
        foreach (var level in levels)
        {
            if (network.IndexOf(level.Facility) is >= 0 and var at)
            {
                rows[level.Article][at] = level.GetAvailable(usesEarmarked).Thousandths;
            }
        }

        return rows;
    }
}
