using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.BulkJobs;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.WorkQueue;
using Emend.Server.BackgroundWork;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqliteStoppedNodeTests : StoppedNodeContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlStoppedNodeTests : StoppedNodeContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>
/// Contract of claims on both databases: a node that was stopped for longer than its lease changes no order after another node has taken
/// over its work.
/// </summary>
public abstract class StoppedNodeContract
{
    private const string Rare = "STALLED-1";
    private const string Cancel = """{"cancel-order":{}}""";
    private readonly FixedTimeProvider _clock = new();

    private protected abstract TestDatabase CreateDatabase();

    [Theory]
    [InlineData("Route")]
    [InlineData("Release")]
    [InlineData("Arrival")]
    [InlineData("Shortage")]
    [InlineData("Outbox")]
    [InlineData("Expire")]
    public async Task A_node_that_wakes_after_its_lease_changes_no_order(string kindName)
    {
        var kind = Enum.Parse<WorkItemKind>(kindName);
        await using var app = await Start(isDelayed: kind is WorkItemKind.Release);
        using var client = await app.SignIn();
        var database = app.Services.GetRequiredService<Database>();
        var order = await Prepare(client, database, kind);
        var (queue, handler) = (app.Services.GetRequiredService<IWorkQueue>(), app.Services.GetRequiredService<WorkItemHandler>());
        _clock.Advance(TimeSpan.FromHours(2));
        var (now, lease) = (_clock.GetUtcNow(), TimeSpan.FromSeconds(30));

        // Both claims are of the same process, as after a stop that ends before the node notices it.
        var stopped = (await queue.Claim("node/1", 50, now, now + lease, default)).Single(c => c.Kind == kind);
        var heir = (await queue.Claim("node/2", 50, now + lease, now + (2 * lease), default)).Single(c => c.Kind == kind);
        var before = await ReadRevision(database, order);

        await Assert.ThrowsAsync<ClaimLostException>(() => handler.Process(stopped, default));
        Assert.Equal(before, await ReadRevision(database, order));
        await handler.Process(heir, default);
        Assert.Equal(before + 1, await ReadRevision(database, order));
        await ConsistencyAssertions.AssertConsistent(database);
    }

    [Fact]
    public async Task A_node_that_wakes_changes_no_order_of_a_bulk_job_that_another_node_has_completed()
    {
        await using var app = await Start();
        using var client = await app.SignIn();
        var orders = await client.Orders(3);
        var id = await client.CreateJob(Cancel, orders);
        var (store, processor) = (app.Services.GetRequiredService<IBulkJobStore>(), app.Services.GetRequiredService<BulkBatchProcessor>());
        var now = _clock.GetUtcNow();
        var stopped = await store.Claim("one", processor.GetClaimOptions, now, now.AddSeconds(30), default);
        var heir = await store.Claim("two", processor.GetClaimOptions, now.AddSeconds(30), now.AddSeconds(60), default);
        var rejected = heir!.Items.Select(i => (i.Position, new BulkJobItemResult(BulkJobItemState.Rejected) { ReasonCode = "forbidden" }));
        await store.Finish(heir, [.. rejected], now.AddSeconds(40), now, default);

        await Assert.ThrowsAsync<ClaimLostException>(() => processor.Process(stopped!, default));

        Assert.Equal("completed 3: 0 0 3 0, 0", BulkJobTestExtensions.ToComparable(await client.Job(id)));
        await AssertUnchanged(app, orders);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("cancel")]
    public async Task A_node_that_wakes_changes_no_order_of_a_paused_or_canceled_bulk_job(string action)
    {
        await using var app = await Start();
        using var client = await app.SignIn();
        var orders = await client.Orders(3);
        var id = await client.CreateJob(Cancel, orders);
        var (store, processor) = (app.Services.GetRequiredService<IBulkJobStore>(), app.Services.GetRequiredService<BulkBatchProcessor>());
        var now = _clock.GetUtcNow();
        var stopped = await store.Claim("one", processor.GetClaimOptions, now, now.AddSeconds(30), default);
        Assert.Equal(200, (await client.Post($"/emend/v1/bulk-jobs/{id}/{action}", "")).Status);

        await Assert.ThrowsAsync<ClaimLostException>(() => processor.Process(stopped!, default));

        Assert.Equal((0, 3), ((int)(await client.Job(id))["succeeded"]!, (int)(await client.Job(id))["remaining"]!));
        await AssertUnchanged(app, orders);
        if (action == "pause")
        {
            Assert.Equal(200, (await client.Post($"/emend/v1/bulk-jobs/{id}/resume", "")).Status);
            Assert.True(await app.Services.GetRequiredService<BulkJobWorker>().ProcessNext(default));
            Assert.Equal("completed 3: 3 0 0 0, 0", BulkJobTestExtensions.ToComparable(await client.Job(id)));
        }
    }

