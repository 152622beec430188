using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.WorkQueue;
using Emend.Server.BackgroundWork;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqliteEarmarkedStockTests : EarmarkedStockContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlEarmarkedStockTests : EarmarkedStockContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Contract of freed stock on both databases: it goes to the orders that wait, and not to a newcomer.</summary>
public abstract class EarmarkedStockContract
{
    private const string Article = "MUG-E-9999";
    private readonly FixedTimeProvider _clock = new();

    private protected abstract TestDatabase CreateDatabase();

    [Theory]
    [InlineData("cancel")]
    [InlineData("lower")]
    [InlineData("expire")]
    [InlineData("arrival")]
    [InlineData("bulk arrival")]
    public async Task Freed_units_go_to_the_waiting_order_and_not_to_a_newcomer(string cause)
    {
        await using var app = await StartWithoutWorker();
        using var client = await app.SignIn();
        await client.Count(Depot, Article, 2);
        var holder = cause == "expire"
            ? await PromisedOrderContract.PlacePromisedOrder(client, _clock.GetUtcNow().AddHours(1), "EARMARK", Article)
            : await client.Place((Article, 2));
        var waits = await client.Place((Article, 1));
        Assert.False(await client.IsRouted(waits));

        await Free(app, client, holder, cause);
        using var later = await app.SignIn();
        var newcomer = await later.Place((Article, cause is "cancel" or "expire" ? 2 : 1));

        Assert.False(await later.IsRouted(newcomer));
        await ProcessArrivals(app);
        Assert.True(await later.IsRouted(waits));
        Assert.Equal(0, await Number(app, "SELECT CAST(sum(earmarked) AS bigint) FROM stock"));
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_modification_and_its_preview_use_no_units_for_which_an_order_waits()
    {
        await using var app = await StartWithoutWorker();
        using var client = await app.SignIn();
        await client.Count(Depot, Article, 2);
        var holder = await client.Place((Article, 2));
        var waits = await client.Place((Article, 1));
        await SetQuantity(client, holder, 1);
        var (path, line) = ($"/emend/v1/orders/{holder["id"]}/modifications", holder["orderLineItems"]![0]!["id"]);
        var raise = $$"""{"changes":[{"type":"setQuantity","line":"{{line}}","quantity":2}]}""";

        var (preview, modification) = (await client.Post(path + "/preview", raise), await client.Post(path, raise));

        Assert.Equal((false, 422), ((bool)preview["accepted"]!, modification.Status));
        await ProcessArrivals(app);
        Assert.True(await client.IsRouted(waits));
    }

    [Fact]
    public async Task An_order_that_cannot_use_the_freed_units_delays_no_newcomer_that_needs_others_and_blocks_none_after_its_turn()
    {
        await using var app = await StartWithoutWorker();
        using var client = await app.SignIn();
        await client.Count(Depot, Article, 5);
        var holder = await client.Place((Article, 5));
        var collect = await client.Post("/api/orders", FulfillmenttoolsTestClient.Order((Article, 9)).Replace(
            """{ "shipping": { "serviceLevel": "DELIVERY" } }""",
            """{ "collect": [ { "tenantFacilityId": "NL-RTM-01" } ] }""",
            StringComparison.Ordinal));
        Assert.True(collect.Status == 200, collect.Text);
        await SetQuantity(client, holder, 3);
        await Write(app, "UPDATE stock SET on_hand = on_hand + 1000 WHERE article_id = 'MUG-E-9999' AND on_hand > 0");

        Assert.True(await client.IsRouted(await client.Place((Article, 1))));
        var second = await client.Place((Article, 1));
        Assert.False(await client.IsRouted(second));
        await ProcessArrivals(app);

        Assert.True(await client.IsRouted(second));
        Assert.True(await client.IsRouted(await client.Place((Article, 1))));
        Assert.False(await client.IsRouted(collect.Body!));
    }

    [Fact]
    public async Task Concurrent_newcomers_take_none_of_the_units_for_which_orders_wait()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Depot, Article, 4);
        var holders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Place((Article, 1))));
        var waiting = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Place((Article, 1))));
        using var end = new CancellationTokenSource();
        var newcomers = Enumerable.Range(0, 4).Select(_ => PlaceUntil(client, end.Token)).ToList();

        foreach (var holder in holders)
        {
            await Cancel(client, holder);
        }

        await Wait.Until(
            async () => (await Task.WhenAll(waiting.Select(client.IsRouted))).All(r => r),
            "all waiting orders are routed",
            TimeSpan.FromMinutes(1)); // the newcomers use all processors
        await end.CancelAsync();
        var placed = (await Task.WhenAll(newcomers)).SelectMany(orders => orders).ToList();

        Assert.NotEmpty(placed);
        Assert.All(await Task.WhenAll(placed.Select(client.IsRouted)), Assert.False);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task The_change_that_frees_units_wakes_the_worker_of_its_node()
    {
        using var database = CreateDatabase();
        await database.Fill();
        await using var app = await EmendApp.Join(database, ["--Emend:BackgroundWork:PollInterval=01:00:00"], _ => { });
        using var client = await app.SignIn();
        await client.Count(Depot, Article, 1);
        var holder = await client.Place((Article, 1));
        var waits = await client.Place((Article, 1));

        await Cancel(client, holder);

        await Wait.Until(() => client.IsRouted(waits), "the order is routed without a poll");
    }

    private Task<EmendApp> StartWithoutWorker() => EmendApp.Start(CreateDatabase(), services => services
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton(BackgroundWorkOptions.Default with { Enabled = false }));

    private async Task Free(EmendApp app, FulfillmenttoolsTestClient client, JsonNode holder, string cause)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        switch (cause)
        {
            case "cancel":
                await Cancel(client, holder);
                break;
            case "lower":
                await SetQuantity(client, holder, 1);
                break;
            case "expire":
                _clock.Advance(TimeSpan.FromHours(1));
                await Process(app, WorkItemKind.Expire);
                break;
            case "arrival":
                await client.Count(Depot, Article, 3);
                break;
            default:
                var body = $$"""
                    {"stocks":[{"facilityRef":"{{await client.Facility(Depot)}}","tenantArticleId":"{{Article}}","value":3}]}
                    """;
                var answer = await client.Put("/api/stocks", body);
                Assert.True(answer.Status is 200 or 207, answer.Text);
                break;
        }
    }

    private static async Task<List<JsonNode>> PlaceUntil(FulfillmenttoolsTestClient client, CancellationToken end)
    {
        var placed = new List<JsonNode>();
        while (!end.IsCancellationRequested)
        {
            placed.Add(await client.Place((Article, 1)));
        }

        return placed;
    }

    private Task ProcessArrivals(EmendApp app) => Process(app, WorkItemKind.Arrival);

    // Claims and processes the due work items of a kind, as the worker does.
    private async Task Process(EmendApp app, WorkItemKind kind)
    {
        var (queue, handler) = (app.Services.GetRequiredService<IWorkQueue>(), app.Services.GetRequiredService<WorkItemHandler>());
        _clock.Advance(TimeSpan.FromSeconds(1));
        var now = _clock.GetUtcNow();
        foreach (var claim in await queue.Claim("test", 50, now, now.AddSeconds(30), default))
        {
            await (claim.Kind == kind ? handler.Process(claim, default) : queue.Release(claim, default));
        }
    }

    private static async Task Cancel(FulfillmenttoolsTestClient client, JsonNode order)
    {
        var answer = await client.Post($"/api/orders/{order["id"]}/actions", $$"""{"name":"CANCEL","version":{{order["version"]}}}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static async Task SetQuantity(FulfillmenttoolsTestClient client, JsonNode order, int quantity)
    {
        var line = order["orderLineItems"]![0]!["id"];
        var answer = await client.Patch(
            $"/api/orders/{order["id"]}",
            $$"""{"version":{{order["version"]}},"orderLineItems":[{"id":"{{line}}","quantity":{{quantity}}}]}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static Task<TransactionResult> Write(EmendApp app, string sql) =>
        app.Services.GetRequiredService<Database>().Write([Statement.From(sql)], CancellationToken.None);

    private static Task<long> Number(EmendApp app, string sql) => app.Services.GetRequiredService<Database>().First(
        Statement.From(sql), row => row.Long(0), CancellationToken.None);
}
