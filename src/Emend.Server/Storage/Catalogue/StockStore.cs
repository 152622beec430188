using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage.Waiting;
using Emend.Server.Storage.Finding;

namespace Emend.Server.Storage.Catalogue;

internal sealed class StockStore(Database database, Totals totals) : IStockStore
{
    public const string Columns = "facility_id, article_id, on_hand, reserved, stock_id, version, created_at, modified_at";
    private const string ById = "WHERE tenant_id = $1 AND stock_id = $2";

    public Task<KeepOutcome> Add(TenantId tenant, KeptStock stock, CancellationToken ct) => database.Keep(
        [Insert(tenant, stock), .. StockWork.Set(database.Dialect, tenant, [PlaceOf(stock)], stock.ModifiedAt)], ct);

    public Task<KeptStock?> Find(TenantId tenant, string id, CancellationToken ct) =>
        database.First(Statement.Of($"SELECT {Columns} FROM stock {ById}", tenant.Value, id), KeptOf, ct);

    public Task<Page<KeptStock>> List(TenantId tenant, StockFilter filter, CancellationToken ct)
    {
        var matching = new Filter(database.Dialect, tenant)
            .And("facility_id =", filter.Facility?.Value)
            .Among("facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .Among("article_id", [.. filter.Articles.Select(article => article.Value)]);
        return database.Page(
            totals,
            matching.Of("FROM stock"),
            matching.And("stock_id >", filter.StartAfter).Select($"SELECT {Columns} FROM stock", "stock_id", filter.Size),
            KeptOf,
            ct);
    }

    public async Task<KeepOutcome> SetOnHand(
        TenantId tenant, string id, Quantity onHand, long? version, DateTimeOffset now, CancellationToken ct)
    {
        const string Set = $"UPDATE stock SET on_hand = $3, modified_at = $4, version = version + 1 {ById}";
        var set = version is { } named
            ? Statement.One($"{Set} AND version = $5", tenant.Value, id, onHand.Thousandths, Instant.Micros(now), named)
            : Statement.One(Set, tenant.Value, id, onHand.Thousandths, Instant.Micros(now));
        if (await Find(tenant, id, ct) is not { } found)
        {
            return KeepOutcome.Missing;
        }

        var outcome = await database.Keep([set, .. StockWork.Set(database.Dialect, tenant, [PlaceOf(found)], now)], ct);
        return outcome == KeepOutcome.Stale && await Find(tenant, id, ct) is null ? KeepOutcome.Missing : outcome;
    }

    public async Task<KeepOutcome> Remove(TenantId tenant, string id, CancellationToken ct)
    {
        var outcome = await database.Keep([Statement.One($"DELETE FROM stock {ById} AND reserved = 0", tenant.Value, id)], ct);
        return outcome != KeepOutcome.Stale ? outcome : await Find(tenant, id, ct) is null ? KeepOutcome.Missing : KeepOutcome.Reserved;
    }

    /// <summary>New stock has nothing reserved.</summary>
    public static Statement Insert(TenantId tenant, KeptStock stock) => Statement.One(
        """
        INSERT INTO stock (tenant_id, facility_id, article_id, on_hand, reserved, stock_id, version, created_at, modified_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8)
        """,
        tenant.Value, stock.Level.Facility.Value, stock.Level.Article.Value, stock.Level.OnHand.Thousandths,
        stock.Id, stock.Version, Instant.Micros(stock.CreatedAt), Instant.Micros(stock.ModifiedAt));

    private static (FacilityId, ArticleId) PlaceOf(KeptStock stock) => (stock.Level.Facility, stock.Level.Article);

    public static KeptStock KeptOf(Rows row) =>
        new(row.Text(4), WorldSource.LevelOf(row), row.Long(5), row.Instant(6), row.Instant(7));
}
