using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;
using Emend.Server.Inventory;

namespace Emend.Server.Application.Inventory;

/// <summary>
/// Bulk updates of stock. Each row has its own result and does not affect other rows. Rows are written in small transactions, so that
/// orders do not wait long for stock locks, and in order of facility and article, the lock order of orders.
/// </summary>
internal sealed class StockBulkService(IStockBulkStore stocks, ReferenceDataCache referenceData, TimeProvider clock)
{
    /// <summary>The number of rows per transaction.</summary>
    public const int RowsPerTransaction = 1_000;

    public async Task<StockRowResult[]> Put(TenantId tenant, Actor actor, IReadOnlyList<StockUpsertRow> rows, CancellationToken ct)
    {
        var results = new StockRowResult[rows.Count];
        var names = new StockRowResolver(await FindTargets(tenant, rows, ct));
        var places = new List<(int Row, StockCount Count)>(rows.Count);
        var first = new Dictionary<(FacilityId, ArticleId), int>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (failure, count) = names.Resolve(rows[i], actor);
            if (failure is { } status)
            {
                results[i] = new(status) { Facility = count.Facility };
            }
            else if (first.TryAdd((count.Facility, count.Article), i))
            {
                places.Add((i, count));
            }
            else
            {
                results[i] = new(StockRowStatus.Duplicate) { FirstRow = first[(count.Facility, count.Article)] };
            }
        }

        await RejectFractions(tenant, places, results, ct);
        places.Sort((a, b) => Compare(a.Count, b.Count));
        foreach (var some in places.Chunk(RowsPerTransaction))
        {
            var written = await Put(tenant, [.. some.Select(p => p.Count)], ct);
            for (var i = 0; i < some.Length; i++)
            {
                results[some[i].Row] = written[i] with { TenantFacilityId = names.FindTenantFacilityId(some[i].Count.Facility) };
            }
        }

