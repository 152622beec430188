using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Storage;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage;
using Emend.Server.Storage.BulkJobs;
using Emend.Server.Storage.Retention;

namespace Emend.IntegrationTests.BulkJobs;

public sealed class SqliteBulkStoreTests() : BulkJobStoreContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlBulkStoreTests() : BulkJobStoreContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Storage and claims of bulk jobs. Runs on both databases.</summary>
public abstract class BulkJobStoreContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Lease = Noon.AddSeconds(30);
    private static readonly TenantId Tenant = new("shop");
    private readonly BulkJobStore _store;

    private protected BulkJobStoreContract(TestDatabase database)
        : base(database)
    {
        var rows = new BulkJobRows(new FormerBulkCommandReader());
        _store = new(Database, new(Database, new TenantFinder(Database), rows, TimeProvider.System), rows);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateTenant(Tenant);
    }

    [Fact]
    public async Task A_stored_job_is_read_unchanged_and_only_by_its_tenant()
    {
        var job = await CreateJob("j1", 3);

        var found = await _store.Find(Tenant, "j1", Never);

        Assert.Equal(job with { Definition = found!.Definition }, found);
        Assert.Equal(job.Definition with { Key = null }, found.Definition);
        Assert.Null(await _store.Find(new("other"), "j1", Never));
        Assert.Equal(
            [(1L, "o1", 1L), (2L, "o2", null), (3L, "o3", 3L)],
            (await _store.ListItems(Tenant, "j1", 0, [], 9, Never)).Select(i => (i.Position, i.Target.Order.Value, i.Target.Revision)));
        Assert.Equal("print", (await _store.FindByKey(Tenant, job.Definition.Key!, Never))!.Value.Request);
        Assert.False(await _store.Add(job with { Id = "j2" }, [new(new("o"), null)], Never));
    }

    [Fact]
    public async Task Every_order_is_claimed_by_one_node_until_the_claim_expires()
    {
        await CreateJob("j1", 100);

        var batches = await RunConcurrently(8, node => _store.Claim($"node {node}", _ => new(30, false), Noon, Lease, Never));

        var taken = batches.OfType<BulkJobBatch>().SelectMany(b => b.Items.Select(i => i.Position)).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        while (await _store.Claim("last", _ => new(30, false), Noon, Lease, Never) is { } bulkJobBatch)
        {
            taken.AddRange(bulkJobBatch.Items.Select(i => i.Position));
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), taken.Order());
        Assert.Equal(100, (await _store.Claim("heir", _ => new(200, false), Lease, Lease.AddSeconds(30), Never))!.Items.Length);
    }

    [Fact]
    public async Task Results_after_the_claim_expired_are_ignored()
    {
        await CreateJob("j1", 2);
        var bulkJobBatch = (await _store.Claim("late", _ => new(2, false), Noon, Lease, Never))!;
        var heir = (await _store.Claim("heir", _ => new(2, false), Lease, Lease.AddSeconds(30), Never))!;

        await _store.Finish(bulkJobBatch, Results(BulkJobItemState.Failed, 1, 2), Lease, Lease, Never);
        await _store.Finish(heir, Results(BulkJobItemState.Succeeded, 1, 2), Lease, Lease, Never);
        await _store.Finish(heir, Results(BulkJobItemState.Succeeded, 1, 2), Lease, Lease, Never);

        var job = (await _store.Find(Tenant, "j1", Never))!;
        Assert.Equal((BulkJobState.Completed, new BulkJobCounts(2, 0, 0, 0), Lease), (job.State, job.Counts, job.EndedAt));
        Assert.Equal(TimeSpan.FromSeconds(30), job.ElapsedBeforePause);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_ends_or_pauses_while_a_node_claims_it_is_not_claimed(bool pauses)
    {
        await CreateJob("j1", 3);

        // The node has read the running job when it chooses the number of items.
        var state = pauses ? BulkJobState.Paused : BulkJobState.Canceled;
        Assert.Null(await _store.Claim("one", _ => ChangeStateFirst(state), Noon, Lease, Never));
    }

    private BulkClaimOptions ChangeStateFirst(BulkJobState state)
    {
        Assert.True(_store.ChangeState(Tenant, "j1", state, Noon, Never).GetAwaiter().GetResult());
        return new(2, false);
    }

    [Fact]
    public async Task Failed_items_are_retried_later_and_released_items_immediately()
    {
        await CreateJob("j1", 3);
        var batch = (await _store.Claim("one", _ => new(2, false), Noon, Lease, Never))!;

        await _store.Finish(batch, Results(BulkJobItemState.Pending, 1), Noon, Noon.AddSeconds(2), Never);
        await _store.Release(batch, Never);

        Assert.Equal([2, 3], (await _store.Claim("two", _ => new(9, false), Noon, Lease, Never))!.Items.Select(i => i.Position));
        var item = Assert.Single((await _store.Claim("two", _ => new(9, false), Noon.AddSeconds(2), Lease, Never))!.Items);
        Assert.Equal((1L, 1L), (item.Position, item.Attempts));
    }

    [Fact]
    public async Task Jobs_are_processed_alternately()
    {
        await CreateJob("j1", 4);
        await CreateJob("j2", 4);

        var served = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            served.Add((await _store.Claim("one", _ => new(2, false), Noon.AddSeconds(i), Noon.AddHours(1), Never))!.Job.Id);
        }

        Assert.Equal(["j1", "j2", "j1", "j2"], served);
    }

    [Fact]
    public async Task Old_ended_jobs_are_deleted()
    {
        await CreateJob("j1", 2);
        await CreateJob("j2", 2);
        Assert.True(await _store.ChangeState(Tenant, "j1", BulkJobState.Canceled, Noon, Never));
        var retention = new RetentionStore(Database, new(Database));

        Assert.Equal(0, await retention.DeleteBulkJobs(Tenant, Noon, 9, Never));
        Assert.Equal(1, await retention.DeleteBulkJobs(Tenant, Noon.AddDays(1), 9, Never));

        Assert.Equal(["j2"], (await _store.List(Tenant, null, 9, Never)).Select(j => j.Id));
        Assert.Equal(2L, await Number("SELECT count(*) FROM bulk_items"));
    }

    private static (long, BulkJobItemResult)[] Results(BulkJobItemState state, params long[] positions) =>
        [.. positions.Select(p => (p, new BulkJobItemResult(state)))];

    private async Task<BulkJob> CreateJob(string id, int orders)
    {
        var definition = new BulkJobDefinition(
            new(Tenant, new("ann"), 7) { Secret = "hash" }, "Ann", "native",
            new(new OrderCommand.ChangeFulfillment(
                new FulfillmentAction.Cancel(new("r1", "Too late")), null, UnroutableBehavior.Reject),
                "strict",
                new("""{"cancel-order":{"cancellationReason":"r1"}}""")),
            true)
        {
            Key = new("key " + id, "ann", "print"),
        };
        var job = new BulkJob(Tenant, id, definition, orders, Noon) { RunningSince = Noon };
        var all = Enumerable.Range(1, orders).Select(i => new BulkJobOrder(new($"o{i}"), i == 2 ? null : i)).ToList();
        Assert.True(await _store.Add(job, all, Never));
        return job;
    }
}
