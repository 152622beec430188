using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>
/// What a change of stock, of a facility or of a setting means for the orders: statements for the very transaction that makes it. Where
/// nothing waits and nothing is short they write nothing. Any number of rows in two statements.
/// </summary>
internal static class StockWorkItems
{
    private const string Columns = "tenant_id, kind, subject, article_id, since, due_at";

    // Asked for again, it is due as soon as the first asked for; who is at it right now sees the signal and does it again.
    private const string Again =
        """
        ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET signals = work.signals + 1,
            due_at = CASE WHEN work.due_at < excluded.due_at THEN work.due_at ELSE excluded.due_at END
        """;

    /// <summary>
    /// To append where stock of these articles in these facilities was set, made or raised: orders that wait for one are tried, and
    /// what is less than reserved goes to the orders it hurts least. Call it after the stock was written.
    /// </summary>
    public static IReadOnlyList<Statement> Set(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<(FacilityId Facility, ArticleId Article)> stock, DateTimeOffset now) =>
        stock.Count == 0 ? [] : [Arrived(dialect, tenant, stock.Select(s => s.Article), now), Short(dialect, tenant, stock, now)];

    /// <summary>The same where the rows are locked, so that what they hold and have needs no second look: the new levels.</summary>
    public static IReadOnlyList<Statement> SetLocked(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<StockLevel> levels, DateTimeOffset now)
    {
        if (levels.Count == 0)
        {
            return [];
        }

        var arrived = Arrived(dialect, tenant, levels.Select(l => l.Article), now);
        var lacking = levels.Where(l => l.Reserved > l.OnHand).Select(l => (l.Facility, l.Article)).ToList();
        return lacking.Count == 0 ? [arrived] : [arrived, Short(dialect, tenant, lacking, now)];
    }

    /// <summary>To append where only more became available of these articles.</summary>
    public static Statement Arrived(Dialect dialect, TenantId tenant, IEnumerable<ArticleId> articles, DateTimeOffset now) => Statement.From(
        $"""
        INSERT INTO work ({Columns})
        SELECT DISTINCT $1, 'ARRIVAL', '', article_id, $3, $3 FROM waiting
        WHERE tenant_id = $1 AND {dialect.Among("article_id", 2)} ORDER BY article_id
        {Again}
        """,
        tenant.Value, articles.Select(a => a.Value).Distinct().ToArray(), UnixMicroseconds.FromTime(now));

    /// <summary>To append where everything that waits may find a place now: a facility, a setting or a strategy was changed.</summary>
    public static Statement Everything(TenantId tenant) => Statement.From(
        $"""
        INSERT INTO work ({Columns})
        SELECT DISTINCT $1, 'ARRIVAL', '', article_id, 0, 0 FROM waiting WHERE tenant_id = $1 ORDER BY article_id
        {Again}
        """,
        tenant.Value);

    // Rows that are named twice are written once.
    private static Statement Short(
        Dialect dialect, TenantId tenant, IReadOnlyCollection<(FacilityId Facility, ArticleId Article)> stock, DateTimeOffset now) => new(
        $"""
        INSERT INTO work ({Columns})
        SELECT DISTINCT $1, 'SHORTAGE', s.facility_id, s.article_id, $2, $2
        FROM {dialect.Table("k", 3, "facility_id", "article_id")}
        JOIN stock s ON s.tenant_id = $1 AND s.facility_id = k.facility_id AND s.article_id = k.article_id
        WHERE s.reserved > s.on_hand ORDER BY s.facility_id, s.article_id
        {Again}
        """,
        [
            tenant.Value, UnixMicroseconds.FromTime(now),
            .. dialect.Columns(stock.Select(s => s.Facility.Value).ToArray(), stock.Select(s => s.Article.Value).ToArray()),
        ]);
}
