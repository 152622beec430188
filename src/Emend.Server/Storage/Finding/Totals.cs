using System.Collections.Concurrent;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>Something that can be counted.</summary>
internal interface ICounting
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
internal sealed class Totals(TimeProvider clock)
{
    private const int MostKept = 2_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(TenantId, string), Kept> kept = new();

    public async Task<Total> Of(TenantId tenant, ICounting counting, CancellationToken ct) =>
        Known(tenant, counting)
        ?? (await counting.CountFew(ct) is { } few ? new(few, null) : await Many(tenant, counting, ct));

    /// <summary>The number that is kept; null where there is none.</summary>
    public Total? Known(TenantId tenant, ICounting counting)
    {
        var key = (tenant, counting.Key);
        var now = clock.GetUtcNow();
        if (!kept.TryGetValue(key, out var known) || now - known.At >= Old) return null;
        if (now - known.At >= Fresh && known.Again()) _ = Recount(key, known, counting);
        return new(known.Count, now - known.At);
    }

    /// <summary>Counts what is known to be many.</summary>
    public Task<Total> Many(TenantId tenant, ICounting counting, CancellationToken ct) => Count((tenant, counting.Key), counting, ct);

    private async Task<Total> Count((TenantId, string) key, ICounting counting, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var count = await counting.CountAll(ct);
        if (kept.Count >= MostKept) kept.Clear();
        kept[key] = new(count, at);
        return new(count, TimeSpan.Zero);
    }

    private async Task Recount((TenantId, string) key, Kept known, ICounting counting)
    {
        try
        {
            await Count(key, counting, CancellationToken.None);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException or ObjectDisposedException)
        {
            known.Failed(); // whoever asks next tries again
        }
    }

    private sealed class Kept(long count, DateTimeOffset at)
    {
        private int counting;

        public long Count => count;

        public DateTimeOffset At => at;

        /// <summary>Whether it is for the caller to count anew.</summary>
        public bool Again() => Interlocked.Exchange(ref counting, 1) == 0;

        public void Failed() => Volatile.Write(ref counting, 0);
    }
}