        return results;
    }

    private async Task RejectFractions(
        TenantId tenant, List<(int Row, StockCount Count)> places, StockRowResult[] results, CancellationToken ct)
    {
        var fractional = places.Where(place => !place.Count.OnHand.IsWhole).Select(place => place.Count.Article).Distinct().ToList();
        var soldByMeasure = await referenceData.GetArticlesSoldByMeasure(tenant, fractional, ct);
        places.RemoveAll(place =>
        {
            var isRejected = !place.Count.OnHand.IsWhole && !soldByMeasure.Contains(place.Count.Article);
            if (isRejected)
            {
                results[place.Row] = new(StockRowStatus.FractionOfPiece) { Article = place.Count.Article };
            }

            return isRejected;
        });
    }

    /// <summary>
    /// Deletes the stocks with these ids: all, or none if the caller cannot access the facility of one or orders have reservations on
    /// some. Ignores ids that do not exist.
    /// </summary>
    public async Task<StockRemovalResult> Remove(TenantId tenant, Actor actor, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        await Remove(tenant, actor, (await stocks.Find(tenant, [], [], ids, ct)).Stocks, ct);

    /// <summary>Deletes the stocks of articles in a facility. Null if the facility does not exist.</summary>
    public async Task<StockRemovalResult?> Remove(
        TenantId tenant, Actor actor, FacilityId facility, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        !actor.CanAccessFacility(facility) ? StockRemovalResult.Refuse(facility)
        : (await stocks.Find(tenant, [facility], [], [], ct)).Facilities.Count == 0 ? null
        : await Remove(tenant, actor, await stocks.ListAt(tenant, facility, articles, ct), ct);

    private async Task<StockRemovalResult> Remove(
        TenantId tenant, Actor actor, IReadOnlyList<StoredStock> storedStocks, CancellationToken ct)
    {
        foreach (var stock in storedStocks)
        {
            if (!actor.CanAccessFacility(stock.Level.Facility))
            {
                return StockRemovalResult.Refuse(stock.Level.Facility);
            }
        }

        if (storedStocks.Count == 0)
        {
            return new([], []);
        }

        var removed = storedStocks.OrderBy(s => s.Level.Facility.Value, StringComparer.Ordinal)
            .ThenBy(s => s.Level.Article.Value, StringComparer.Ordinal)
            .ToList();
        var held = await stocks.Remove(tenant, removed, ct);
        referenceData.InvalidateStock(tenant, removed.Select(s => s.Level.Article));
        return held.Count > 0 ? new([], held) : new(removed, []);
    }

    // Invalidate the cache even after a failure: the commit may have succeeded.
    private async Task<StockRowResult[]> Put(TenantId tenant, IReadOnlyList<StockCount> counts, CancellationToken ct)
    {
        try
        {
            return await stocks.Put(tenant, counts, clock.GetUtcNow().ToMicroseconds(), ct);
        }
        finally
        {
            referenceData.InvalidateStock(tenant, counts.Select(c => c.Article));
        }
    }

    private Task<StockRowTargets> FindTargets(TenantId tenant, IReadOnlyList<StockUpsertRow> rows, CancellationToken ct) => stocks.Find(
        tenant,
        [.. rows.Select(r => r.Facility).OfType<FacilityId>().Distinct()],
        [.. rows.Where(r => r.Facility is null).Select(r => r.TenantFacilityId).OfType<string>().Distinct()],
        [.. rows.Select(r => r.StockId).OfType<string>().Distinct()],
        ct);

    private static int Compare(StockCount a, StockCount b) => string.CompareOrdinal(a.Facility.Value, b.Facility.Value) switch
    {
        0 => string.CompareOrdinal(a.Article.Value, b.Article.Value),
        var order => order,
    };
}

/// <summary>
/// The deleted stocks. If orders have reservations, <paramref name="Reserved"/> has the reserved stocks and nothing is deleted.
/// </summary>
internal sealed record StockRemovalResult(IReadOnlyList<StoredStock> Removed, IReadOnlyList<StoredStock> Reserved)
{
    /// <summary>A facility of the request that the caller cannot access; nothing is deleted. Null if there is none.</summary>
    public FacilityId? Inaccessible { get; private init; }

    public static StockRemovalResult Refuse(FacilityId facility) => new([], []) { Inaccessible = facility };
}

/// <summary>Resolves the facility and article of rows.</summary>
file sealed class StockRowResolver(StockRowTargets targets)
{
    private readonly Dictionary<FacilityId, string?> _ownIds = targets.Facilities.ToDictionary(f => f.Id, f => f.TenantFacilityId);

    private readonly Dictionary<string, FacilityId> _byOwnId = targets.Facilities
        .Where(f => f.TenantFacilityId is not null).ToDictionary(f => f.TenantFacilityId!, f => f.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, StoredStock> _stocks = targets.Stocks.ToDictionary(s => s.Id, StringComparer.Ordinal);

    public string? FindTenantFacilityId(FacilityId facility) => _ownIds.GetValueOrDefault(facility);

    public (StockRowStatus? Failure, StockCount Count) Resolve(StockUpsertRow row, Actor actor)
    {
        if (row.StockId is { } id)
        {
            return _stocks.TryGetValue(id, out var stock)
                ? CheckAccess(new(stock.Level.Facility, stock.Level.Article, row.OnHand, id, row.Version), actor)
                : (StockRowStatus.StockNotFound, default);
        }

        var facility = row.Facility ?? (_byOwnId.TryGetValue(row.TenantFacilityId!, out var named) ? named : null);
        return facility is { } there && _ownIds.TryGetValue(there, out var ownId) && (row.TenantFacilityId ?? ownId) == ownId
            ? CheckAccess(new(there, row.Article, row.OnHand, null, null), actor)
            : (StockRowStatus.FacilityNotFound, default);
    }

    private static (StockRowStatus? Failure, StockCount Count) CheckAccess(StockCount count, Actor actor) =>
        (actor.CanAccessFacility(count.Facility) ? null : StockRowStatus.FacilityNotAccessible, count);
}
