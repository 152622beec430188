using System.Collections.Concurrent;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>A query that can be counted.</summary>
internal interface ICountQuery
{
    /// <summary>Cache key.</summary>
    string Key { get; }

    /// <summary>The total if it needs only a few rows; otherwise null.</summary>
    Task<long?> CountFew(CancellationToken ct);

    Task<long> CountAll(CancellationToken ct);
}

/// <summary>
/// Totals of lists and searches. Small totals are always counted. Large totals are cached on each node and recounted in the background when
/// they are no longer fresh.
/// </summary>
internal sealed class TotalCountCache(TimeProvider clock)
{
    private const int MaxEntries = 2_000;
    private static readonly TimeSpan MaxFreshAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(TenantId, string), CachedCount> _cache = new();

    public async Task<TotalCount> Get(TenantId tenant, ICountQuery countQuery, CancellationToken ct) =>
        FindCached(tenant, countQuery)
        ?? (await countQuery.CountFew(ct) is { } few ? new(few, null) : await CountAndCache(tenant, countQuery, ct));

    /// <summary>The cached total; null if there is none.</summary>
    public TotalCount? FindCached(TenantId tenant, ICountQuery countQuery)
    {
        var key = (tenant, countQuery.Key);
        var now = clock.GetUtcNow();
        if (!_cache.TryGetValue(key, out var known) || now - known.At >= MaxAge)
        {
            return null;
        }

        if (now - known.At >= MaxFreshAge && known.TryStartRecount())
        {
            _ = Recount(key, known, countQuery);
        }

        return new(known.Count, now - known.At);
    }

    /// <summary>Counts and caches a large total.</summary>
    public Task<TotalCount> CountAndCache(TenantId tenant, ICountQuery countQuery, CancellationToken ct) =>
        Count((tenant, countQuery.Key), countQuery, ct);

    private async Task<TotalCount> Count((TenantId, string) key, ICountQuery countQuery, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var count = await countQuery.CountAll(ct);
        if (_cache.Count >= MaxEntries)
        {
            _cache.Clear();
        }

        _cache[key] = new(count, at);
        return new(count, TimeSpan.Zero);
    }

    private async Task Recount((TenantId, string) key, CachedCount known, ICountQuery countQuery)
    {
        try
        {
            await Count(key, countQuery, CancellationToken.None);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException or ObjectDisposedException)
        {
            known.ReportFailure(); // the next request retries
        }
    }

    private sealed class CachedCount(long count, DateTimeOffset at)
    {
        private int _counting;

        public long Count => count;

        public DateTimeOffset At => at;

        /// <summary>True for the one caller that has to recount.</summary>
        public bool TryStartRecount() => Interlocked.Exchange(ref _counting, 1) == 0;

        public void ReportFailure() => Volatile.Write(ref _counting, 0);
    }
}
