using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Inventory;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>
/// Creates work items after a change of stock, of a facility, or of a setting. The statements run in the transaction of the change. They
/// write nothing if no order has unroutable units and no stock is short. Two statements cover any number of rows.
/// </summary>
internal static class StockWorkItems
{
    private const string Columns = "tenant_id, kind, subject, article_id, since, due_at";

    // A repeated request keeps the earlier due time. The request count tells a node that is processing the item to process it again.
    private const string OnConflict =
        """
        ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET request_count = work_items.request_count + 1,
            due_at = CASE WHEN work_items.due_at < excluded.due_at THEN work_items.due_at ELSE excluded.due_at END
        """;

    /// <summary>
    /// Statements for stock that was set, created, or increased: retry orders with unroutable units of these articles, and resolve
    /// shortages
    /// where stock is below the reservations. Append them after the statements that write the stock.
    /// </summary>
    public static IReadOnlyList<Statement> ForChangedStock(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<(FacilityId Facility, ArticleId Article)> stock, DateTimeOffset now) =>
        stock.Count == 0
            ? []
            : [ForIncreasedStock(dialect, tenant, stock.Select(s => s.Article), now), ForShortages(dialect, tenant, stock, now)];

    /// <summary>Same as <see cref="ForChangedStock"/> for locked rows whose new stock levels the caller knows.</summary>
    public static IReadOnlyList<Statement> ForLockedStock(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<StockLevel> levels, DateTimeOffset now)
    {
        if (levels.Count == 0)
        {
            return [];
        }

        var arrival = ForIncreasedStock(dialect, tenant, levels.Select(l => l.Article), now);
        var shortages = levels.Where(l => l.Reserved > l.OnHand).Select(l => (l.Facility, l.Article)).ToList();
        return shortages.Count == 0 ? [arrival] : [arrival, ForShortages(dialect, tenant, shortages, now)];
    }

    /// <summary>Statement for articles whose available quantity increased.</summary>
    public static Statement ForIncreasedStock(
        Dialect dialect, TenantId tenant, IEnumerable<ArticleId> articles, DateTimeOffset now) => Statement.From(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT DISTINCT $1, 'ARRIVAL', '', article_id, $3, $3 FROM unroutable_articles
        WHERE tenant_id = $1 AND {dialect.AnyOf("article_id", 2)} ORDER BY article_id
        {OnConflict}
        """,
        tenant.Value, articles.Select(a => a.Value).Distinct().ToArray(), UnixMicroseconds.FromTime(now));

    /// <summary>Statement that retries all unroutable articles after a change of a facility, a setting, or a routing strategy.</summary>
    public static Statement ForAllUnroutableArticles(TenantId tenant) => Statement.From(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT DISTINCT $1, 'ARRIVAL', '', article_id, 0, 0 FROM unroutable_articles WHERE tenant_id = $1 ORDER BY article_id
        {OnConflict}
        """,
        tenant.Value);

    // DISTINCT: the input may contain a row twice.
    private static Statement ForShortages(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<(FacilityId Facility, ArticleId Article)> stock, DateTimeOffset now) => new(
        $"""
        INSERT INTO work_items ({Columns})
        SELECT DISTINCT $1, 'SHORTAGE', s.facility_id, s.article_id, $2, $2
        FROM {dialect.Table("k", 3, "facility_id", "article_id")}
        JOIN stock s ON s.tenant_id = $1 AND s.facility_id = k.facility_id AND s.article_id = k.article_id
        WHERE s.reserved > s.on_hand ORDER BY s.facility_id, s.article_id
        {OnConflict}
        """,
        [
            tenant.Value, UnixMicroseconds.FromTime(now),
            .. dialect.Columns(stock.Select(s => s.Facility.Value).ToArray(), stock.Select(s => s.Article.Value).ToArray()),
        ]);
}
