using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Application;

/// <summary>Tests with separate processes: several nodes on one database, and a node that is killed under load.</summary>
public sealed class MultiProcessTests
{
    [Fact]
    public async Task Two_processes_on_one_PostgreSQL_database_reserve_no_unit_twice()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        using var first = await EmendProcess.Start(postgreSqlTestDatabase);
        using var second = await EmendProcess.Start(postgreSqlTestDatabase);
        using var one = await first.SignIn();
        using var two = await second.SignIn();
        await ConcurrencyContract.WithScarceArticle(one, "LAST-2", 20);

        var placed = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => (i % 2 == 0 ? one : two).Place(("LAST-2", 1))));
        var shared = placed[0];
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Rename(i % 2 == 0 ? one : two, shared, $"Name {i}")));

        var plans = await Task.WhenAll(placed.Select(o => two.Get($"/api/routingplans?orderRef={o["id"]}")));
        Assert.Equal(20, plans.Count(p => (string)p["routingPlans"].AsArray()[^1]!["status"]! == "ROUTED"));
        await using var database = Database.Open(postgreSqlTestDatabase.Options);
        await ConsistencyAssertions.AssertConsistent(database);
    }

    [Fact]
    public async Task A_feature_disabled_on_another_node_is_rejected_on_the_next_request()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var first = await EmendApp.Join(postgreSqlTestDatabase);
        await using var second = await EmendApp.Join(postgreSqlTestDatabase);
        using var one = await first.SignIn();
        using var two = await second.SignIn();
        var order = await two.Place(("MUG-E-1207", 2));
        var version = (await one.Get("/api/configurations/ordermodification"))["version"];

        await one.Put("/api/configurations/ordermodification", $$"""{"version":{{version}},"allowOrderLineItemModification":false}""");
        var rejected = await two.Patch($"/api/orders/{order["id"]}", Quantity(order, 3));

        Assert.Equal(422, rejected.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acknowledged_writes_survive_a_SIGKILL(bool postgreSql)
    {
        using TestDatabase place = postgreSql ? new TestDatabase.PostgreSqlTestDatabase() : new TestDatabase.SqliteTestDatabase();
        var acknowledged = new ConcurrentDictionary<string, int>();
        using (var doomed = await EmendProcess.Start(place))
        {
            var clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => doomed.SignIn()));
            var load = clients.Select(c => Load(c, acknowledged)).ToList();
            await Wait.Until(
                () => Task.FromResult(acknowledged.Values.Sum() >= 200 || load.Any(l => l.IsCompleted)), "200 writes are acknowledged");
            doomed.Kill();
            await Task.WhenAll(load);
        }

        using var risen = await EmendProcess.Start(place);
        using var client = await risen.SignIn();
        foreach (var (id, quantity) in acknowledged)
        {
            Assert.InRange((int)(await client.Get($"/api/orders/{id}"))["orderLineItems"][0]!["quantity"]!, quantity, quantity + 1);
        }

        await using var database = Database.Open(place.Options);
        await ConsistencyAssertions.AssertConsistent(database);
    }

    // The quantity of each order counts its acknowledged writes. The last write may be stored without an acknowledgment.
    private static async Task Load(FulfillmenttoolsTestClient client, ConcurrentDictionary<string, int> acknowledged)
    {
        try
        {
            var order = await client.Place(("MUG-E-1207", 1));
            acknowledged[(string)order["id"]!] = 1;
            for (var quantity = 2; quantity < 1_000; quantity++)
            {
                var answer = await client.Patch($"/api/orders/{order["id"]}", Quantity(order, quantity));
                Assert.True(answer.Status == 200, answer.Text);
                order = answer.Body!;
                acknowledged[(string)order["id"]!] = quantity;
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static string Quantity(JsonNode order, int quantity) =>
        $$"""{"version":{{order["version"]}},"orderLineItems":[{"id":"{{order["orderLineItems"]![0]!["id"]}}","quantity":{{quantity}}}]}""";

    // After a version conflict, the client reads and retries, as the vendor documents require.
    private static async Task Rename(FulfillmenttoolsTestClient client, JsonNode order, string name)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var version = (await client.Get($"/api/orders/{order["id"]}"))["version"];
            var answer = await client.Patch(
                $"/api/orders/{order["id"]}",
                $$"""{ "version": {{version}}, "customAttributes": { "name": "{{name}}" } }""");
            if (answer.Status == 200)
            {
                return;
            }

            Assert.Equal(409, answer.Status);
        }
        Assert.Fail("Never got through.");
    }
}
