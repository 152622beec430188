using Emend.Core.Orders;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage.BulkJobs;

namespace Emend.IntegrationTests.BulkJobs;

public sealed class SqliteBulkStoreTests() : BulkJobStoreContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlBulkStoreTests() : BulkJobStoreContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Jobs and their orders, taken by nodes: the same on both databases.</summary>
public abstract class BulkJobStoreContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Lease = Noon.AddSeconds(30);
    private static readonly TenantId Shop = new("shop");
    private readonly BulkJobStore store;

    private protected BulkJobStoreContract(TestDatabase database)
        : base(database) => store = new(Database, new(Database));

    [Fact]
    public async Task A_job_comes_back_as_it_was_made_and_only_to_its_tenant()
    {
        var job = await Make("j1", 3);

        var found = await store.Find(Shop, "j1", Never);

        Assert.Equal(job with { Asked = found!.Asked }, found);
        Assert.Equal(job.Asked with { Key = null }, found.Asked);
        Assert.Null(await store.Find(new("other"), "j1", Never));
        Assert.Equal(
            [(1L, "o1", 1L), (2L, "o2", null), (3L, "o3", 3L)],
            (await store.Items(Shop, "j1", 0, [], 9, Never)).Select(i => (i.Position, i.Of.Order.Value, i.Of.Revision)));
        Assert.Equal("print", (await store.Made(Shop, job.Asked.Key!, Never))!.Value.Request);
        Assert.False(await store.Add(job with { Id = "j2" }, [new(new("o"), null)], Never));
    }

    [Fact]
    public async Task Every_order_is_taken_by_one_node_until_its_time_is_up()
    {
        await Make("j1", 100);

        var batches = await AtOnce(8, node => store.Claim($"node {node}", _ => new(30, false), Noon, Lease, Never));

        var taken = batches.OfType<BulkJobBatch>().SelectMany(b => b.Items.Select(i => i.Position)).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        while (await store.Claim("last", _ => new(30, false), Noon, Lease, Never) is { } bulkJobBatch)
            taken.AddRange(bulkJobBatch.Items.Select(i => i.Position));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), taken.Order());
        Assert.Equal(100, (await store.Claim("heir", _ => new(200, false), Lease, Lease.AddSeconds(30), Never))!.Items.Length);
    }

    [Fact]
    public async Task What_a_node_tells_too_late_is_not_counted()
    {
        await Make("j1", 2);
        var bulkJobBatch = (await store.Claim("late", _ => new(2, false), Noon, Lease, Never))!;
        var heir = (await store.Claim("heir", _ => new(2, false), Lease, Lease.AddSeconds(30), Never))!;

        await store.Finish(bulkJobBatch, Results(BulkJobItemState.Failed, 1, 2), Lease, Lease, Never);
        await store.Finish(heir, Results(BulkJobItemState.Done, 1, 2), Lease, Lease, Never);
        await store.Finish(heir, Results(BulkJobItemState.Done, 1, 2), Lease, Lease, Never);

        var job = (await store.Find(Shop, "j1", Never))!;
        Assert.Equal((BulkJobState.Done, new BulkJobCounts(2, 0, 0, 0), Lease), (job.State, job.Counts, job.EndedAt));
        Assert.Equal(TimeSpan.FromSeconds(30), job.ElapsedBeforePause);
    }

    [Fact]
    public async Task What_failed_is_tried_again_later_and_what_is_given_back_at_once()
    {
        await Make("j1", 3);
        var batch = (await store.Claim("one", _ => new(2, false), Noon, Lease, Never))!;

        await store.Finish(batch, Results(BulkJobItemState.Pending, 1), Noon, Noon.AddSeconds(2), Never);
        await store.Release(batch, Never);

        Assert.Equal([2, 3], (await store.Claim("two", _ => new(9, false), Noon, Lease, Never))!.Items.Select(i => i.Position));
        var bulkJobItem = Assert.Single((await store.Claim("two", _ => new(9, false), Noon.AddSeconds(2), Lease, Never))!.Items);
        Assert.Equal((1L, 1L), (bulkJobItem.Position, bulkJobItem.Attempts));
    }

    [Fact]
    public async Task Jobs_take_turns()
    {
        await Make("j1", 4);
        await Make("j2", 4);

        var served = new List<string>();
        for (var i = 0; i < 4; i++)
            served.Add((await store.Claim("one", _ => new(2, false), Noon.AddSeconds(i), Noon.AddHours(1), Never))!.Job.Id);

        Assert.Equal(["j1", "j2", "j1", "j2"], served);
    }

    [Fact]
    public async Task A_job_that_ended_long_ago_is_forgotten()
    {
        await Make("j1", 2);
        await Make("j2", 2);
        Assert.True(await store.Turn(Shop, "j1", BulkJobState.Cancelled, Noon, Never));

        Assert.Equal(0, await store.Forget(Noon, 9, Never));
        Assert.Equal(1, await store.Forget(Noon.AddDays(1), 9, Never));

        Assert.Equal(["j2"], (await store.List(Shop, null, 9, Never)).Select(j => j.Id));
        Assert.Equal(2L, await Number("SELECT count(*) FROM bulk_items"));
    }

    private static (long, BulkJobItemResult)[] Results(BulkJobItemState state, params long[] positions) =>
        [.. positions.Select(p => (p, new BulkJobItemResult(state)))];

    private async Task<BulkJob> Make(string id, int orders)
    {
        var definition = new BulkJobDefinition(new(Shop, new("ann"), 7) { Secret = "hash" }, "Ann", "native", new("""{"modify":{}}"""), true)
        {
            Reason = new("r1", "Too late"),
            Key = new("key " + id, "ann", "print"),
        };
        var job = new BulkJob(Shop, id, definition, orders, Noon) { RunningSince = Noon };
        var all = Enumerable.Range(1, orders).Select(i => new BulkJobOrder(new($"o{i}"), i == 2 ? null : i)).ToList();
        Assert.True(await store.Add(job, all, Never));
        return job;
    }
}
