using Emend.Server.Storage;

namespace Emend.IntegrationTests.Application;

/// <summary>Whether stock, reservations, orders and journal say the same.</summary>
internal static class ConsistencyAssertions
{
    private const string Differences =
        """
        SELECT s.facility_id, s.article_id, s.reserved, COALESCE(r.held, 0)
        FROM stock s
        LEFT JOIN (
            SELECT tenant_id, facility_id, article_id, CAST(SUM(quantity) AS BIGINT) AS held
            FROM reservations GROUP BY tenant_id, facility_id, article_id
        ) r ON r.tenant_id = s.tenant_id AND r.facility_id = s.facility_id AND r.article_id = s.article_id
        WHERE s.reserved <> COALESCE(r.held, 0) OR s.reserved < 0 OR s.reserved > s.on_hand
        """;

    private const string Wrong =
        """
        SELECT s.facility_id, s.article_id, s.on_hand, s.reserved, COALESCE(r.held, 0)
        FROM stock s
        LEFT JOIN (
            SELECT tenant_id, facility_id, article_id, CAST(SUM(quantity) AS BIGINT) AS held
            FROM reservations GROUP BY tenant_id, facility_id, article_id
        ) r ON r.tenant_id = s.tenant_id AND r.facility_id = s.facility_id AND r.article_id = s.article_id
        WHERE s.reserved <> COALESCE(r.held, 0) OR s.reserved < 0 OR s.on_hand < 0
        """;

    private const string HeldByNobody =
        """
        SELECT o.order_id, r.article_id FROM orders o
        JOIN reservations r ON r.tenant_id = o.tenant_id AND r.order_id = o.order_id
        WHERE o.status = 'CANCELLED'
        """;

    private const string Gaps =
        """
        SELECT o.order_id, o.revision, COUNT(j.revision)
        FROM orders o
        LEFT JOIN journal j ON j.tenant_id = o.tenant_id AND j.order_id = o.order_id AND j.revision <= o.revision
        GROUP BY o.order_id, o.revision
        HAVING COUNT(j.revision) <> o.revision
        """;

    /// <summary>
    /// What is reserved is what orders hold and never more than there is; every revision of every order is in the journal.
    /// </summary>
    public static async Task Balance(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(Differences),
            r => $"{r.Text(0)} {r.Text(1)}: reserved {r.Long(2)}, held {r.Long(3)}",
            CancellationToken.None));
        await Continue(database);
    }

    /// <summary>
    /// The same where stock was taken away under the orders: then more may be held than there is, until it is routed elsewhere.
    /// What is cancelled holds nothing.
    /// </summary>
    public static async Task Agree(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(Wrong),
            r => $"{r.Text(0)} {r.Text(1)}: on hand {r.Long(2)}, reserved {r.Long(3)}, held {r.Long(4)}",
            CancellationToken.None));
        Assert.Empty(await database.List(
            Statement.From(HeldByNobody), r => $"{r.Text(0)}: cancelled, holds {r.Text(1)}", CancellationToken.None));
        await Continue(database);
    }

    private static async Task Continue(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(Gaps), r => $"{r.Text(0)}: revision {r.Long(1)}, journal {r.Long(2)}", CancellationToken.None));
    }
}
