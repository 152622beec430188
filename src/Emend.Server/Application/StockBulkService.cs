using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>
/// Counts of many stocks at once: each row has its own result, and none stops another. Rows are written in pieces, so that orders
/// never wait long for the stock of one request, and always in order of facility and article, as orders lock them.
/// </summary>
internal sealed class StockBulkService(IStockBulkStore stocks, ReferenceDataCache referenceData, TimeProvider clock)
{
    /// <summary>How many rows are one transaction.</summary>
    public const int Together = 1_000;

    public async Task<StockRowResult[]> Put(TenantId tenant, Actor actor, IReadOnlyList<StockUpsertRow> stockUpsertRows, CancellationToken ct)
    {
        var results = new StockRowResult[stockUpsertRows.Count];
        var names = new StockRowResolver(await Names(tenant, stockUpsertRows, ct));
        var places = new List<(int Row, StockCount Count)>(stockUpsertRows.Count);
        var first = new Dictionary<(FacilityId, ArticleId), int>(stockUpsertRows.Count);
        for (var i = 0; i < stockUpsertRows.Count; i++)
        {
            var (failure, count) = names.Place(stockUpsertRows[i], actor);
            if (failure is { } why) results[i] = new(why) { Facility = count.Facility };
            else if (first.TryAdd((count.Facility, count.Article), i)) places.Add((i, count));
            else results[i] = new(StockRowStatus.Repeated) { First = first[(count.Facility, count.Article)] };
        }

        places.Sort((a, b) => Compare(a.Count, b.Count));
        foreach (var some in places.Chunk(Together))
        {
            var written = await Put(tenant, [.. some.Select(p => p.Count)], ct);
            for (var i = 0; i < some.Length; i++)
                results[some[i].Row] = written[i] with { TenantFacilityId = names.OwnIdOf(some[i].Count.Facility) };
        }

        return results;
    }

    /// <summary>
    /// Removes the stocks of these ids where the caller works: all, or none where orders hold some. Those that are gone are passed over.
    /// </summary>
    public async Task<StockRemovalResult> Remove(TenantId tenant, Actor actor, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        await Remove(tenant, actor, (await stocks.Find(tenant, [], [], ids, ct)).Stocks, ct);

    /// <summary>The same, of articles in a facility; null where there is no such facility.</summary>
    public async Task<StockRemovalResult?> Remove(
        TenantId tenant, Actor actor, FacilityId facility, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        (await stocks.Find(tenant, [facility], [], [], ct)).Facilities.Count == 0
            ? null
            : await Remove(tenant, actor, await stocks.At(tenant, facility, articles, ct), ct);

    private async Task<StockRemovalResult> Remove(TenantId tenant, Actor actor, IReadOnlyList<StoredStock> storedStocks, CancellationToken ct)
    {
        var own = storedStocks.Where(s => actor.CanAccessFacility(s.Level.Facility))
            .OrderBy(s => s.Level.Facility.Value, StringComparer.Ordinal)
            .ThenBy(s => s.Level.Article.Value, StringComparer.Ordinal)
            .ToList();
        if (own.Count == 0) return new([], []);
        var held = await stocks.Remove(tenant, own, ct);
        referenceData.Forget(tenant, own.Select(s => s.Level.Article));
        return held.Count > 0 ? new([], held) : new(own, []);
    }

    // Forgotten even where it failed: a commit whose answer was lost is a commit.
    private async Task<StockRowResult[]> Put(TenantId tenant, IReadOnlyList<StockCount> counts, CancellationToken ct)
    {
        try
        {
            return await stocks.Put(tenant, counts, clock.GetUtcNow().ToMicroseconds(), ct);
        }
        finally
        {
            referenceData.Forget(tenant, counts.Select(c => c.Article));
        }
    }

    private Task<StockRowTargets> Names(TenantId tenant, IReadOnlyList<StockUpsertRow> stockUpsertRows, CancellationToken ct) => stocks.Find(
        tenant,
        [.. stockUpsertRows.Select(r => r.Facility).OfType<FacilityId>().Distinct()],
        [.. stockUpsertRows.Where(r => r.Facility is null).Select(r => r.TenantFacilityId).OfType<string>().Distinct()],
        [.. stockUpsertRows.Select(r => r.StockId).OfType<string>().Distinct()],
        ct);

    private static int Compare(StockCount a, StockCount b) => string.CompareOrdinal(a.Facility.Value, b.Facility.Value) switch
    {
        0 => string.CompareOrdinal(a.Article.Value, b.Article.Value),
        var order => order,
    };
}

/// <summary>What was removed; or, where orders hold some of it, those, and then nothing was removed.</summary>
internal sealed record StockRemovalResult(IReadOnlyList<StoredStock> Removed, IReadOnlyList<StoredStock> Held);

/// <summary>The places that rows name.</summary>
file sealed class StockRowResolver(StockRowTargets stockRowTargets)
{
    private readonly Dictionary<FacilityId, string?> ownIds = stockRowTargets.Facilities.ToDictionary(f => f.Id, f => f.TenantFacilityId);

    private readonly Dictionary<string, FacilityId> byOwnId = stockRowTargets.Facilities
        .Where(f => f.TenantFacilityId is not null).ToDictionary(f => f.TenantFacilityId!, f => f.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, StoredStock> stocks = stockRowTargets.Stocks.ToDictionary(s => s.Id, StringComparer.Ordinal);

    public string? OwnIdOf(FacilityId facility) => ownIds.GetValueOrDefault(facility);

    public (StockRowStatus? Failure, StockCount Count) Place(StockUpsertRow stockUpsertRow, Actor actor)
    {
        if (stockUpsertRow.StockId is { } id)
        {
            return stocks.TryGetValue(id, out var stock)
                ? Reached(new(stock.Level.Facility, stock.Level.Article, stockUpsertRow.OnHand, id, stockUpsertRow.Version), actor)
                : (StockRowStatus.NoStock, default);
        }

        var facility = stockUpsertRow.Facility ?? (byOwnId.TryGetValue(stockUpsertRow.TenantFacilityId!, out var named) ? named : null);
        return facility is { } there && ownIds.TryGetValue(there, out var ownId) && (stockUpsertRow.TenantFacilityId ?? ownId) == ownId
            ? Reached(new(there, stockUpsertRow.Article, stockUpsertRow.OnHand, null, null), actor)
            : (StockRowStatus.NoFacility, default);
    }

    private static (StockRowStatus? Failure, StockCount Count) Reached(StockCount count, Actor actor) =>
        (actor.CanAccessFacility(count.Facility) ? null : StockRowStatus.Elsewhere, count);
}
