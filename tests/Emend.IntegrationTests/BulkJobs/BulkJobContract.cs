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

/// <summary>Bulk jobs through the native API. Runs on both databases.</summary>
public abstract class BulkJobContract : IAsyncLifetime
{
    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    private protected BulkJobContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Join(_database);
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Each_order_of_a_job_has_the_same_result_as_a_single_request()
    {
        var orders = await _client.Orders(200);
        foreach (var done in orders.Take(20))
        {
            await Modify(done, "w");
        }

        foreach (var cancelled in orders.TakeLast(30))
        {
            await Cancel(cancelled);
        }

        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("w"), [.. orders, "none-1", "none-2"]);
        var job = await _client.WaitForEnd(id);

        Assert.Equal("completed 202: 150 20 30 2, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.True((double)job["ordersPerSecond"]! > 0);
        Assert.NotNull(job["endedAt"]);
        var results = await _client.Results(id);
        Assert.Equal(Enumerable.Range(1, 202), results.Select(r => (int)r["position"]!));
        Assert.Equal([.. orders, "none-1", "none-2"], results.Select(r => (string)r["order"]!));
        Assert.Equal([20, 150, 30, 2], results.GroupBy(r => (string)r["state"]!).Select(g => g.Count()));
        var refused = await _client.Results(id, "&state=rejected");
        Assert.Equal(30, refused.Count);
        Assert.All(refused, r => Assert.NotEmpty(r["violations"]!.AsArray()));
        Assert.All(await _client.Results(id, "&state=failed"), r => Assert.Equal("not-found", (string)r["problem"]!));
        Assert.All(results.Where(r => (string)r["state"]! == "succeeded"), r => Assert.Equal(2, (int)r["revision"]!));
        Assert.Equal("w", (string)(await _client.Get($"/emend/v1/orders/{orders[50]}"))["attributes"]["campaign"]!);
        await ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_dry_run_has_the_same_results_and_writes_no_order()
    {
        var orders = await _client.Orders(12);
        await Cancel(orders[0]);

        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("w"), orders, ""","dryRun":true""");
        var job = await _client.WaitForEnd(id);

        Assert.Equal("completed 12: 11 0 1 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.True((bool)job["dryRun"]!);
        foreach (var order in orders.Skip(1))
        {
            Assert.Equal(1, (int)(await _client.Get($"/emend/v1/orders/{order}"))["revision"]!);
        }
    }

    [Fact]
    public async Task The_search_runs_when_the_job_is_created()
    {
        var orders = await _client.Orders(3);
        var where = $$"""{ "id": { "in": [ "{{orders[0]}}", "{{orders[1]}}" ] } }""";

        var made = await _client.Post(
            "/emend/v1/bulk-jobs", $$"""{"action":{{BulkJobTestExtensions.Attributes("w")}},"where":{{where}},"sort":"orderedAt"}""");
        var job = await _client.WaitForEnd((string)made["id"]!);

        Assert.Equal("completed 2: 2 0 0 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.Equal(orders.Take(2).Order(), (await _client.Results((string)made["id"]!)).Select(r => (string)r["order"]!).Order());
    }

    [Fact]
    public async Task An_order_at_another_revision_than_expected_is_not_changed()
    {
        var orders = await _client.Orders(2);
        await Modify(orders[0], "x");
        var named = string.Join(',', orders.Select(o => $$"""{"order":"{{o}}","revision":1}"""));

        var made = await _client.Post(
            "/emend/v1/bulk-jobs", $$"""{"action":{{BulkJobTestExtensions.Attributes("w")}},"orders":[{{named}}]}""");
        await _client.WaitForEnd((string)made["id"]!);
        var results = await _client.Results((string)made["id"]!);

        Assert.Equal(
            ("rejected", "version-conflict", 2),
            ((string)results[0]["state"]!, (string)results[0]["problem"]!, (int)results[0]["revision"]!));
        Assert.Equal("succeeded", (string)results[1]["state"]!);
    }

    [Fact]
    public async Task A_job_cancels_orders_and_releases_their_reservations()
    {
        var orders = await _client.Orders(20);

        var id = await _client.CreateJob("""{"cancel-order":{"comment":"the supplier is gone"}}""", orders);

        Assert.Equal("completed 20: 20 0 0 0, 0", BulkJobTestExtensions.ToComparable(await _client.WaitForEnd(id)));
        Assert.Equal("canceled", (string)(await _client.Get($"/emend/v1/orders/{orders[7]}"))["status"]!);
        await ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_job_can_be_paused_resumed_and_canceled()
    {
        await using var idle = await StartWithoutWorker();
        using var one = await idle.SignIn();
        var worker = idle.Services.GetRequiredService<BulkJobWorker>();
        var id = await one.CreateJob(BulkJobTestExtensions.Attributes("w"), await one.Orders(70));
        Assert.True(await worker.ProcessNext(CancellationToken.None));
        Assert.Equal("running 70: 64 0 0 0, 6", BulkJobTestExtensions.ToComparable(await one.Job(id)));

        Assert.Equal("paused", (string)(await ChangeState(one, id, "pause", 200))["state"]!);
        Assert.False(await worker.ProcessNext(CancellationToken.None));
        Assert.Equal("paused", (string)(await ChangeState(one, id, "pause", 200))["state"]!);
        Assert.Equal("running", (string)(await ChangeState(one, id, "resume", 200))["state"]!);
        Assert.True(await worker.ProcessNext(CancellationToken.None));
        Assert.Equal("completed 70: 70 0 0 0, 0", BulkJobTestExtensions.ToComparable(await one.Job(id)));

        var other = await one.CreateJob(BulkJobTestExtensions.Attributes("x"), await one.Orders(2));
        Assert.Equal("canceled", (string)(await ChangeState(one, other, "cancel", 200))["state"]!);
        Assert.False(await worker.ProcessNext(CancellationToken.None));
        Assert.Equal("canceled 2: 0 0 0 0, 2", BulkJobTestExtensions.ToComparable(await one.Job(other)));
        Assert.Equal("/problems/invalid-state", (string)(await ChangeState(one, other, "resume", 422))["type"]!);
        Assert.Equal("/problems/invalid-state", (string)(await ChangeState(one, id, "pause", 422))["type"]!);
    }

    [Fact]
    public async Task Revoking_permissions_of_the_creator_rejects_the_remaining_orders()
    {
        await using var idle = await StartWithoutWorker();
        using var one = await idle.SignIn();
        var worker = idle.Services.GetRequiredService<BulkJobWorker>();
        var key = await one.Post("/emend/v1/credentials", """{"name":"bulk","roles":[{"role":"ADMINISTRATOR"}]}""");
        using var program = FulfillmenttoolsTestClient.WithKey(idle.Url, (string)key["secret"]!);
        var id = await program.CreateJob(BulkJobTestExtensions.Attributes("w"), await one.Orders(70));
        await worker.ProcessNext(CancellationToken.None);

        Assert.Equal(403, (await one.Post($"/emend/v1/bulk-jobs/{id}/resume", "")).Status);
        await one.Send(HttpMethod.Delete, $"/emend/v1/credentials/{key["id"]}", null);
        await worker.ProcessNext(CancellationToken.None);

        Assert.Equal("completed 70: 64 0 6 0, 0", BulkJobTestExtensions.ToComparable(await one.Job(id)));
        Assert.All(await one.Results(id, "&state=rejected"), r => Assert.Equal("unauthenticated", (string)r["problem"]!));
    }

    [Fact]
    public async Task Repeated_requests_with_one_idempotency_key_create_one_job()
    {
        var orders = await _client.Orders(1);
        var body = $$"""{"action":{{BulkJobTestExtensions.Attributes("w")}},"orders":[{{BulkJobTestExtensions.ToNamedOrders(orders)}}]}""";

        var first = await _client.Post("/emend/v1/bulk-jobs", body, "one");
        var second = await _client.Post("/emend/v1/bulk-jobs", body, "one");
        var other = await _client.Post("/emend/v1/bulk-jobs", body.Replace("\"w\"", "\"x\"", StringComparison.Ordinal), "one");

        Assert.Equal((202, 202, 422), (first.Status, second.Status, other.Status));
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Single((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray());
    }

    // The test controls when jobs are processed.
    [Fact]
    public async Task The_progress_of_a_job_can_be_streamed_until_it_ends()
    {
        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("heard"), [.. await _client.Orders(30)]);
        using var http = new HttpClient { BaseAddress = _app.Url, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        http.DefaultRequestHeaders.Add("Accept", "text/event-stream");

        var heard = await http.GetStringAsync($"/emend/v1/bulk-jobs/{id}");

        var last = heard.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal));
        Assert.Equal("completed 30: 30 0 0 0, 0", BulkJobTestExtensions.ToComparable(JsonNode.Parse(last[6..])!));
    }

    private static Task<EmendApp> StartWithoutWorker() =>
        EmendApp.Start(services => services.AddSingleton(BulkJobOptions.Default with { Enabled = false }));

    private async Task Modify(string order, string campaign)
    {
        var body = $$"""{ "changes": [ { "type": "setAttributes", "attributes": { "campaign": "{{campaign}}" } } ] }""";
        Assert.Equal(200, (await _client.Post($"/emend/v1/orders/{order}/modifications", body)).Status);
    }

    private async Task Cancel(string order)
    {
        var id = await _client.CreateJob("""{"cancel-order":{}}""", [order]);
        Assert.Equal("completed 1: 1 0 0 0, 0", BulkJobTestExtensions.ToComparable(await _client.WaitForEnd(id)));
    }

    private static async Task<Fixtures.ApiResponse> ChangeState(FulfillmenttoolsTestClient client, string id, string to, int expected)
    {
        var answer = await client.Post($"/emend/v1/bulk-jobs/{id}/{to}", "");
        Assert.True(expected == answer.Status, answer.Text);
        return answer;
    }
}
