using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Events;
using Emend.Server.Storage.Orders;
using Npgsql;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class JournalFeedTests() : StoreContract(new TestDatabase.PostgreSqlTestDatabase())
{
    [Fact]
    public async Task Feed_waits_for_transactions_that_started_earlier()
    {
        var orderStoreFixture = new OrderStoreFixture(Database);
        await orderStoreFixture.Prepare(pieces: 10);
        var log = new JournalFeed(Database);
        var order = await orderStoreFixture.Place();
        await using var other = new NpgsqlConnection(Options.Connection);
        await other.OpenAsync();
        await using var open = await other.BeginTransactionAsync();
        await Run(other, "SELECT pg_current_xact_id()");
        var during = await orderStoreFixture.Modify(order, SetQuantity(order, 3));
        var start = await Entries(log, EventPosition.Beginning, 1);

        await Run(
            other,
            """
            INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc)
            SELECT tenant_id, 'x', 1, kind, at, actor, policy, doc FROM journal WHERE revision = 1
            """);
        var before = await log.ReadAfter(Shop, start.Passed, [], 100, Never);
        await open.CommitAsync();
        var after = await Entries(log, before.Passed, 2);

        Assert.Equal([order.Id.Value], start.Entries.Select(entry => entry.Order.Value));
        Assert.Empty(before.Entries);
        Assert.Equal(["x", during.Id.Value], after.Entries.Select(entry => entry.Order.Value));
        Assert.Empty((await log.ReadAfter(Shop, after.Passed, [], 100, Never)).Entries);
    }

    // Transactions in other databases of the server delay the feed too, for example those of parallel tests.
    private static Task<FeedEntryPage> Entries(JournalFeed log, EventPosition since, int count) => Wait.For(
        () => log.ReadAfter(Shop, since, [], 100, Never),
        page => page.Entries.Count >= count,
        page => $"{page.Entries.Count} of {count} entries are in the feed");

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
