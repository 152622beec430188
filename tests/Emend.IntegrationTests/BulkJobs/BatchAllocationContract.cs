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

/// <summary>Orders that wait, tried again together, through both faces, on both databases. Nothing is tried by itself.</summary>
public abstract class BatchAllocationContract : IAsyncLifetime
{
    private const string Rare = "NEVER-THERE";
    private const string Again = """{"reroute-unroutable":{}}""";
    private readonly TestDatabase database;
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    private protected BatchAllocationContract(TestDatabase database) => this.database = database;

    private BulkJobWorker Worker => app.Services.GetRequiredService<BulkJobWorker>();

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start(database, services => services
            .AddSingleton(BulkJobOptions.Default with { Enabled = false, Batch = 2 })
            .AddSingleton(BackgroundWorkOptions.Default with { Enabled = false }));
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Three_of_one_each_go_before_one_of_three_that_waits_longer()
    {
        var orders = await Waiting(3, 1, 1, 1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        var job = await Done(await client.Make(Again, orders));

        Assert.Equal("done 4: 3 1 0 0, 0", BulkJobTestExtensions.Told(job));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED", "ROUTED"], await Stand(orders));
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_dry_run_tells_whom_there_is_enough_for_and_gives_nobody_anything()
    {
        var orders = await Waiting(3, 1, 1, 1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        var id = await client.Make(Again, orders, ""","dryRun":true""");
        await Done(id);

        Assert.Equal(["unchanged", "done", "done", "done"], (await client.Results(id)).Select(r => (string)r["state"]!));
        Assert.All(await Stand(orders), status => Assert.Equal("NOT_ROUTABLE", status));
    }

    [Fact]
    public async Task Everything_that_waits_can_be_meant_without_naming_it()
    {
        var orders = await Waiting(2, 1);
        var routed = await client.Orders(1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 5);

        var made = await client.Post("/emend/v1/bulk", $$"""{"do":{{Again}},"unroutable":true}""");
        var job = await Done((string)made["id"]!);

        Assert.Equal("done 2: 2 0 0 0, 0", BulkJobTestExtensions.Told(job));
        Assert.Equal(orders, (await client.Results((string)made["id"]!)).Select(r => (string)r["order"]!));
        Assert.Equal(["ROUTED", "ROUTED", "ROUTED"], await Stand([.. orders, .. routed]));
    }

    [Fact]
    public async Task Whoever_may_not_or_does_not_wait_is_told_so_and_nothing_is_kept_for_them()
    {
        var orders = await Waiting(2, 1);
        await Done(await client.Make("""{"cancel-order":{}}""", orders.Take(1)));
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 2);

        var id = await client.Make(Again, [.. orders, .. await client.Orders(1), "none"]);
        await Done(id);

        Assert.Equal(["refused", "done", "refused", "failed"], (await client.Results(id)).Select(r => (string)r["state"]!));
    }

    [Fact]
    public async Task A_pause_takes_hold_between_a_few_orders_and_the_rest_is_decided_on_anew()
    {
        var orders = await Waiting(1, 1, 1, 1, 1, 1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 6);
        var id = await client.Make(Again, orders);
        var pausingBulkJobStore = new PausingBulkJobStore(app.Services.GetRequiredService<IBulkJobStore>(), after: 2);
        var shift = ActivatorUtilities.CreateInstance<BulkBatchProcessor>(app.Services, pausingBulkJobStore);
        var now = DateTimeOffset.UtcNow;

        await shift.Work((await pausingBulkJobStore.Claim("one", shift.Taking, now, now.AddMinutes(1), default))!, default);

        Assert.Equal("paused 6: 4 0 0 0, 2", BulkJobTestExtensions.Told(await client.Job(id)));
        await client.Post($"/emend/v1/bulk/{id}/resume", "");
        Assert.Equal("done 6: 6 0 0 0, 0", BulkJobTestExtensions.Told(await Done(id)));
    }

    [Fact]
    public async Task Only_one_node_at_a_time_is_at_orders_that_are_decided_on_jointly()
    {
        var id = await client.Make(Again, await Waiting(1, 1));
        var (store, shift, now) = (
            app.Services.GetRequiredService<IBulkJobStore>(), app.Services.GetRequiredService<BulkBatchProcessor>(), DateTimeOffset.UtcNow);
        var first = await store.Claim("one", job => shift.Taking(job) with { Most = 1 }, now, now.AddMinutes(1), default);

        Assert.Single(first!.Items);
        Assert.Null(await store.Claim("two", shift.Taking, now, now.AddMinutes(1), default));
        await store.Release(first, default);
        Assert.Equal(id, (await store.Claim("two", shift.Taking, now, now.AddMinutes(1), default))!.Job.Id);
    }

    [Fact]
    public async Task The_vendors_command_decides_jointly_too_and_answers_in_the_order_of_the_names()
    {
        var orders = await Waiting(2, 1, 1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 2);

        var answer = await client.Post(
            "/api/routing/commands/reroute", $$"""{"orderRefs":["{{string.Join("\",\"", orders)}}","none"]}""");

        Assert.Equal(["UNCHANGED", "UPDATED", "UPDATED", "FAILED"], answer["results"].AsArray().Select(r => (string)r!["status"]!));
        Assert.Equal([.. orders, "none"], answer["results"].AsArray().Select(r => (string)r!["reference"]!));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED"], await Stand(orders));
    }

    [Fact]
    public async Task The_vendors_retry_of_all_is_a_job_and_says_so_while_it_runs()
    {
        Assert.Equal(204, (await client.Post("/api/processes/retrynotroutable", "")).Status);
        Assert.Empty((await client.Get("/emend/v1/bulk"))["jobs"].AsArray());
        var orders = await Waiting(3, 1, 1, 1);
        await client.Count(WorkQueueTestExtensions.Depot, Rare, 3);

        Assert.Equal(204, (await client.Post("/api/processes/retrynotroutable", "")).Status);
        var second = await client.Post("/api/processes/retrynotroutable", "");
        var all = await client.Post("/api/routing/commands/reroute", """{"allReroutable":true,"orderRefs":["none"]}""");
        var job = Assert.Single((await client.Get("/emend/v1/bulk"))["jobs"].AsArray())!;

        Assert.Equal(400, second.Status);
        Assert.Contains((string)job["id"]!, second.Text, StringComparison.Ordinal);
        Assert.Equal((200, 0, (string)job["id"]!), (all.Status, all["results"].AsArray().Count, (string)all["bulkJobRef"]!));
        Assert.Equal("done 4: 3 1 0 0, 0", BulkJobTestExtensions.Told(await Done((string)job["id"]!)));
        Assert.Equal(["NOT_ROUTABLE", "ROUTED", "ROUTED", "ROUTED"], await Stand(orders));
        Assert.Equal(204, (await client.Post("/api/processes/retrynotroutable", "")).Status);
    }

    private async Task<List<string>> Waiting(params int[] quantities)
    {
        var orders = new List<string>();
        foreach (var quantity in quantities)
            orders.Add((string)(await client.Place((Rare, quantity)))["id"]!);
        return orders;
    }

    private async Task<JsonNode> Done(string id)
    {
        while (await Worker.Next(CancellationToken.None))
        {
        }

        return await client.Job(id);
    }

    private async Task<IEnumerable<string>> Stand(IEnumerable<string> orders)
    {
        var statuses = new List<string>();
        foreach (var order in orders)
        {
            var plans = await client.Plans(JsonNode.Parse($$"""{"id":"{{order}}"}""")!);
            statuses.Add(string.Join(' ', plans.Select(p => (string)p["status"]!)));
        }


        return statuses;
    }
}
