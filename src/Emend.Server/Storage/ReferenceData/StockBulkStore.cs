using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Inventory;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>
/// Writes many stocks in one transaction with few statements. Locks facilities against deletion, then locks stock by facility and article
/// in the same order as orders do, then inserts new stock in that order.
/// </summary>
internal sealed class StockBulkStore(Database database) : IStockBulkStore
{
    private const int Attempts = 10;

    public Task<StockRowTargets> Find(
        TenantId tenant,
        IReadOnlyCollection<FacilityId> facilities,
        IReadOnlyCollection<string> tenantFacilityIds,
        IReadOnlyCollection<string> stocks,
        CancellationToken ct)
    {
        const string SelectFacilities = "SELECT facility_id, tenant_facility_id FROM facilities WHERE tenant_id = $1 AND";
        var hasStockId = database.Dialect.AnyOf("stock_id", 2);
        return database.Read(
            [
                Statement.From($"{SelectFacilities} {database.Dialect.AnyOf("facility_id", 2)}", tenant.Value, ToIds(facilities)),
                Statement.From(
                    $"{SelectFacilities} {database.Dialect.AnyOf("tenant_facility_id", 2)}", tenant.Value, tenantFacilityIds.ToArray()),
                Statement.From(
                    $"{SelectFacilities} facility_id IN (SELECT facility_id FROM stock WHERE tenant_id = $1 AND {hasStockId})",
                    tenant.Value, stocks.ToArray()),
                Statement.From(
                    $"SELECT {StockStore.Columns} FROM stock WHERE tenant_id = $1 AND {hasStockId}", tenant.Value, stocks.ToArray()),
            ],
            async (rows, token) =>
            {
                var facilityIds = new HashSet<FacilityIds>();
                for (var i = 0; i < 3; i++)
                {
                    facilityIds.UnionWith(await rows.List(row => new FacilityIds(new(row.Text(0)), row.TextOrNull(1)), token));
                    await rows.Next(token);
                }

                return new StockRowTargets([.. facilityIds], await rows.List(StockStore.ReadStock, token));
            },
            ct);
    }

