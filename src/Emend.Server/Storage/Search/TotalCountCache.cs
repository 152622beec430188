using System.Collections.Concurrent;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Something that can be counted.</summary>
internal interface ICountQuery
{
    /// <summary>What is counted, as a key.</summary>
    string Key { get; }

    /// <summary>The number, where few rows tell it; else null.</summary>
    Task<long?> CountFew(CancellationToken ct);

    Task<long> CountAll(CancellationToken ct);
}

/// <summary>
/// How many there are: counted where they are few. Great numbers are counted once, kept, and counted anew behind the back of who asks
/// when they are no longer fresh; each node keeps its own.
/// </summary>
internal sealed class TotalCountCache(TimeProvider clock)
{
    private const int MaxKept = 2_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(TenantId, string), CachedCount> kept = new();

    public async Task<TotalCount> Of(TenantId tenant, ICountQuery countQuery, CancellationToken ct) =>
        Known(tenant, countQuery)
        ?? (await countQuery.CountFew(ct) is { } few ? new(few, null) : await Many(tenant, countQuery, ct));

    /// <summary>The number that is kept; null where there is none.</summary>
    public TotalCount? Known(TenantId tenant, ICountQuery countQuery)
    {
        var key = (tenant, countQuery.Key);
        var now = clock.GetUtcNow();
        if (!kept.TryGetValue(key, out var known) || now - known.At >= Old) return null;
        if (now - known.At >= Fresh && known.Again()) _ = Recount(key, known, countQuery);
        return new(known.Count, now - known.At);
    }

    /// <summary>Counts what is known to be many.</summary>
    public Task<TotalCount> Many(TenantId tenant, ICountQuery countQuery, CancellationToken ct) => Count((tenant, countQuery.Key), countQuery, ct);

    private async Task<TotalCount> Count((TenantId, string) key, ICountQuery countQuery, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var count = await countQuery.CountAll(ct);
        if (kept.Count >= MaxKept) kept.Clear();
        kept[key] = new(count, at);
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
            known.Failed(); // whoever asks next tries again
        }
    }

    private sealed class CachedCount(long count, DateTimeOffset at)
    {
        private int counting;

        public long Count => count;

        public DateTimeOffset At => at;

        /// <summary>Whether it is for the caller to count anew.</summary>
        public bool Again() => Interlocked.Exchange(ref counting, 1) == 0;

        public void Failed() => Volatile.Write(ref counting, 0);
    }
}
