using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>Several nodes at one job, and the death of one: every order is done exactly once.</summary>
public sealed class BulkJobMultiNodeTests
{
    [Fact]
    public async Task Two_nodes_share_a_job_and_change_every_order_once()
    {
        const int Count = 300;
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var first = await EmendApp.Join(postgreSqlTestDatabase);
        await using var second = await EmendApp.Join(postgreSqlTestDatabase);
        using var client = await first.SignIn();
        var orders = await client.Orders(Count);

        var id = await client.Make(BulkJobTestExtensions.Attributes("w"), orders);

        Assert.Equal($"done {Count}: {Count} 0 0 0, 0", BulkJobTestExtensions.Told(await client.Ended(id)));
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        await EachOnce(database, id, Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_that_is_killed_at_it_leaves_the_rest_to_the_next_and_no_order_is_done_twice(bool postgreSql)
    {
        const int Count = 400;
        using TestDatabase place = postgreSql ? new TestDatabase.PostgreSqlTestDatabase() : new TestDatabase.SqliteTestDatabase();
        string id;
        await using var database = Database.Open(place.Options);
        using (var doomed = await EmendProcess.Start(place, "--Emend:Bulk:Lease=00:00:02"))
        {
            using var client = await doomed.SignIn();
            var orders = await client.Orders(Count);
            id = await client.Make(AddLine, orders);
            await WorkQueueTestExtensions.Until(async () => await Written(database) > 40, "it is at work");
            doomed.Kill();
        }

        var before = await Written(database);
        Assert.InRange(before, 1, Count - 1);
        using var heir = await EmendProcess.Start(place, "--Emend:Bulk:Lease=00:00:02");
        using var there = await heir.SignIn();

        Assert.Equal($"done {Count}: {Count} 0 0 0, 0", BulkJobTestExtensions.Told(await there.Ended(id)));
        await EachOnce(database, id, Count);
        await ConsistencyAssertions.Balance(database);
    }

    [Fact]
    public async Task A_node_that_is_killed_at_a_joint_plan_leaves_it_to_the_other_and_still_most_orders_become_whole()
    {
        const int Each = 100;
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        using var doomed = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:Bulk:Lease=00:00:03");
        using var heir = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:Bulk:Lease=00:00:03");
        using var client = await doomed.SignIn();
        var orders = await Waiting(client, Each);
        // Nobody but the job tries them.
        await Do(database, "DELETE FROM work");
        await Do(database, $"UPDATE stock SET on_hand = {(Each + 90) * 1000} WHERE article_id = 'NEVER-THERE'");

        var id = await client.Make("""{"reroute-unroutable":{}}""", orders);
        await WorkQueueTestExtensions.Until(async () => await Written(database) > 10, "it is at work");
        doomed.Kill();
        var before = await Written(database);
        using var there = await heir.SignIn();
        var job = await there.Ended(id);

        Assert.InRange(before, 10, Each + 29);
        Assert.Equal($"done {2 * Each}: {Each + 30} {Each - 30} 0 0, 0", BulkJobTestExtensions.Told(job));
        Assert.Equal(Each + 30, await Number(database, "SELECT count(*) FROM orders WHERE revision = 2"));
        Assert.Equal(Each + 30, await Written(database));
        Assert.Equal(0, await Number(database, "SELECT count(*) FROM orders WHERE revision > 2"));
        Assert.Equal(0, await Number(database, "SELECT sum(on_hand - reserved) FROM stock WHERE article_id = 'NEVER-THERE'"));
        await ConsistencyAssertions.Balance(database);
    }

    // By turns three that wait longer and one that waits less.
    private static async Task<List<string>> Waiting(FulfillmenttoolsTestClient client, int each)
    {
        await client.Count(WorkQueueTestExtensions.Depot, "NEVER-THERE", 0);
        var orders = new List<string>();
        for (var i = 0; i < 2 * each; i++)
            orders.Add((string)(await client.Place(("NEVER-THERE", i < each ? 3 : 1)))["id"]!);
        return orders;
    }

    private static async Task Do(Database database, string sql) => await database.Write([Statement.From(sql)], CancellationToken.None);

    // Twice, it would be there twice.
    private const string AddLine =
        """{"modify":{"changes":[{"type":"addLine","article":"TSHIRT-W-2468","title":"T-Shirt","quantity":1}]}}""";

    private static async Task EachOnce(Database database, string id, int count)
    {
        Assert.Equal(count, await Written(database));
        Assert.Equal(count, await Number(database, "SELECT count(*) FROM orders WHERE revision = 2"));
        Assert.Equal(count, await Number(
            database, $"SELECT count(*) FROM idempotency WHERE key LIKE 'bulk/{id}/%' AND credential = 'emend'"));
    }

    private static Task<long> Written(Database database) => Number(database, "SELECT count(*) FROM journal WHERE revision = 2");

    private static Task<long> Number(Database database, string sql) =>
        database.First(Statement.From(sql), row => row.Long(0), CancellationToken.None);
}