    public async Task<StockRowResult[]> Put(TenantId tenant, IReadOnlyList<StockCount> counts, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await database.ExecuteLocked(tenant, session => PutOnce(session, tenant, counts, now, ct), ct) is { } results)
            {
                return results;
            }
        }

        return [.. counts.Select(_ => new StockRowResult(StockRowStatus.Contended))];
    }

    public async Task<IReadOnlyList<StoredStock>> ListAt(
        TenantId tenant, FacilityId facility, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) => await database.List(
        Statement.From(
            $"""
            SELECT {StockStore.Columns} FROM stock
            WHERE tenant_id = $1 AND facility_id = $2 AND {database.Dialect.AnyOf("article_id", 3)}
            """,
            tenant.Value, facility.Value, articles.Select(a => a.Value).ToArray()),
        StockStore.ReadStock,
        ct);

    public async Task<IReadOnlyList<StoredStock>> Remove(TenantId tenant, IReadOnlyList<StoredStock> stocks, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await database.ExecuteLocked(tenant, session => RemoveOnce(session, tenant, stocks, ct), ct) is { } storedStocks)
            {
                return storedStocks;
            }
        }

        throw new TimeoutException("The database reported too many deadlocks or serialization failures.");
    }

    private async Task<IReadOnlyList<StoredStock>?> RemoveOnce(
        LockedSession session, TenantId tenant, IReadOnlyList<StoredStock> stocks, CancellationToken ct)
    {
        var existing = await Lock(session, tenant, stocks.Select(s => (s.Level.Facility, s.Level.Article)), ct);
        if (existing.Values.Where(s => s.Level.Reserved > Quantity.Zero).ToList() is { Count: > 0 } storedStocks)
        {
            return storedStocks;
        }

        string[] ids = [.. stocks.Select(s => s.Id)];
        var sql = $"DELETE FROM stock WHERE tenant_id = $1 AND {database.Dialect.AnyOf("stock_id", 2)}";
        return (await session.Write([Statement.From(sql, tenant.Value, ids)], ct)).IsCommitted ? [] : null;
    }

    // Null if another transaction inserted one of the stocks after the read. The next attempt finds that stock.
    private async Task<StockRowResult[]?> PutOnce(
        LockedSession session, TenantId tenant, IReadOnlyList<StockCount> counts, DateTimeOffset now, CancellationToken ct)
    {
        var facilities = await FacilityLocks.Lock(session, database.Dialect, tenant, counts.Select(c => c.Facility), ct);
        var existing = await Lock(session, tenant, counts.Select(c => (c.Facility, c.Article)), ct);
        StockRowResult[] results = [.. counts.Select(c => facilities.Contains(c.Facility)
            ? DecideRow(c, existing.GetValueOrDefault((c.Facility, c.Article)), now)
            : new(StockRowStatus.FacilityNotFound))];
        var statements = CreateStatements(tenant, results, now);
        if (statements.Count == 0)
        {
            return results;
        }

        StockLevel[] changed =
            [.. results.Where(r => r.Status is StockRowStatus.Updated or StockRowStatus.Created).Select(r => r.Stock!.Level)];
        statements.AddRange(StockWorkItems.ForLockedStock(
            database.Dialect, tenant, [.. changed.Select(ToFreed)], [.. changed.Where(l => l.Reserved > l.OnHand).Select(ToFreed)], now));
        return (await session.Write(statements, ct)).IsCommitted ? results : null;

        FreedStock ToFreed(StockLevel level) => new(
            level.Facility,
            level.Article,
            level.OnHand - (existing.GetValueOrDefault((level.Facility, level.Article))?.Level.OnHand ?? Quantity.Zero));
    }

    private static StockRowResult DecideRow(StockCount count, StoredStock? stock, DateTimeOffset now)
    {
        if (stock is null || (count.StockId is { } id && id != stock.Id))
        {
            if (count.StockId is not null)
            {
                return new(StockRowStatus.StockNotFound);
            }

            var level = new StockLevel(count.Facility, count.Article, count.OnHand, Quantity.Zero);
            return new(StockRowStatus.Created, new(Guid.CreateVersion7(now).ToString(), level, 1, now, now));
        }

        if (stock.Level.OnHand == count.OnHand)
        {
            return new(StockRowStatus.Unchanged, stock);
        }

        if (count.Version is { } version && version != stock.Version)
        {
            return new(StockRowStatus.VersionConflict, stock);
        }

        var after = stock with { Level = stock.Level with { OnHand = count.OnHand }, Version = stock.Version + 1, ModifiedAt = now };
        return new(StockRowStatus.Updated, after);
    }

    private List<Statement> CreateStatements(TenantId tenant, StockRowResult[] results, DateTimeOffset now)
    {
        var statements = new List<Statement>();
        StoredStock[] updated = [.. results.Where(r => r.Status is StockRowStatus.Updated).Select(r => r.Stock!)];
        StoredStock[] created = [.. results.Where(r => r.Status is StockRowStatus.Created).Select(r => r.Stock!)];
        if (updated.Length > 0)
        {
            var sql =
                $"""
                UPDATE stock SET on_hand = k.on_hand, modified_at = $2, version = version + 1
                FROM {database.Dialect.Table("k", 3, "facility_id", "article_id", "on_hand")}
                WHERE stock.tenant_id = $1 AND stock.facility_id = k.facility_id AND stock.article_id = k.article_id
                """;
            statements.Add(new(sql, [tenant.Value, UnixMicroseconds.FromTime(now), .. Values(updated)], updated.Length));
        }

        if (created.Length > 0)
        {
            var sql =
                $"""
                INSERT INTO stock (tenant_id, facility_id, article_id, on_hand, reserved, stock_id, version, created_at, modified_at)
                SELECT $1, k.facility_id, k.article_id, k.on_hand, 0, k.stock_id, 1, $2, $2
                FROM {database.Dialect.Table("k", 3, "facility_id", "article_id", "on_hand", "stock_id")}
                WHERE true ON CONFLICT DO NOTHING
                """;
            statements.Add(new(sql, [tenant.Value, UnixMicroseconds.FromTime(now), .. Values(created, ToIds(created))], created.Length));
        }

        return statements;
    }

    private object?[] Values(StoredStock[] stocks, params Array[] more) => database.Dialect.Columns(
    [
        stocks.Select(s => s.Level.Facility.Value).ToArray(),
        stocks.Select(s => s.Level.Article.Value).ToArray(),
        stocks.Select(s => s.Level.OnHand.Thousandths).ToArray(),
        .. more,
    ]);

    // CROSS JOIN makes SQLite start with the small table. PostgreSQL treats CROSS JOIN with a condition like an inner join.
    private Task<Dictionary<(FacilityId, ArticleId), StoredStock>> Lock(
        LockedSession session, TenantId tenant, IEnumerable<(FacilityId Facility, ArticleId Article)> places, CancellationToken ct)
    {
        var all = places.ToList();
        var sql =
            $"""
            SELECT {string.Join(", ", StockStore.Columns.Split(", ").Select(c => "stock." + c))}
            FROM {database.Dialect.Table("k", 2, "facility_id", "article_id")}
            CROSS JOIN stock
            WHERE stock.tenant_id = $1 AND stock.facility_id = k.facility_id AND stock.article_id = k.article_id
            ORDER BY stock.facility_id, stock.article_id
            """;
        var columns = database.Dialect.Columns(
            all.Select(p => p.Facility.Value).ToArray(), all.Select(p => p.Article.Value).ToArray());
        return session.Read(
            [new(session.ForUpdate(sql), [tenant.Value, .. columns])],
            async (row, token) => (await row.List(StockStore.ReadStock, token)).ToDictionary(s => (s.Level.Facility, s.Level.Article)),
            ct);
    }

    private static string[] ToIds(IReadOnlyCollection<FacilityId> facilities) => [.. facilities.Select(f => f.Value)];

    private static string[] ToIds(StoredStock[] stocks) => [.. stocks.Select(s => s.Id)];
}
