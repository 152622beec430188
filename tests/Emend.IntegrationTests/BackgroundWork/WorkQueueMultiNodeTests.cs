using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Common;
using Emend.Server.Storage;
using Emend.Server.Storage.BackgroundWork;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

/// <summary>Several nodes on one database: each work item is processed once, even if a node dies.</summary>
public sealed class WorkQueueMultiNodeTests
{
    [Fact]
    public async Task Waiting_order_gets_arriving_stock_exactly_once_with_two_nodes()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var first = await EmendApp.Join(postgreSqlTestDatabase);
        await using var second = await EmendApp.Join(postgreSqlTestDatabase);
        using var one = await first.SignIn();
        using var two = await second.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < 30; i++)
        {
            orders.Add(await (i % 2 == 0 ? one : two).Place(("RARE-6", 2), ("RARE-7", 1)));
        }

        await using var database = Database.Open(postgreSqlTestDatabase.Options);

        // Both nodes add stock of both articles concurrently, unit by unit.
        await Task.WhenAll(
            AddStock(one, "RARE-6", Depot, 20), AddStock(two, "RARE-6", "NL-AMS-01", 20),
            AddStock(two, "RARE-7", Depot, 9), AddStock(one, "RARE-7", "NL-AMS-01", 9));
        await Wait.Until(async () => await Free(database) == 0, "all of it is taken");
        await WaitUntilIdle(database);

        await ConsistencyAssertions.AssertConsistent(database);
        Assert.Equal((40_000L, 18_000L), (await Held(database, "RARE-6"), await Held(database, "RARE-7")));
        Assert.Equal(20, (await Task.WhenAll(orders.Select(o => Has(one, o, 2)))).Count(has => has));
        Assert.Equal(18, (await Task.WhenAll(orders.Select(o => Has(two, o, 1)))).Count(has => has));
    }

    [Fact]
    public async Task Another_node_processes_the_work_items_of_a_dead_node_after_the_lease()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var app = await EmendApp.Join(postgreSqlTestDatabase);
        using var client = await app.SignIn();
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        var order = await client.Place(("RARE-8", 2));
        var now = DateTimeOffset.UtcNow;
        var queue = new WorkQueue(database, new TenantFinder(database));
        var taken = await queue.Claim("dead", 9, now.AddSeconds(3), now.AddSeconds(4), CancellationToken.None);
        Assert.Single(taken);

        await database.Write(
            [Statement.From("UPDATE work_items SET claimed_by = 'dead', claimed_until = $1", UnixMicroseconds.FromTime(now.AddSeconds(4)))],
            CancellationToken.None);
        await Wait.Until(() => HasClaims(database, "dead", 0), "the work items of the dead node are released");

        await client.Count(Depot, "RARE-8", 2);
        await Wait.Until(() => client.IsRouted(order), "the order is routed");
    }

    [Fact]
    public async Task Other_node_completes_the_work_of_a_killed_node()
    {
        const int Orders = 60;
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        using var doomed = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:BackgroundWork:LeaseDuration=00:00:02");
        using var there = await doomed.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add(await there.Place(("RARE-9", 1)));
        }

        await using var database = Database.Open(postgreSqlTestDatabase.Options);

        await there.Count(Depot, "RARE-9", Orders - 10);
        await Wait.Until(async () => await Held(database, "RARE-9") > 0, "it is at work");
        doomed.Kill();
        using var heir = await EmendProcess.Start(postgreSqlTestDatabase, "--Emend:BackgroundWork:LeaseDuration=00:00:02");
        using var client = await heir.SignIn();

        await Wait.Until(async () => await Free(database) == 0, "all of it is taken");
        Assert.Equal((Orders - 10) * 1_000L, await Held(database, "RARE-9"));
        var routed = await Task.WhenAll(orders.Select(client.IsRouted));
        Assert.Equal(Enumerable.Range(0, Orders).Select(i => i < Orders - 10), routed);
        await ConsistencyAssertions.AssertConsistent(database);
    }

    [Fact]
    public async Task Other_node_completes_the_work_of_a_suspended_node_which_then_changes_nothing()
    {
        const int Orders = 40;
        string[] lease = ["--Emend:BackgroundWork:LeaseDuration=00:00:02"];
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        using var stopped = await EmendProcess.Start(postgreSqlTestDatabase, lease);
        using var there = await stopped.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add(await there.Place(("RARE-10", 1)));
        }

        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        await there.Count(Depot, "RARE-10", Orders - 10);
        await Wait.Until(async () => await Held(database, "RARE-10") > 0, "it is at work");
        stopped.Suspend();
        using var heir = await EmendProcess.Start(postgreSqlTestDatabase, lease);
        using var client = await heir.SignIn();
        await Wait.Until(async () => await Free(database) == 0, "all of it is taken");
        stopped.Resume();
        await client.Count(Depot, "RARE-10", Orders);
        await Wait.Until(async () => await Free(database) == 0, "all of it is taken");
        await WaitUntilIdle(database);

        Assert.Equal(Orders * 1_000L, await Held(database, "RARE-10"));
        Assert.All(await Task.WhenAll(orders.Select(there.IsRouted)), Assert.True);
        Assert.Equal(Orders, await Number(database, "SELECT count(*) FROM journal WHERE revision = 2"));
        Assert.Equal(0, await Number(database, "SELECT count(*) FROM journal WHERE revision > 2"));
        await ConsistencyAssertions.AssertConsistent(database);
    }

    private static async Task AddStock(FulfillmenttoolsTestClient client, string article, string facility, int to)
    {
        for (var quantity = 1; quantity <= to; quantity++)
        {
            await client.Count(facility, article, quantity);
        }
    }

    private static async Task<bool> Has(FulfillmenttoolsTestClient client, JsonNode order, int quantity) =>
        (await client.Plans(order)).Where(p => (string)p["status"]! == "ROUTED").SelectMany(p => p["orderLineItems"]!.AsArray())
            .Count(l => (int)l!["quantity"]! == quantity) switch
        {
            0 => false,
            1 => true,
            _ => throw new InvalidOperationException("Twice."),
        };

    private static Task<long> Free(Database database) => Number(
        database, "SELECT coalesce(sum(on_hand - reserved), 0) FROM stock WHERE article_id LIKE 'RARE-%'");

    private static Task<long> Held(Database database, string article) =>
        Number(database, "SELECT coalesce(sum(quantity), 0) FROM reservations WHERE article_id = $1", article);

    private static async Task<bool> HasClaims(Database database, string node, long count) =>
        await Number(database, "SELECT count(*) FROM work_items WHERE claimed_by = $1", node) == count;

    private static Task<long> Number(Database database, string sql, params object?[] values) => database.First(
        Statement.From($"SELECT CAST(n AS bigint) FROM ({sql}) AS x (n)", values),
        r => r.Long(0),
        CancellationToken.None);
}
