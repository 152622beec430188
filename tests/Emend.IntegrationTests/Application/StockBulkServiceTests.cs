using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Inventory;
using Emend.Server.Demo;
using Emend.Server.Inventory;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>Bulk stock updates by several clients while orders are placed. Runs on both databases.</summary>
public abstract class StockBulkServiceContract
{
    private static readonly TenantId Tenant = DemoTenant.Tenant.Id;
    private static readonly Actor Everywhere = new(new("counter"), "Counter", FrozenSet<string>.Empty, []);

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Ten_thousand_rows_are_created_then_updated_then_unchanged()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();

        var made = await stockBulkService.Put(Tenant, Everywhere, Rows(10_000, 1), default);
        var changed = await stockBulkService.Put(Tenant, Everywhere, Rows(10_000, 2), default);
        var same = await stockBulkService.Put(Tenant, Everywhere, Rows(10_000, 2), default);

        Assert.All(made, r => Assert.Equal((StockRowStatus.Created, 1L), (r.Status, r.Stock!.Version)));
        Assert.All(changed, r => Assert.Equal((StockRowStatus.Updated, 2L), (r.Status, r.Stock!.Version)));
        Assert.All(same, r => Assert.Equal((StockRowStatus.Unchanged, 2L), (r.Status, r.Stock!.Version)));
        Assert.Equal(made.Select(r => r.Stock!.Id), same.Select(r => r.Stock!.Id));
        var stocks = app.Services.GetRequiredService<IStockStore>();
        foreach (var at in (int[])[0, 999, 1_000, 9_999])
        {
            Assert.Equal(same[at].Stock, await stocks.Find(Tenant, same[at].Stock!.Id, default));
        }
    }

    [Fact]
    public async Task An_invalid_row_has_an_error_and_does_not_affect_other_rows()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        var stock = (await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "A", 1)], default))[0].Stock!;
        var bound = Everywhere with { Facilities = [stock.Level.Facility] };
        StockUpsertRow[] stockUpsertRows =
        [
            Row("NOWHERE", "A", 5), Row("NL-AMS-01", "A", 5), Row("NL-AMS-01", "A", 6),
            new(Quantity.From(7)) { StockId = "none" }, new(Quantity.From(7)) { StockId = stock.Id },
            new(Quantity.From(7)) { Facility = new("none"), Article = new("A") }, Row("NL-AMS-01", "B", 5), Row("NL-RTM-01", "B", 5),
        ];

        var results = await stockBulkService.Put(Tenant, bound, stockUpsertRows, default);

        Assert.Equal(
            [
                StockRowStatus.FacilityNotFound, StockRowStatus.Updated, StockRowStatus.Duplicate, StockRowStatus.StockNotFound,
                StockRowStatus.Duplicate, StockRowStatus.FacilityNotFound, StockRowStatus.Created, StockRowStatus.FacilityNotAccessible,
            ],
            results.Select(r => r.Status));
        Assert.Equal([1, 1], results.Where(r => r.Status is StockRowStatus.Duplicate).Select(r => r.FirstRow));
        Assert.Equal((2L, "NL-AMS-01"), (results[1].Stock!.Version, results[1].TenantFacilityId));
    }

    [Fact]
    public async Task A_row_with_a_version_is_applied_only_to_that_version()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        var stock = (await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "A", 1)], default))[0].Stock!;

        var row = new StockUpsertRow(Quantity.From(4)) { StockId = stock.Id, Version = 1 };
        var first = (await stockBulkService.Put(Tenant, Everywhere, [row], default))[0];
        var again = (await stockBulkService.Put(Tenant, Everywhere, [row], default))[0];
        var other = (await stockBulkService.Put(Tenant, Everywhere, [row with { OnHand = Quantity.From(5) }], default))[0];

        Assert.Equal(
            (StockRowStatus.Updated, StockRowStatus.Unchanged, StockRowStatus.VersionConflict), (first.Status, again.Status, other.Status));
        Assert.Equal((2L, Quantity.From(4)), (other.Stock!.Version, other.Stock.Level.OnHand));
    }

    [Fact]
    public async Task Facilities_and_stocks_of_another_tenant_are_not_found()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        var stock = (await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "A", 1)], default))[0].Stock!;
        StockUpsertRow[] stockUpsertRows =
        [
            new(Quantity.From(4)) { StockId = stock.Id }, Row("NL-AMS-01", "A", 4),
            new(Quantity.From(4)) { Facility = stock.Level.Facility, Article = new("A") },
        ];

        var results = await stockBulkService.Put(new("other"), Everywhere, stockUpsertRows, default);

        Assert.Equal(
            [StockRowStatus.StockNotFound, StockRowStatus.FacilityNotFound, StockRowStatus.FacilityNotFound],
            results.Select(r => r.Status));
        Assert.Empty((await stockBulkService.Remove(new("other"), Everywhere, [stock.Id], default)).Removed);
    }

    [Fact]
    public async Task Reserved_stock_prevents_the_whole_deletion()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        var made = await stockBulkService.Put(Tenant, Everywhere, [Row("NL-UTR-DC", "HELD", 1), Row("NL-UTR-DC", "FREE", 1)], default);
        string[] ids = [.. made.Select(r => r.Stock!.Id)];
        await client.Place(("HELD", 1));

        var result = await stockBulkService.Remove(Tenant, Everywhere, [.. ids, "gone"], default);
        var done = await stockBulkService.Remove(Tenant, Everywhere, made[1].Stock!.Level.Facility, [new("FREE"), new("NONE")], default);

        Assert.Equal((0, ids[0]), (result.Removed.Count, Assert.Single(result.Reserved).Id));
        Assert.Equal(ids[1], Assert.Single(done!.Removed).Id);
        Assert.Empty((await stockBulkService.Remove(Tenant, Everywhere, [ids[1]], default)).Removed);
    }

    [Fact]
    public async Task Concurrent_counts_of_the_same_stocks_and_new_orders_neither_deadlock_nor_lose_units()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        string[] facilities = ["NL-AMS-01", "NL-RTM-01", "NL-UTR-DC"];
        string[] articles = [.. Enumerable.Range(0, 40).Select(i => $"BUSY-{i}")];

        var counters = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            for (var i = 0; i < 8; i++)
            {
                StockUpsertRow[] stockUpsertRows = [.. from f in facilities from a in articles select Row(f, a, 500 + random.Next(500))];
                random.Shuffle(stockUpsertRows);
                Assert.All(
                    await stockBulkService.Put(Tenant, Everywhere, stockUpsertRows, default),
                    r => Assert.True(r.IsSuccess, r.Status.ToString()));
            }
        }));
        var buyers = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var random = new Random(100 + n);
            for (var i = 0; i < 15; i++)
            {
                await client.Place([.. articles.OrderBy(_ => random.Next()).Take(4).Select(a => (a, 1 + random.Next(3)))]);
            }
        }));
        await Task.WhenAll([.. counters, .. buyers]).WaitAsync(TimeSpan.FromMinutes(2));

        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
        Assert.Equal(60, (int)(await client.Get("/api/orders"))["total"]);
    }

    [Fact]
    public async Task The_next_order_sees_the_counted_stock()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "MOVES", 5), Row("NL-UTR-DC", "MOVES", 0)], default);
        await client.Place(("MOVES", 1));

        await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "MOVES", 1), Row("NL-UTR-DC", "MOVES", 9)], default);
        var order = await client.Place(("MOVES", 3));

        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"]![0]!;
        var there = await client.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-UTR-DC");
        Assert.Equal((string?)there["id"], (string?)job["facilityRef"]);
    }

    [Fact]
    public async Task New_stock_routes_waiting_orders_and_removed_stock_reroutes_orders()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var stockBulkService = app.Services.GetRequiredService<StockBulkService>();
        var waiting = await client.Place(("LATER", 2));
        await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "LATER", 2)], default);
        await Wait.Until(async () => await FindFacility(client, waiting) == "NL-AMS-01", "the order has the other facility");

        await stockBulkService.Put(Tenant, Everywhere, [Row("NL-AMS-01", "LATER", 0), Row("NL-UTR-DC", "LATER", 2)], default);
        await Wait.Until(async () => await FindFacility(client, waiting) == "NL-UTR-DC", "the order has the other facility");

        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    private static async Task<string?> FindFacility(FulfillmenttoolsTestClient client, JsonNode order)
    {
        var jobs = (await client.Get($"/api/pickjobs?orderRef={order["id"]}&status=OPEN"))["pickjobs"].AsArray();
        return jobs.Count == 0 ? null : (string?)(await client.Get($"/api/facilities/{jobs[0]!["facilityRef"]}"))["tenantFacilityId"];
    }

    private static StockUpsertRow Row(string facility, string article, int pieces) =>
        new(Quantity.From(pieces)) { TenantFacilityId = facility, Article = new(article) };

    private static StockUpsertRow[] Rows(int count, int pieces) =>
        [.. Enumerable.Range(0, count).Select(i => Row(i % 2 == 0 ? "NL-AMS-01" : "DE-BER-DC", $"ROW-{i / 2}", pieces))];
}

public sealed class SqliteStockBulkServiceTests : StockBulkServiceContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlStockBulkServiceTests : StockBulkServiceContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}
