using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.BulkJobs;

public sealed class SqliteJointTests() : BatchAllocationContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlJointTests() : BatchAllocationContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Joint rerouting of unroutable orders through both APIs, on both databases. Background work is disabled.</summary>
public abstract class BatchAllocationContract : IAsyncLifetime
{
    private const string Rare = "NEVER-THERE";
    private const string Again = """{"reroute-unroutable":{}}""";
    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    private protected BatchAllocationContract(TestDatabase database) => this._database = database;

    private BulkJobWorker Worker => _app.Services.GetRequiredService<BulkJobWorker>();

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_database, services => services
            .AddSingleton(BulkJobOptions.Default with { Enabled = false, BatchSize = 2 })
            .AddSingleton(BackgroundWorkOptions.Default with { Enabled = false }));
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Three_orders_of_one_unit_are_routed_before_a_longer_waiting_order_of_three_units()
    {
        var orders = await PlaceUnroutable(3, 1, 1, 1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        var job = await RunToEnd(await _client.CreateJob(Again, orders));

        Assert.Equal("completed 4: 3 1 0 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED", "ROUTED"], await GetStatuses(orders));
        await ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_dry_run_reports_which_orders_can_be_routed_and_reserves_nothing()
    {
        var orders = await PlaceUnroutable(3, 1, 1, 1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        var id = await _client.CreateJob(Again, orders, ""","dryRun":true""");
        await RunToEnd(id);

        Assert.Equal(["unchanged", "succeeded", "succeeded", "succeeded"], (await _client.Results(id)).Select(r => (string)r["state"]!));
        Assert.All(await GetStatuses(orders), status => Assert.Equal("NOT_ROUTABLE", status));
    }

    [Fact]
    public async Task A_job_can_select_all_unroutable_orders()
    {
        var orders = await PlaceUnroutable(2, 1);
        var routed = await _client.Orders(1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 5);

        var made = await _client.Post("/emend/v1/bulk-jobs", $$"""{"action":{{Again}},"unroutable":true}""");
        var job = await RunToEnd((string)made["id"]!);

        Assert.Equal("completed 2: 2 0 0 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.Equal(orders, (await _client.Results((string)made["id"]!)).Select(r => (string)r["order"]!));
        Assert.Equal(["ROUTED", "ROUTED", "ROUTED"], await GetStatuses([.. orders, .. routed]));
    }

    [Fact]
    public async Task Orders_without_permission_or_unroutable_units_are_reported_and_get_no_allocation()
    {
        var orders = await PlaceUnroutable(2, 1);
        await RunToEnd(await _client.CreateJob("""{"cancel-order":{}}""", orders.Take(1)));
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 2);

        var id = await _client.CreateJob(Again, [.. orders, .. await _client.Orders(1), "none"]);
        await RunToEnd(id);

        Assert.Equal(["rejected", "succeeded", "rejected", "failed"], (await _client.Results(id)).Select(r => (string)r["state"]!));
    }

    [Fact]
    public async Task A_pause_takes_effect_within_a_batch_and_the_remaining_orders_are_allocated_again()
    {
        var orders = await PlaceUnroutable(1, 1, 1, 1, 1, 1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 6);
        var id = await _client.CreateJob(Again, orders);
        var pausingBulkJobStore = new PausingBulkJobStore(_app.Services.GetRequiredService<IBulkJobStore>(), after: 2);
        var processor = ActivatorUtilities.CreateInstance<BulkBatchProcessor>(_app.Services, pausingBulkJobStore);
        var now = DateTimeOffset.UtcNow;

        await processor.Process(
            (await pausingBulkJobStore.Claim("one", processor.GetClaimOptions, now, now.AddMinutes(1), default))!, default);

        Assert.Equal("paused 6: 4 0 0 0, 2", BulkJobTestExtensions.ToComparable(await _client.Job(id)));
        await _client.Post($"/emend/v1/bulk-jobs/{id}/resume", "");
        Assert.Equal("completed 6: 6 0 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd(id)));
    }

    [Fact]
    public async Task Only_one_node_at_a_time_processes_a_job_with_joint_allocation()
    {
        var id = await _client.CreateJob(Again, await PlaceUnroutable(1, 1));
        var store = _app.Services.GetRequiredService<IBulkJobStore>();
        var processor = _app.Services.GetRequiredService<BulkBatchProcessor>();
        var now = DateTimeOffset.UtcNow;
        var first = await store.Claim("one", job => processor.GetClaimOptions(job) with { MaxItems = 1 }, now, now.AddMinutes(1), default);

        Assert.Single(first!.Items);
        Assert.Null(await store.Claim("two", processor.GetClaimOptions, now, now.AddMinutes(1), default));
        await store.Release(first, default);
        Assert.Equal(id, (await store.Claim("two", processor.GetClaimOptions, now, now.AddMinutes(1), default))!.Job.Id);
    }

    [Fact]
    public async Task The_fulfillmenttools_command_also_allocates_jointly_and_answers_in_request_order()
    {
        var orders = await PlaceUnroutable(2, 1, 1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 2);

        var answer = await _client.Post(
            "/api/routing/commands/reroute", $$"""{"orderRefs":["{{string.Join("\",\"", orders)}}","none"]}""");

        Assert.Equal(["UNCHANGED", "UPDATED", "UPDATED", "FAILED"], answer["results"].AsArray().Select(r => (string)r!["status"]!));
        Assert.Equal([.. orders, "none"], answer["results"].AsArray().Select(r => (string)r!["reference"]!));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED"], await GetStatuses(orders));
    }

    [Fact]
    public async Task The_fulfillmenttools_retry_of_all_orders_creates_a_job_and_reports_it_while_it_runs()
    {
        Assert.Equal(204, (await _client.Post("/api/processes/retrynotroutable", "")).Status);
        Assert.Empty((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray());
        var orders = await PlaceUnroutable(3, 1, 1, 1);
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        Assert.Equal(204, (await _client.Post("/api/processes/retrynotroutable", "")).Status);
        var second = await _client.Post("/api/processes/retrynotroutable", "");
        var all = await _client.Post("/api/routing/commands/reroute", """{"allReroutable":true,"orderRefs":["none"]}""");
        var job = Assert.Single((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray())!;

        Assert.Equal(400, second.Status);
        Assert.Contains((string)job["id"]!, second.Text, StringComparison.Ordinal);
        Assert.Equal((200, 0, (string)job["id"]!), (all.Status, all["results"].AsArray().Count, (string)all["bulkJobRef"]!));
        Assert.Equal("completed 4: 3 1 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd((string)job["id"]!)));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED", "ROUTED"], await GetStatuses(orders));
        Assert.Equal(204, (await _client.Post("/api/processes/retrynotroutable", "")).Status);
    }

    private async Task<List<string>> PlaceUnroutable(params int[] quantities)
    {
        var orders = new List<string>();
        foreach (var quantity in quantities)
        {
            orders.Add((string)(await _client.Place((Rare, quantity)))["id"]!);
        }

        return orders;
    }

    private async Task<JsonNode> RunToEnd(string id)
    {
        while (await Worker.ProcessNext(CancellationToken.None))
        {
        }

        return await _client.Job(id);
    }

    private async Task<IEnumerable<string>> GetStatuses(IEnumerable<string> orders)
    {
        var statuses = new List<string>();
        foreach (var order in orders)
        {
            var plans = await _client.Plans(JsonNode.Parse($$"""{"id":"{{order}}"}""")!);
            statuses.Add(string.Join(' ', plans.Select(p => (string)p["status"]!)));
        }

        return statuses;
    }
}
