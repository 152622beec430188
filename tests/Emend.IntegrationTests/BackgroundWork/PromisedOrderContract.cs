using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqlitePromisedOrderTests : PromisedOrderContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlPromisedOrderTests : PromisedOrderContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Contract of locked and promised orders on both databases.</summary>
public abstract class PromisedOrderContract
{
    private const string Article = "MUG-E-1207";

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Unconfirmed_promised_order_expires_and_releases_its_stock_and_tenant_order_id()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(CreateDatabase(), clock);
        using var client = await app.SignIn();
        var order = await PlacePromisedOrder(client, clock.GetUtcNow().AddMinutes(30), "R-1");
        Assert.Equal(("PROMISED", "PROMISED"), ((string)order["status"]!, (string)(await client.Plans(order)).Single()["status"]!));
        Assert.Equal(1, (int)(await client.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);

        clock.Advance(TimeSpan.FromMinutes(29));
        await app.ProcessDueWork();
        Assert.Equal("PROMISED", await ReadStatus(client, order));
        clock.Advance(TimeSpan.FromMinutes(1));

        using var later = await app.SignIn();
        await Wait.Until(async () => await ReadStatus(later, order) == "CANCELLED", "the promise has ended");
        Assert.Equal(0, (int)(await later.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);
        Assert.True((bool)(await later.Get($"/emend/v1/orders/{order["id"]}"))["cancellation"]["expired"]!);

        // The feed shows an event after all older transactions have ended.
        var path = $"/emend/v1/events?order={order["id"]}&type=ORDER_CANCELLED_BY_EXPIRY";
        await Wait.Until(async () => (await later.Get(path))["events"].AsArray().Count > 0, "the event is in the feed");
        Assert.Equal("emend", (string)(await later.Get(path))["events"].AsArray().Single()!["api"]!);
        await PlacePromisedOrder(later, clock.GetUtcNow().AddMinutes(30), "R-1");
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Extended_promise_expires_later_and_confirmed_order_never()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(CreateDatabase(), clock);
        using var client = await app.SignIn();
        var extendable = await PlacePromisedOrder(client, clock.GetUtcNow().AddMinutes(10), "R-1");
        var sold = await PlacePromisedOrder(client, clock.GetUtcNow().AddMinutes(10), "R-2");
        clock.Advance(TimeSpan.FromMinutes(9));

        var extended = await ExecuteAction(client, extendable, "EXTEND_PROMISE");
        var confirmed = await ExecuteAction(client, sold, "CONFIRM_PROMISE", ""","tenantOrderId":"R-3" """);

        Assert.Equal((200, "PROMISED", 2), (extended.Status, (string)extended["status"]!, (int)extended["version"]!));
        Assert.Equal(clock.GetUtcNow().AddMinutes(10), (DateTimeOffset)extended["promisesOptions"]["validUntil"]!);
        Assert.Equal((200, "OPEN", "R-3"), (confirmed.Status, (string)confirmed["status"]!, (string)confirmed["tenantOrderId"]!));
        Assert.Single(await client.PickJobs(sold));
        Assert.Equal(1, (int)(await client.Get("/api/orders?tenantOrderId=R-3"))["total"]!);
        clock.Advance(TimeSpan.FromMinutes(2));
        await app.ProcessDueWork();
        Assert.Equal("PROMISED", await ReadStatus(client, extendable));
        clock.Advance(TimeSpan.FromMinutes(9));
        using var later = await app.SignIn();
        await Wait.Until(async () => await ReadStatus(later, extendable) == "CANCELLED", "the promise has ended");
        Assert.Equal("OPEN", await ReadStatus(later, sold));
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Confirming_with_a_taken_tenant_order_id_is_rejected()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await PlacePromisedOrder(client, DateTimeOffset.UtcNow.AddHours(1), "R-1");
        var order = await PlacePromisedOrder(client, DateTimeOffset.UtcNow.AddHours(1), "R-2");

        var rejected = await ExecuteAction(client, order, "CONFIRM_PROMISE", ""","tenantOrderId":"R-1" """);
        var own = await ExecuteAction(client, order, "CONFIRM_PROMISE", ""","tenantOrderId":"R-2" """);

        Assert.Equal(422, rejected.Status);
        Assert.Contains("CP-4", rejected.Problems, StringComparison.Ordinal);
        Assert.Equal((200, "R-2"), (own.Status, (string)own["tenantOrderId"]!));
        var again = await ExecuteAction(client, own.Body!, "CONFIRM_PROMISE");
        Assert.Equal((200, own.Text), (again.Status, again.Text));
        var late = await ExecuteAction(client, own.Body!, "CONFIRM_PROMISE", ""","tenantOrderId":"R-3" """);
        Assert.Contains("CP-2", late.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_confirmations_with_one_tenant_order_id_let_one_succeed()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < 6; i++)
        {
            orders.Add(await PlacePromisedOrder(client, DateTimeOffset.UtcNow.AddHours(1), $"P-{i}"));
        }

        var answers = await Task.WhenAll(orders.Select(o => ExecuteAction(client, o, "CONFIRM_PROMISE", ""","tenantOrderId":"R-1" """)));

        Assert.Equal([200, 422, 422, 422, 422, 422], answers.Select(a => a.Status).Order());
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    internal static async Task<JsonNode> PlacePromisedOrder(
        FulfillmenttoolsTestClient client, DateTimeOffset until, string number, string article = Article)
    {
        var options = $$"""
            "status": "PROMISED", "tenantOrderId": "{{number}}", "promisesOptions": { "validUntil": "{{until:O}}" }, "orderDate"
            """;
        var body = FulfillmenttoolsTestClient.Order((article, 2)).Replace("\"orderDate\"", options, StringComparison.Ordinal);
        var answer = await client.Post("/api/orders", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!;
    }

    private static Task<ApiResponse> ExecuteAction(
        FulfillmenttoolsTestClient client, JsonNode order, string name, string more = "") => client.Post(
        $"/api/orders/{order["id"]}/actions", $$"""{"name":"{{name}}","version":{{order["version"]}}{{more}}}""");

    private static async Task<string> ReadStatus(FulfillmenttoolsTestClient client, JsonNode order) =>
        (string)(await client.Get($"/api/orders/{order["id"]}"))["status"]!;
}
