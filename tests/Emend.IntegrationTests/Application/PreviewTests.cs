using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

public sealed class PreviewTests
{
    [Fact]
    public async Task A_preview_returns_the_decision_of_Execute_and_writes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2), ("CAP-R-9082", 1));
        var (orderService, caller) = await TestCallers.Get(app);
        var request = SetQuantity(caller, order, 5);
        var journal = await Rows(app);

        var preview = Accepted(await orderService.Preview(request, CancellationToken.None));
        Assert.Equal(journal, await Rows(app));
        var submitted = Accepted(await orderService.Execute(request, CancellationToken.None));

        Assert.Equal(ToComparable(preview), ToComparable(submitted));
        Assert.Equal(journal + 1, await Rows(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_preview_does_not_accept_stock_that_contended_orders_have_taken(bool postgreSql)
    {
        const int Orders = 96;
        await using var app = await EmendApp.Start(Create(postgreSql));
        using var client = await app.SignIn();
        await client.Count(WorkQueueTestExtensions.Depot, Article, Orders + 1);
        var order = await client.Place((Article, 1));
        var (orderService, caller) = await TestCallers.Get(app);
        Accepted(await orderService.Preview(SetQuantity(caller, order, 2), CancellationToken.None));

        var placed = await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => client.Place((Article, 1))));

        Assert.All(await Task.WhenAll(placed.Select(client.IsRouted)), Assert.True);
        var preview = await orderService.Preview(SetQuantity(caller, order, 2), CancellationToken.None);
        Assert.IsType<Decision.Rejected>(Assert.IsType<OrderCommandResult.Decided>(preview).Decision);
        await AssertSnapshotIsExact(app, caller);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_preview_does_not_accept_stock_that_another_node_has_taken()
    {
        using var database = new TestDatabase.PostgreSqlTestDatabase();
        await using var first = await EmendApp.Join(database);
        await using var second = await EmendApp.Join(database);
        using var client = await first.SignIn();
        await client.Count(WorkQueueTestExtensions.Depot, Article, 10);
        var order = await client.Place((Article, 1));
        var (orderService, caller) = await TestCallers.Get(second);
        Accepted(await orderService.Preview(SetQuantity(caller, order, 2), CancellationToken.None));
        Assert.True(await client.IsRouted(await client.Place((Article, 9))));

        var preview = await orderService.Preview(SetQuantity(caller, order, 2), CancellationToken.None);

        Assert.IsType<Decision.Rejected>(Assert.IsType<OrderCommandResult.Decided>(preview).Decision);
    }

    private const string Article = "LAST-ONES";

    private static TestDatabase Create(bool postgreSql) =>
        postgreSql ? new TestDatabase.PostgreSqlTestDatabase() : new TestDatabase.SqliteTestDatabase();

    private static OrderCommandRequest SetQuantity(Caller caller, JsonNode order, int quantity) => new(
        caller,
        new OrderKey.ById(new OrderId((string)order["id"]!)),
        new OrderCommand.Modify(
            [new SetLineQuantity(new LineId((string)order["orderLineItems"]![0]!["id"]!), Quantity.From(quantity))],
            Version: null,
            Comment: null,
            UnroutableBehavior.Reject),
        "fulfillmenttools");

    // The cached quantities of the node are those of the database.
    private static async Task AssertSnapshotIsExact(EmendApp app, Caller caller)
    {
        var cache = app.Services.GetRequiredService<ReferenceDataCache>();
        var data = (await cache.GetCurrent(caller.Tenant, CancellationToken.None))!;
        ArticleId[] articles = [new(Article)];
        var cached = await cache.GetStock(caller.Tenant, data, articles, StockFreshness.Snapshot, CancellationToken.None);
        var stored = await cache.GetStock(caller.Tenant, data, articles, StockFreshness.Fresh, CancellationToken.None);
        Assert.Equal(stored.Available(articles[0]).ToArray(), cached.Available(articles[0]).ToArray());
    }

    private static Decision.Accepted Accepted(OrderCommandResult result) =>
        Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(result).Decision);

    // Every decision generates new ids and times. Everything else must be equal.
    private static string ToComparable(Decision.Accepted accepted) => JsonSerializer.Serialize(new
    {
        Lines = accepted.After.Lines.Select(l => (l.Id.Value, l.Quantity.Thousandths)).Select(l => $"{l}"),
        Plans = accepted.After.Plans.Select(p => $"{p.Status} {p.Facility} {string.Join(' ', p.Lines)}"),
        Stock = accepted.Effects.Stock.Select(d => $"{d}"),
        Events = accepted.Events.Select(e => e.GetType().Name),
        accepted.After.Version,
        accepted.After.Revision,
    });

    private static async Task<long> Rows(EmendApp app) => (await app.Services.GetRequiredService<Database>()
        .List(Statement.From("SELECT COUNT(*) FROM journal"), r => r.Long(0), CancellationToken.None)).Single();
}