    [Fact]
    public async Task A_claim_is_renewed_while_its_node_works_and_the_work_ends_when_it_is_lost()
    {
        var renewals = 0;
        var ended = false;
        var clock = new FakeTimeProvider();

        var run = LeaseRenewal.Run(
            _ => Task.FromResult(++renewals < 5),
            TimeSpan.FromMinutes(3),
            clock,
            async ct =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, ct);
                }
                finally
                {
                    ended = true;
                }
            },
            default);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal((0, false), (renewals, run.IsCompleted));
        for (; !run.IsCompleted; await Task.Yield())
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Assert.ThrowsAsync<ClaimLostException>(() => run);
        Assert.Equal((5, true), (renewals, ended));
    }

    private Task<EmendApp> Start(bool isDelayed = false) => EmendApp.Start(CreateDatabase(), services =>
    {
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(BackgroundWorkOptions.Default with { Enabled = false });
        services.AddSingleton(BulkJobOptions.Default with { Enabled = false });
        if (isDelayed)
        {
            services.AddSingleton(p => WorkQueueWorkerContract.DelayedReleaseReferenceData.Wrap(
                new ReferenceDataReader(p.GetRequiredService<Database>())));
        }
    });

    private async Task<string> Prepare(FulfillmenttoolsTestClient client, Database database, WorkItemKind kind)
    {
        switch (kind)
        {
            case WorkItemKind.Outbox:
                var (_, shipment) = await PickedOrder.Create(client);
                Assert.Equal(201, (await client.Post($"/api/shipments/{shipment["id"]}/parcels", "{}")).Status);
                return (await database.First(Statement.From("SELECT order_id FROM orders"), row => row.Text(0), default))!;
            case WorkItemKind.Expire:
                return (string)(await PromisedOrderContract.PlacePromisedOrder(client, _clock.GetUtcNow().AddHours(1), "STALLED"))["id"]!;
            case WorkItemKind.Release:
                return (string)(await client.Place(("MUG-E-1207", 1)))["id"]!;
            case WorkItemKind.Shortage:
                await client.Count(Depot, Rare, 2);
                var holder = await client.Place((Rare, 2));
                await client.Count(Depot, Rare, 1);
                return (string)holder["id"]!;
            default:
                var order = await client.Place((Rare, 1));
                await client.Count(Depot, Rare, 1);
                if (kind is WorkItemKind.Route)
                {
                    // Without an arrival, the scheduled retry finds the units.
                    Statement[] noArrival =
                        [Statement.From("DELETE FROM work_items WHERE kind = 'ARRIVAL'"), Statement.From("UPDATE stock SET earmarked = 0")];
                    await database.Write(noArrival, default);
                }

                return (string)order["id"]!;
        }
    }

    private static Task<long> ReadRevision(Database database, string order) => database.First(
        Statement.From("SELECT revision FROM orders WHERE order_id = $1", order), row => row.Long(0), CancellationToken.None);

    private static async Task AssertUnchanged(EmendApp app, IEnumerable<string> orders)
    {
        foreach (var order in orders)
        {
            Assert.Equal(1, await ReadRevision(app.Services.GetRequiredService<Database>(), order));
        }
    }
}
