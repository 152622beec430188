using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqliteShortageTests : ShortageContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlShortageTests : ShortageContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Stock below the reservations: accepted, and Emend reroutes as few orders as possible.</summary>
public abstract class ShortageContract
{
    private const string Store = "NL-AMS-01";

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Shortage_reroutes_the_fewest_and_most_recent_orders()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Store, "SHORT-1", 10);
        var (old, large, young) =
            (await client.Place(("SHORT-1", 3)), await client.Place(("SHORT-1", 4)), await client.Place(("SHORT-1", 3)));
        await client.Count(Depot, "SHORT-1", 20);

        await client.Count(Store, "SHORT-1", 7);
        await Wait.Until(() => Fits(app), "nothing is short");

        var (depot, store) = (await client.Facility(Depot), await client.Facility(Store));
        Assert.Equal(
            [store, store, depot], new[] { await At(client, old), await At(client, large), await At(client, young) });
        var jobs = await client.PickJobs(young);
        Assert.Contains(jobs, j => ((string?)j["status"], (string?)j["subStatus"]) == ("REROUTED", "STOCK_ZEROED"));
        Assert.Contains(jobs, j => (string?)j["status"] == "OPEN" && (string?)j["facilityRef"] == depot);
        Assert.Equal("STOCKZEROED", (string?)(await client.Plans(young)).Single()["reRouteReason"]);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());

        await client.Count(Store, "SHORT-1", 4);
        await Wait.Until(() => Fits(app), "nothing is short");
        Assert.Equal([store, depot], new[] { await At(client, old), await At(client, large) });
    }

    [Fact]
    public async Task Shortage_without_alternative_makes_units_unroutable_and_keeps_started_work()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Store, "SHORT-2", 6);
        var (begun, open) = (await client.Place(("SHORT-2", 3)), await client.Place(("SHORT-2", 3)));
        var job = (await client.PickJobs(begun)).Single();
        Assert.Equal(200, (await client.Post($"/api/pickjobs/{job["id"]}/actions", """{ "name": "START", "version": 1 }""")).Status);

        await client.Count(Store, "SHORT-2", 1);
        await Wait.Until(async () => !await client.IsRouted(open), "the order that was not begun waits");
        await app.ProcessDueWork();

        Assert.True(await client.IsRouted(begun));
        Assert.Equal("IN_PROGRESS", (string?)(await client.PickJobs(begun)).Single()["status"]);
        var stock = (await client.Get($"/api/stocks?tenantFacilityId={Store}&tenantArticleId=SHORT-2"))["stocks"]![0]!;
        Assert.Equal(
            (1, 3, 0, 2), ((int)stock["value"]!, (int)stock["reserved"]!, (int)stock["available"]!, (int)stock["shortage"]!));

        await client.Count(Store, "SHORT-2", 6);
        await Wait.Until(() => client.IsRouted(open), "it has its place again");
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Bulk_stock_update_routes_waiting_orders_and_resolves_shortages()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Store, "SHORT-4", 3);
        var (held, waits) = (await client.Place(("SHORT-4", 3)), await client.Place(("SHORT-5", 2)));

        var answer = await client.Put("/api/stocks", $$"""
            { "stocks": [
                { "facility": { "tenantFacilityId": "{{Store}}" }, "tenantArticleId": "SHORT-4", "value": 1 },
                { "facility": { "tenantFacilityId": "{{Depot}}" }, "tenantArticleId": "SHORT-4", "value": 9 },
                { "facility": { "tenantFacilityId": "{{Depot}}" }, "tenantArticleId": "SHORT-5", "value": 2 } ] }
            """);

        Assert.True(answer.Status == 200, answer.Text);
        await Wait.Until(() => client.IsRouted(waits), "what waited is routed");
        await Wait.Until(() => Fits(app), "nothing is short");
        Assert.Equal(await client.Facility(Depot), await At(client, held));
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task No_shortage_remains_and_reservations_are_consistent_after_random_stock_changes()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Store, "SHORT-3", 20);
        await client.Count(Depot, "SHORT-3", 20);
        var orders = new List<JsonNode>();
        for (var i = 0; i < 12; i++)
        {
            orders.Add(await client.Place(("SHORT-3", 1 + (i % 5))));
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(at => Task.Run(async () =>
        {
            var random = new Random(at);
            for (var i = 0; i < 15; i++)
            {
                await client.Count(at == 0 ? Store : Depot, "SHORT-3", random.Next(0, 25));
            }
        })));
        await client.Count(Store, "SHORT-3", 9);
        await client.Count(Depot, "SHORT-3", 100);
        await Wait.Until(() => Fits(app), "nothing is short");
        await Wait.Until(async () => (await Task.WhenAll(orders.Select(client.IsRouted))).All(r => r), "everything has a place");

        await app.WaitUntilIdle();
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    private static async Task<bool> Fits(EmendApp app) => await app.Services.GetRequiredService<Database>().First(
        Statement.From("SELECT count(*) FROM stock WHERE reserved > on_hand"), r => r.Long(0), CancellationToken.None) == 0;

    private static async Task<string> At(FulfillmenttoolsTestClient client, JsonNode order) =>
        (string?)(await client.Plans(order)).Single()["facilityRef"] ?? "";
}
