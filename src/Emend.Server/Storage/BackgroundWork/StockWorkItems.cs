using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>Units of an article in a facility that become available.</summary>
internal readonly record struct FreedStock(FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>
/// Creates work items after a change of stock, of a facility, or of a setting, and earmarks freed units for the orders that wait for them.
/// The statements run in the transaction of the change. They write nothing if no order has unroutable units and no stock is short. The
/// number of statements does not depend on the number of rows.
/// </summary>
internal static class StockWorkItems
{
    // The demand of more orders is not added up: it exceeds what usually becomes free at once.
    private const int MaxWaitingOrders = 1_000;

    private const string Columns = "tenant_id, kind, subject, article_id, since, due_at";

    // A repeated request keeps the earlier due time. The request count tells a node that is processing the item to process it again.
    private const string OnConflict =
        """
        ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET request_count = work_items.request_count + 1,
            due_at = CASE WHEN work_items.due_at < excluded.due_at THEN work_items.due_at ELSE excluded.due_at END
        """;

    /// <summary>
    /// Statements for stock that was set or created: retry orders with unroutable units of these articles, and resolve shortages where
    /// stock is below the reservations. Append them after the statements that write the stock.
    /// </summary>
    public static IReadOnlyList<Statement> ForChangedStock(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<FreedStock> stock, DateTimeOffset now) =>
        stock.Count == 0 ? [] : [.. ForFreedStock(dialect, tenant, stock, now), ForShortages(dialect, tenant, stock, now)];

    /// <summary>Same as <see cref="ForChangedStock"/> for locked rows, of which the caller knows where stock is short.</summary>
    public static IReadOnlyList<Statement> ForLockedStock(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<FreedStock> stock, IReadOnlyCollection<FreedStock> shortages,
        DateTimeOffset now) =>
        shortages.Count == 0
            ? ForFreedStock(dialect, tenant, stock, now)
            : [.. ForFreedStock(dialect, tenant, stock, now), ForShortages(dialect, tenant, shortages, now)];

    /// <summary>
    /// Statements for units that became available: earmark them for waiting orders, and retry these orders. A quantity of zero or less
    /// earmarks nothing.
    /// </summary>
    public static IReadOnlyList<Statement> ForFreedStock(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<FreedStock> stock, DateTimeOffset now)
    {
        if (stock.Count == 0)
        {
            return [];
        }

        var freed = stock.Where(s => s.Quantity > Quantity.Zero).ToList();
        var arrival = ForArrivals(dialect, tenant, stock, now);
        return freed.Count == 0 ? [arrival] : [Earmark(dialect, tenant, freed), arrival];
    }

    /// <summary>Statement that retries all unroutable articles after a change of a facility, a setting, or a routing strategy.</summary>
    public static Statement ForAllUnroutableArticles(TenantId tenant) => Statement.From(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT DISTINCT $1, 'ARRIVAL', '', article_id, 0, 0 FROM unroutable_articles WHERE tenant_id = $1 ORDER BY article_id
        {OnConflict}
        """,
        tenant.Value) with { CreatesWork = true };

    /// <summary>
    /// Statement that makes the earmarked units of an article available to all orders. Locks the stock by facility, as orders do.
    /// </summary>
    public static Statement ReleaseEarmarks(Dialect dialect, TenantId tenant, string article) => Statement.From(
        $"""
        UPDATE stock SET earmarked = 0 WHERE tenant_id = $1 AND article_id = $2 AND facility_id IN (
            SELECT facility_id FROM stock
            WHERE tenant_id = $1 AND article_id = $2 AND earmarked > 0 ORDER BY facility_id{dialect.ForUpdate})
        """,
        tenant.Value, article);

    // Earmarks at most the quantity for which orders wait. The caller has locked the stock.
    private static Statement Earmark(Dialect dialect, TenantId tenant, List<FreedStock> freed) => new(
        $"""
        UPDATE stock SET earmarked = CASE WHEN earmarked + k.quantity < k.waiting THEN earmarked + k.quantity ELSE k.waiting END
        FROM (
            SELECT f.facility_id, f.article_id, f.quantity, (
                SELECT CAST(sum(u.quantity) AS bigint) FROM (
                    SELECT quantity FROM unroutable_articles
                    WHERE tenant_id = $1 AND article_id = f.article_id ORDER BY since, order_id LIMIT {MaxWaitingOrders}) u) AS waiting
            FROM {dialect.Table("f", 2, "facility_id", "article_id", "quantity")}) k
        WHERE stock.tenant_id = $1 AND stock.facility_id = k.facility_id AND stock.article_id = k.article_id AND k.waiting IS NOT NULL
        """,
        [
            tenant.Value,
            .. dialect.Columns(
                freed.Select(s => s.Facility.Value).ToArray(),
                freed.Select(s => s.Article.Value).ToArray(),
                freed.Select(s => s.Quantity.Thousandths).ToArray()),
        ]);

    // Earmarked units always have an arrival, also if the waiting order has ended since the previous statement.
    private static Statement ForArrivals(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<FreedStock> stock, DateTimeOffset now) => new(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT $1, 'ARRIVAL', '', article_id, $2, $2 FROM (
            SELECT u.article_id FROM {dialect.Table("k", 3, "facility_id", "article_id")}
            JOIN unroutable_articles u ON u.tenant_id = $1 AND u.article_id = k.article_id
            UNION
            SELECT s.article_id FROM {dialect.Table("k", 3, "facility_id", "article_id")}
            JOIN stock s ON s.tenant_id = $1 AND s.facility_id = k.facility_id AND s.article_id = k.article_id
            WHERE s.earmarked > 0) a
        WHERE true ORDER BY article_id
        {OnConflict}
        """,
        [tenant.Value, UnixMicroseconds.FromTime(now), .. KeysOf(dialect, stock)]) { CreatesWork = true };

    // DISTINCT: the input may contain a row twice.
    private static Statement ForShortages(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<FreedStock> stock, DateTimeOffset now) => new(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT DISTINCT $1, 'SHORTAGE', s.facility_id, s.article_id, $2, $2
        FROM {dialect.Table("k", 3, "facility_id", "article_id")}
        JOIN stock s ON s.tenant_id = $1 AND s.facility_id = k.facility_id AND s.article_id = k.article_id
        WHERE s.reserved > s.on_hand ORDER BY s.facility_id, s.article_id
        {OnConflict}
        """,
        [tenant.Value, UnixMicroseconds.FromTime(now), .. KeysOf(dialect, stock)]) { CreatesWork = true };

    private static object?[] KeysOf(Dialect dialect, IReadOnlyCollection<FreedStock> stock) =>
        dialect.Columns(stock.Select(s => s.Facility.Value).ToArray(), stock.Select(s => s.Article.Value).ToArray());
}
