using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>Several nodes process one job, and one of them is killed. Every order is processed exactly once.</summary>
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

        var id = await client.CreateJob(BulkJobTestExtensions.Attributes("w"), orders);

        Assert.Equal($"completed {Count}: {Count} 0 0 0, 0", BulkJobTestExtensions.ToComparable(await client.WaitForEnd(id)));
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        await AssertEachOrderChangedOnce(database, id, Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_node_continues_the_job_of_a_killed_node_and_no_order_is_changed_twice(bool postgreSql)
    {
        const int Count = 400;
        using TestDatabase place = postgreSql ? new TestDatabase.PostgreSqlTestDatabase() : new TestDatabase.SqliteTestDatabase();
        string id;
        await using var database = Database.Open(place.Options);
        using (var doomed = await EmendProcess.Start(place, "--Emend:BulkJobs:LeaseDuration=00:00:02"))
        {
            using var client = await doomed.SignIn();
            var orders = await client.Orders(Count);
            id = await client.CreateJob(AddLine, orders);
            await Wait.Until(async () => await CountWritten(database) > 40, "it is at work");
            doomed.Kill();
        }

        var before = await CountWritten(database);
        Assert.InRange(before, 1, Count - 1);
        using var heir = await EmendProcess.Start(place, "--Emend:BulkJobs:LeaseDuration=00:00:02");
        using var there = await heir.SignIn();

        Assert.Equal($"completed {Count}: {Count} 0 0 0, 0", BulkJobTestExtensions.ToComparable(await there.WaitForEnd(id)));
        await AssertEachOrderChangedOnce(database, id, Count);
        await ConsistencyAssertions.AssertConsistent(database);
    }

    [Fact]
    public async Task Another_node_continues_the_joint_allocation_of_a_killed_node_and_most_orders_become_routable()
    {
        const int Each = 100;
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        using var doomed = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:BulkJobs:LeaseDuration=00:00:03");
        using var heir = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:BulkJobs:LeaseDuration=00:00:03");
        using var client = await doomed.SignIn();
        var orders = await PlaceUnroutable(client, Each);
        // Only the job reroutes these orders.
        await ProcessUntilIdle(database, "DELETE FROM work_items");
        await ProcessUntilIdle(database, $"UPDATE stock SET on_hand = {(Each + 90) * 1000} WHERE article_id = 'NEVER-THERE'");

        var id = await client.CreateJob("""{"reroute-unroutable":{}}""", orders);
        await Wait.Until(async () => await CountWritten(database) > 10, "it is at work");
        doomed.Kill();
        var before = await CountWritten(database);
        using var there = await heir.SignIn();
        var job = await there.WaitForEnd(id);

        Assert.InRange(before, 10, Each + 29);
        Assert.Equal($"completed {2 * Each}: {Each + 30} {Each - 30} 0 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.Equal(Each + 30, await Number(database, "SELECT count(*) FROM orders WHERE revision = 2"));
        Assert.Equal(Each + 30, await CountWritten(database));
        Assert.Equal(0, await Number(database, "SELECT count(*) FROM orders WHERE revision > 2"));
        Assert.Equal(0, await Number(database, "SELECT sum(on_hand - reserved) FROM stock WHERE article_id = 'NEVER-THERE'"));
        await ConsistencyAssertions.AssertConsistent(database);
    }

    [Fact]
    public async Task A_suspended_node_changes_no_order_after_its_job_is_canceled()
    {
        const int Count = 300;
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        using var stopped = await EmendProcess.Start(postgreSqlTestDatabase);
        using var there = await stopped.SignIn();
        var id = await there.CreateJob(AddLine, await there.Orders(Count));
        await Wait.Until(async () => await CountWritten(database) > 20, "it is at work");
        await using var other = await EmendApp.Join(postgreSqlTestDatabase, ["--Emend:BackgroundWork:Enabled=false"], _ => { });
        using var client = await other.SignIn();
        stopped.Suspend();

        // The cancellation waits for the transactions that the stopped node has open.
        var cancel = client.Post($"/emend/v1/bulk-jobs/{id}/cancel", "");
        await Task.WhenAny(cancel, Task.Delay(TimeSpan.FromSeconds(2)));
        stopped.Resume();
        Assert.Equal(200, (await cancel).Status);
        var before = await CountWritten(database);
        var next = await client.Orders(3);
        await client.WaitForEnd(await client.CreateJob(AddLine, next));

        Assert.Equal(before + 3, await CountWritten(database));
        await ConsistencyAssertions.AssertConsistent(database);
    }

    // Alternates orders of three units that wait longer with orders of one unit that wait shorter.
    private static async Task<List<string>> PlaceUnroutable(FulfillmenttoolsTestClient client, int each)
    {
        await client.Count(WorkQueueTestExtensions.Depot, "NEVER-THERE", 0);
        var orders = new List<string>();
        for (var i = 0; i < 2 * each; i++)
        {
            orders.Add((string)(await client.Place(("NEVER-THERE", i < each ? 3 : 1)))["id"]!);
        }

        return orders;
    }

    private static async Task ProcessUntilIdle(Database database, string sql) =>
        await database.Write([Statement.From(sql)], CancellationToken.None);

    // A second execution would add a second entry.
    private const string AddLine =
        """{"modify":{"changes":[{"type":"addLine","article":"TSHIRT-W-2468","title":"T-Shirt","quantity":1}]}}""";

    private static async Task AssertEachOrderChangedOnce(Database database, string id, int count)
    {
        Assert.Equal(count, await CountWritten(database));
        Assert.Equal(count, await Number(database, "SELECT count(*) FROM orders WHERE revision = 2"));
        Assert.Equal(count, await Number(
            database, $"SELECT count(*) FROM idempotency_keys WHERE key LIKE 'bulk/{id}/%' AND caller_id = 'emend'"));
    }

    private static Task<long> CountWritten(Database database) => Number(database, "SELECT count(*) FROM journal WHERE revision = 2");

    private static Task<long> Number(Database database, string sql) =>
        database.First(Statement.From(sql), row => row.Long(0), CancellationToken.None);
}
