using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Inventory;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class StockStore(Database database, TotalCountCache totals) : IStockStore
{
    public const string Columns = "facility_id, article_id, on_hand, reserved, stock_id, version, created_at, modified_at";

    /// <summary>Number of columns in <see cref="Columns"/>.</summary>
    public const int ColumnCount = 8;

    private const string ById = "WHERE tenant_id = $1 AND stock_id = $2";

    public Task<StoreWriteResult> Add(TenantId tenant, StoredStock stock, CancellationToken ct) => database.WriteWithRetries(
        [
            Insert(tenant, stock),
            .. StockWorkItems.ForChangedStock(database.Dialect, tenant, [ToFreed(stock, stock.Level.OnHand)], stock.ModifiedAt),
        ],
        ct);

    public Task<StoredStock?> Find(TenantId tenant, string id, CancellationToken ct) =>
        database.First(Statement.From($"SELECT {Columns} FROM stock {ById}", tenant.Value, id), ReadStock, ct);

    public Task<Page<StoredStock>> List(TenantId tenant, StockFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant)
            .And("facility_id =", filter.Facility?.Value)
            .AnyOf("facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .AnyOf("article_id", [.. filter.Articles.Select(article => article.Value)]);
        return database.Page(
            totals,
            matching.CreateQuery("FROM stock"),
            matching.And("stock_id >", filter.StartAfter).Select($"SELECT {Columns} FROM stock", "stock_id", filter.Size),
            ReadStock,
            ct);
    }

    public async Task<StoreWriteResult> SetOnHand(
        TenantId tenant, string id, Quantity onHand, long? version, DateTimeOffset now, CancellationToken ct)
    {
        const string Set = $"UPDATE stock SET on_hand = $3, modified_at = $4, version = version + 1 {ById}";
        var set = version is { } expectedVersion
            ? Statement.One(
                $"{Set} AND version = $5", tenant.Value, id, onHand.Thousandths, UnixMicroseconds.FromTime(now), expectedVersion)
            : Statement.One(Set, tenant.Value, id, onHand.Thousandths, UnixMicroseconds.FromTime(now));
        if (await Find(tenant, id, ct) is not { } stock)
        {
            return StoreWriteResult.NotFound;
        }

        var result = await database.WriteWithRetries(
            [set, .. StockWorkItems.ForChangedStock(database.Dialect, tenant, [ToFreed(stock, onHand - stock.Level.OnHand)], now)], ct);
        return result == StoreWriteResult.VersionConflict && await Find(tenant, id, ct) is null ? StoreWriteResult.NotFound : result;
    }

    public async Task<StoreWriteResult> Remove(TenantId tenant, string id, CancellationToken ct)
    {
        var result = await database.WriteWithRetries([Statement.One($"DELETE FROM stock {ById} AND reserved = 0", tenant.Value, id)], ct);
        return result != StoreWriteResult.VersionConflict
            ? result
            : await Find(tenant, id, ct) is null ? StoreWriteResult.NotFound
            : StoreWriteResult.HasReservations;
    }

    /// <summary>Inserts stock without reservations.</summary>
    public static Statement Insert(TenantId tenant, StoredStock stock) => Statement.One(
        """
        INSERT INTO stock (tenant_id, facility_id, article_id, on_hand, reserved, stock_id, version, created_at, modified_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8)
        """,
        tenant.Value, stock.Level.Facility.Value, stock.Level.Article.Value, stock.Level.OnHand.Thousandths,
        stock.Id, stock.Version, UnixMicroseconds.FromTime(stock.CreatedAt), UnixMicroseconds.FromTime(stock.ModifiedAt));

    private static FreedStock ToFreed(StoredStock stock, Quantity quantity) => new(stock.Level.Facility, stock.Level.Article, quantity);

    public static StoredStock ReadStock(QueryResultReader row) =>
        new(row.Text(4), ReferenceDataReader.ReadLevel(row), row.Long(5), row.Instant(6), row.Instant(7));
}
