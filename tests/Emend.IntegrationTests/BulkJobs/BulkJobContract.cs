using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.BulkJobs;

public sealed class SqliteBulkTests() : BulkJobContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlBulkTests() : BulkJobContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Jobs over many orders, as a client of the native face sees them: the same on both databases.</summary>
public abstract class BulkJobContract : IAsyncLifetime
{
    private readonly TestDatabase database;
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    private protected BulkJobContract(TestDatabase database) => this.database = database;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Join(database);
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Some_hundred_orders_each_come_out_as_one_request_for_it_would()
    {
        var orders = await client.Orders(200);
        foreach (var done in orders.Take(20))
            await Modify(done, "w");
        foreach (var cancelled in orders.TakeLast(30))
            await Cancel(cancelled);

        var id = await client.Make(BulkJobTestExtensions.Attributes("w"), [.. orders, "none-1", "none-2"]);
        var job = await client.Ended(id);

        Assert.Equal("done 202: 150 20 30 2, 0", BulkJobTestExtensions.Told(job));
        Assert.True((double)job["rate"]! > 0);
        Assert.NotNull(job["endedAt"]);
        var results = await client.Results(id);
        Assert.Equal(Enumerable.Range(1, 202), results.Select(r => (int)r["position"]!));
        Assert.Equal([.. orders, "none-1", "none-2"], results.Select(r => (string)r["order"]!));
        Assert.Equal([20, 150, 30, 2], results.GroupBy(r => (string)r["state"]!).Select(g => g.Count()));
        var refused = await client.Results(id, "&state=refused");
        Assert.Equal(30, refused.Count);
        Assert.All(refused, r => Assert.NotEmpty(r["refusals"]!.AsArray()));
        Assert.All(await client.Results(id, "&state=failed"), r => Assert.Equal("not-found", (string)r["why"]!));
        Assert.All(results.Where(r => (string)r["state"]! == "done"), r => Assert.Equal(2, (int)r["revision"]!));
        Assert.Equal("w", (string)(await client.Get($"/emend/v1/orders/{orders[50]}"))["attributes"]["campaign"]!);
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_no_order()
    {
        var orders = await client.Orders(12);
        await Cancel(orders[0]);

        var id = await client.Make(BulkJobTestExtensions.Attributes("w"), orders, ""","dryRun":true""");
        var job = await client.Ended(id);

        Assert.Equal("done 12: 11 0 1 0, 0", BulkJobTestExtensions.Told(job));
        Assert.True((bool)job["dryRun"]!);
        foreach (var order in orders.Skip(1))
            Assert.Equal(1, (int)(await client.Get($"/emend/v1/orders/{order}"))["revision"]!);
    }

    [Fact]
    public async Task What_is_found_is_settled_when_the_job_is_made()
    {
        var orders = await client.Orders(3);
        var where = $$"""{ "id": { "in": [ "{{orders[0]}}", "{{orders[1]}}" ] } }""";

        var made = await client.Post("/emend/v1/bulk", $$"""{"do":{{BulkJobTestExtensions.Attributes("w")}},"where":{{where}},"sort":"orderedAt"}""");
        var job = await client.Ended((string)made["id"]!);

        Assert.Equal("done 2: 2 0 0 0, 0", BulkJobTestExtensions.Told(job));
        Assert.Equal(orders.Take(2).Order(), (await client.Results((string)made["id"]!)).Select(r => (string)r["order"]!).Order());
    }

    [Fact]
    public async Task An_order_in_another_revision_than_was_seen_is_left_alone()
    {
        var orders = await client.Orders(2);
        await Modify(orders[0], "x");
        var named = string.Join(',', orders.Select(o => $$"""{"order":"{{o}}","revision":1}"""));

        var made = await client.Post("/emend/v1/bulk", $$"""{"do":{{BulkJobTestExtensions.Attributes("w")}},"orders":[{{named}}]}""");
        await client.Ended((string)made["id"]!);
        var results = await client.Results((string)made["id"]!);

        Assert.Equal(("refused", "stale", 2), ((string)results[0]["state"]!, (string)results[0]["why"]!, (int)results[0]["revision"]!));
        Assert.Equal("done", (string)results[1]["state"]!);
    }

    [Fact]
    public async Task Orders_are_cancelled_and_their_stock_is_free()
    {
        var orders = await client.Orders(20);

        var id = await client.Make("""{"cancel-order":{"comment":"the supplier is gone"}}""", orders);

        Assert.Equal("done 20: 20 0 0 0, 0", BulkJobTestExtensions.Told(await client.Ended(id)));
        Assert.Equal("cancelled", (string)(await client.Get($"/emend/v1/orders/{orders[7]}"))["status"]!);
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_job_rests_while_it_is_paused_goes_on_when_resumed_and_ends_when_cancelled()
    {
        await using var idle = await Idle();
        using var one = await idle.SignIn();
        var worker = idle.Services.GetRequiredService<BulkJobWorker>();
        var id = await one.Make(BulkJobTestExtensions.Attributes("w"), await one.Orders(70));
        Assert.True(await worker.Next(CancellationToken.None));
        Assert.Equal("running 70: 64 0 0 0, 6", BulkJobTestExtensions.Told(await one.Job(id)));

        Assert.Equal("paused", (string)(await Turn(one, id, "pause", 200))["state"]!);
        Assert.False(await worker.Next(CancellationToken.None));
        Assert.Equal("paused", (string)(await Turn(one, id, "pause", 200))["state"]!);
        Assert.Equal("running", (string)(await Turn(one, id, "resume", 200))["state"]!);
        Assert.True(await worker.Next(CancellationToken.None));
        Assert.Equal("done 70: 70 0 0 0, 0", BulkJobTestExtensions.Told(await one.Job(id)));

        var other = await one.Make(BulkJobTestExtensions.Attributes("x"), await one.Orders(2));
        Assert.Equal("cancelled", (string)(await Turn(one, other, "cancel", 200))["state"]!);
        Assert.False(await worker.Next(CancellationToken.None));
        Assert.Equal("cancelled 2: 0 0 0 0, 2", BulkJobTestExtensions.Told(await one.Job(other)));
        Assert.Equal("/problems/impossible", (string)(await Turn(one, other, "resume", 422))["type"]!);
        Assert.Equal("/problems/impossible", (string)(await Turn(one, id, "pause", 422))["type"]!);
    }

    [Fact]
    public async Task Whose_permissions_are_taken_away_meanwhile_has_the_rest_refused()
    {
        await using var idle = await Idle();
        using var one = await idle.SignIn();
        var worker = idle.Services.GetRequiredService<BulkJobWorker>();
        var key = await one.Post("/emend/v1/credentials", """{"name":"bulk","roles":[{"role":"ADMINISTRATOR"}]}""");
        using var program = FulfillmenttoolsTestClient.WithKey(idle.Url, (string)key["secret"]!);
        var id = await program.Make(BulkJobTestExtensions.Attributes("w"), await one.Orders(70));
        await worker.Next(CancellationToken.None);

        Assert.Equal(403, (await one.Post($"/emend/v1/bulk/{id}/resume", "")).Status);
        await one.Send(HttpMethod.Delete, $"/emend/v1/credentials/{key["id"]}", null);
        await worker.Next(CancellationToken.None);

        Assert.Equal("done 70: 64 0 6 0, 0", BulkJobTestExtensions.Told(await one.Job(id)));
        Assert.All(await one.Results(id, "&state=refused"), r => Assert.Equal("unauthenticated", (string)r["why"]!));
    }

    [Fact]
    public async Task The_same_request_under_one_key_makes_one_job()
    {
        var orders = await client.Orders(1);
        var body = $$"""{"do":{{BulkJobTestExtensions.Attributes("w")}},"orders":[{{BulkJobTestExtensions.Named(orders)}}]}""";

        var first = await client.Post("/emend/v1/bulk", body, "one");
        var second = await client.Post("/emend/v1/bulk", body, "one");
        var other = await client.Post("/emend/v1/bulk", body.Replace("\"w\"", "\"x\"", StringComparison.Ordinal), "one");

        Assert.Equal((202, 202, 422), (first.Status, second.Status, other.Status));
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Single((await client.Get("/emend/v1/bulk"))["jobs"].AsArray());
    }

    // Its jobs are worked on when the test says so.
    [Fact]
    public async Task How_far_a_job_is_can_be_heard_until_it_ends()
    {
        var id = await client.Make(BulkJobTestExtensions.Attributes("heard"), [.. await client.Orders(30)]);
        using var http = new HttpClient { BaseAddress = app.Url, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        http.DefaultRequestHeaders.Add("Accept", "text/event-stream");

        var heard = await http.GetStringAsync($"/emend/v1/bulk/{id}");

        var last = heard.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal));
        Assert.Equal("done 30: 30 0 0 0, 0", BulkJobTestExtensions.Told(JsonNode.Parse(last[6..])!));
    }

    private static Task<EmendApp> Idle() =>
        EmendApp.Start(services => services.AddSingleton(BulkJobOptions.Default with { Enabled = false }));

    private async Task Modify(string order, string campaign)
    {
        var body = $$"""{ "changes": [ { "type": "setAttributes", "attributes": { "campaign": "{{campaign}}" } } ] }""";
        Assert.Equal(200, (await client.Post($"/emend/v1/orders/{order}/modifications", body)).Status);
    }

    private async Task Cancel(string order)
    {
        var id = await client.Make("""{"cancel-order":{}}""", [order]);
        Assert.Equal("done 1: 1 0 0 0, 0", BulkJobTestExtensions.Told(await client.Ended(id)));
    }

    private static async Task<Fixtures.ApiResponse> Turn(FulfillmenttoolsTestClient client, string id, string to, int expected)
    {
        var answer = await client.Post($"/emend/v1/bulk/{id}/{to}", "");
        Assert.True(expected == answer.Status, answer.Text);
        return answer;
    }
}
