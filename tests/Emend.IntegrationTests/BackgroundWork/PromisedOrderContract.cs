using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Identity;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqlitePromisedOrderTests : PromisedOrderContract
{
    private protected override TestDatabase NewPlace() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlPromisedOrderTests : PromisedOrderContract
{
    private protected override TestDatabase NewPlace() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Orders that are locked or promised only; the same on both databases.</summary>
public abstract class PromisedOrderContract
{
    private const string Article = "MUG-E-1207";

    private protected abstract TestDatabase NewPlace();

    [Fact]
    public async Task A_promise_that_nobody_confirms_ends_by_itself_and_gives_its_stock_and_its_number_back()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(NewPlace(), clock);
        using var client = await app.SignIn();
        var order = await Promised(client, clock.GetUtcNow().AddMinutes(30), "R-1");
        Assert.Equal(("PROMISED", "PROMISED"), ((string)order["status"]!, (string)(await client.Plans(order)).Single()["status"]!));
        Assert.Equal(1, (int)(await client.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);

        clock.Pass(TimeSpan.FromMinutes(29));
        await Task.Delay(300);
        Assert.Equal("PROMISED", await Status(client, order));
        clock.Pass(TimeSpan.FromMinutes(1));

        using var later = await app.SignIn();
        await Until(async () => await Status(later, order) == "CANCELLED", "the promise has ended");
        Assert.Equal(0, (int)(await later.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);
        Assert.True((bool)(await later.Get($"/emend/v1/orders/{order["id"]}"))["cancelation"]["expired"]!);
        var events = (await later.Get($"/emend/v1/events?order={order["id"]}&kind=ORDER_CANCELLED_BY_EXPIRY"))["events"].AsArray();
        Assert.Equal("emend", (string)events.Single()!["face"]!);
        await Promised(later, clock.GetUtcNow().AddMinutes(30), "R-1");
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Extended_it_ends_later_and_confirmed_never()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(NewPlace(), clock);
        using var client = await app.SignIn();
        var kept = await Promised(client, clock.GetUtcNow().AddMinutes(10), "R-1");
        var sold = await Promised(client, clock.GetUtcNow().AddMinutes(10), "R-2");
        clock.Pass(TimeSpan.FromMinutes(9));

        var extended = await Act(client, kept, "EXTEND_PROMISE");
        var confirmed = await Act(client, sold, "CONFIRM_PROMISE", ""","tenantOrderId":"R-3" """);

        Assert.Equal((200, "PROMISED", 2), (extended.Status, (string)extended["status"]!, (int)extended["version"]!));
        Assert.Equal(clock.GetUtcNow().AddMinutes(10), (DateTimeOffset)extended["promisesOptions"]["validUntil"]!);
        Assert.Equal((200, "OPEN", "R-3"), (confirmed.Status, (string)confirmed["status"]!, (string)confirmed["tenantOrderId"]!));
        Assert.Single(await client.PickJobs(sold));
        Assert.Equal(1, (int)(await client.Get("/api/orders?tenantOrderId=R-3"))["total"]!);
        clock.Pass(TimeSpan.FromMinutes(2));
        await Task.Delay(300);
        Assert.Equal("PROMISED", await Status(client, kept));
        clock.Pass(TimeSpan.FromMinutes(9));
        using var later = await app.SignIn();
        await Until(async () => await Status(later, kept) == "CANCELLED", "the promise has ended");
        Assert.Equal("OPEN", await Status(later, sold));
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_number_that_another_order_carries_is_refused_and_changes_nothing()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        await Promised(client, DateTimeOffset.UtcNow.AddHours(1), "R-1");
        var order = await Promised(client, DateTimeOffset.UtcNow.AddHours(1), "R-2");

        var refused = await Act(client, order, "CONFIRM_PROMISE", ""","tenantOrderId":"R-1" """);
        var own = await Act(client, order, "CONFIRM_PROMISE", ""","tenantOrderId":"R-2" """);

        Assert.Equal(422, refused.Status);
        Assert.Contains("CP-4", refused.Problems, StringComparison.Ordinal);
        Assert.Equal((200, "R-2"), (own.Status, (string)own["tenantOrderId"]!));
        var late = await Act(client, own.Body!, "CONFIRM_PROMISE");
        Assert.Contains("CP-2", late.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_confirm_at_once_under_one_number_and_one_gets_it()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < 6; i++) orders.Add(await Promised(client, DateTimeOffset.UtcNow.AddHours(1), $"P-{i}"));

        var answers = await Task.WhenAll(orders.Select(o => Act(client, o, "CONFIRM_PROMISE", ""","tenantOrderId":"R-1" """)));

        Assert.Equal([200, 422, 422, 422, 422, 422], answers.Select(a => a.Status).Order());
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    private static async Task<JsonNode> Promised(FulfillmenttoolsTestClient client, DateTimeOffset until, string number)
    {
        var options = $$"""
            "status": "PROMISED", "tenantOrderId": "{{number}}", "promisesOptions": { "validUntil": "{{until:O}}" }, "orderDate"
            """;
        var body = FulfillmenttoolsTestClient.Order((Article, 2)).Replace("\"orderDate\"", options, StringComparison.Ordinal);
        var answer = await client.Post("/api/orders", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!;
    }

    private static Task<ApiResponse> Act(FulfillmenttoolsTestClient client, JsonNode order, string name, string more = "") => client.Post(
        $"/api/orders/{order["id"]}/actions", $$"""{"name":"{{name}}","version":{{order["version"]}}{{more}}}""");

    private static async Task<string> Status(FulfillmenttoolsTestClient client, JsonNode order) =>
        (string)(await client.Get($"/api/orders/{order["id"]}"))["status"]!;
}
