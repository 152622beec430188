using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>Many clients change one order, and many orders compete for the last units. Runs on both databases.</summary>
public abstract class ConcurrencyContract
{
    private const int Clients = 32;

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Concurrent_changes_of_32_clients_without_a_version_are_all_applied()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var order = new OrderId((string)(await client.Place(("MUG-E-1207", 2)))["id"]!);
        var (orderService, caller) = await TestCallers.Get(app);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Task.Run(() => orderService.Execute(
            Request(caller, order, new SetAttributes(SetAttribute($"client{i}", i))), CancellationToken.None))));

        Assert.All(outcomes, o => Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(o).Decision));
        var after = (await orderService.Read(caller, new OrderKey.ById(order), CancellationToken.None)).Order!;
        Assert.Equal(Clients, after.PersonalData.Attributes.Count);
        Assert.Equal(Clients + 1, after.Version);
        Assert.Equal(Clients, after.Modifications);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task When_32_orders_compete_for_10_units_10_orders_get_one()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await WithScarceArticle(client, "LAST-1", 10);

        var placed = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => client.Place(("LAST-1", 1))));

        var plans = await Task.WhenAll(placed.Select(o => client.Get($"/api/routingplans?orderRef={o["id"]}")));
        Assert.Equal(10, plans.Count(p => (string)p["routingPlans"][0]!["status"]! == "ROUTED"));
        Assert.Equal(22, plans.Count(p => (string)p["routingPlans"][0]!["status"]! == "NOT_ROUTABLE"));
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Concurrent_modifications_keep_stock_and_reservations_consistent()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await WithScarceArticle(client, "SCARCE-1", 60);
        await WithScarceArticle(client, "SCARCE-2", 60);
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Place(("SCARCE-1", 3), ("SCARCE-2", 3))));
        var (orderService, caller) = await TestCallers.Get(app);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 12; i++)
            {
                var order = orders[random.Next(orders.Length)]!;
                var line = new LineId((string)order["orderLineItems"]![random.Next(2)]!["id"]!);
                var change = new SetLineQuantity(line, Quantity.From(random.Next(1, 12)));
                await orderService.Execute(Request(caller, new OrderId((string)order["id"]!), change), CancellationToken.None);
            }
        })));

        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Thirty_two_concurrent_requests_with_one_idempotency_key_place_one_order()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ =>
            client.Post("/api/orders", FulfillmenttoolsTestClient.Order(("MUG-E-1207", 1)), key: "once")));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single(answers.Select(a => (string)a["id"]!).Distinct());
        Assert.Equal(1, (int)(await client.Get("/api/orders"))["total"]);
    }

    /// <summary>An article with stock in only one facility.</summary>
    internal static async Task WithScarceArticle(FulfillmenttoolsTestClient client, string article, int quantity)
    {
        var facility = (await client.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-UTR-DC"))["id"];
        var answer = await client.Post(
            "/api/stocks", $$"""{ "facilityRef": "{{facility}}", "tenantArticleId": "{{article}}", "value": {{quantity}} }""");
        Assert.True(answer.Status == 201, answer.Text);
    }

    private static OrderCommandRequest Request(Caller caller, OrderId order, Change change) => new(
        caller,
        new OrderKey.ById(order),
        new OrderCommand.Modify([change], null, null, UnroutableBehavior.Accept),
        "fulfillmenttools");

    private static ImmutableSortedDictionary<string, JsonText?> SetAttribute(string name, int value) =>
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, new JsonText($"{value}"));
}

public sealed class SqliteConcurrencyTests : ConcurrencyContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlConcurrencyTests : ConcurrencyContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}
