using Emend.Server.Storage;

namespace Emend.IntegrationTests.Application;

/// <summary>Asserts that stock, reservations, orders and journal are consistent.</summary>
internal static class ConsistencyAssertions
{
    private const string StockMismatches =
        """
        SELECT s.facility_id, s.article_id, s.reserved, COALESCE(r.held, 0)
        FROM stock s
        LEFT JOIN (
            SELECT tenant_id, facility_id, article_id, CAST(SUM(quantity) AS BIGINT) AS held
            FROM reservations GROUP BY tenant_id, facility_id, article_id
        ) r ON r.tenant_id = s.tenant_id AND r.facility_id = s.facility_id AND r.article_id = s.article_id
        WHERE s.reserved <> COALESCE(r.held, 0) OR s.reserved < 0 OR s.reserved > s.on_hand
        """;

    private const string InvalidReservations =
        """
        SELECT s.facility_id, s.article_id, s.on_hand, s.reserved, COALESCE(r.held, 0)
        FROM stock s
        LEFT JOIN (
            SELECT tenant_id, facility_id, article_id, CAST(SUM(quantity) AS BIGINT) AS held
            FROM reservations GROUP BY tenant_id, facility_id, article_id
        ) r ON r.tenant_id = s.tenant_id AND r.facility_id = s.facility_id AND r.article_id = s.article_id
        WHERE s.reserved <> COALESCE(r.held, 0) OR s.reserved < 0 OR s.on_hand < 0
        """;

    private const string CanceledOrderReservations =
        """
        SELECT o.order_id, r.article_id FROM orders o
        JOIN reservations r ON r.tenant_id = o.tenant_id AND r.order_id = o.order_id
        WHERE o.status = 'CANCELLED'
        """;

    private const string JournalGaps =
        """
        SELECT o.order_id, o.revision, COUNT(j.revision)
        FROM orders o
        LEFT JOIN journal j ON j.tenant_id = o.tenant_id AND j.order_id = o.order_id AND j.revision <= o.revision
        GROUP BY o.order_id, o.revision
        HAVING COUNT(j.revision) <> o.revision
        """;

    /// <summary>
    /// Reserved stock equals the reservations of orders and never exceeds the stock on hand. The journal contains every revision of every
    /// order.
    /// </summary>
    public static async Task AssertConsistent(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(StockMismatches),
            r => $"{r.Text(0)} {r.Text(1)}: reserved {r.Long(2)}, held {r.Long(3)}",
            CancellationToken.None));
        await AssertJournalComplete(database);
    }

    /// <summary>
    /// The same after stock was reduced: reservations may exceed the stock until the orders are rerouted. Canceled orders have no
    /// reservations.
    /// </summary>
    public static async Task AssertReservationsMatch(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(InvalidReservations),
            r => $"{r.Text(0)} {r.Text(1)}: on hand {r.Long(2)}, reserved {r.Long(3)}, held {r.Long(4)}",
            CancellationToken.None));
        Assert.Empty(await database.List(
            Statement.From(CanceledOrderReservations), r => $"{r.Text(0)}: cancelled, holds {r.Text(1)}", CancellationToken.None));
        await AssertJournalComplete(database);
    }

    private static async Task AssertJournalComplete(Database database)
    {
        Assert.Empty(await database.List(
            Statement.From(JournalGaps), r => $"{r.Text(0)}: revision {r.Long(1)}, journal {r.Long(2)}", CancellationToken.None));
    }
}
