using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Orders;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>A store that pauses the job after some results are stored.</summary>
internal sealed class PausingBulkJobStore(IBulkJobStore store, int after) : IBulkJobStore
{
    private int _finished;

    public async Task Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset retryAt,
        CancellationToken ct)
    {
        await store.Finish(batch, results, now, retryAt, ct);
        if (++_finished == after)
        {
            await store.ChangeState(batch.Job.Tenant, batch.Job.Id, BulkJobState.Paused, now, ct);
        }
    }

    public Task<bool> Add(BulkJob job, IReadOnlyList<BulkJobOrder> orders, CancellationToken ct) => store.Add(job, orders, ct);

    public Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct) => store.Find(tenant, id, ct);

    public Task<(BulkJob Job, string Request)?> FindByKey(TenantId tenant, IdempotencyKey key, CancellationToken ct) =>
        store.FindByKey(tenant, key, ct);

    public Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int max, CancellationToken ct) =>
        store.List(tenant, after, max, ct);

    public Task<IReadOnlyList<BulkJobItem>> ListItems(
        TenantId tenant, string id, long after, ImmutableArray<BulkJobItemState> states, int max, CancellationToken ct) =>
        store.ListItems(tenant, id, after, states, max, ct);

    public Task<bool> ChangeState(TenantId tenant, string id, BulkJobState to, DateTimeOffset now, CancellationToken ct) =>
        store.ChangeState(tenant, id, to, now, ct);

    public Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> getOptions, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        store.Claim(node, getOptions, now, until, ct);

    public Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct) => store.Renew(batch, until, ct);

    public Task<IReadOnlyList<BulkJob>> ListRunning(TenantId tenant, CancellationToken ct) => store.ListRunning(tenant, ct);

    public Task Release(BulkJobBatch batch, CancellationToken ct) => store.Release(batch, ct);

    public Task Wait(TimeSpan max, CancellationToken ct) => store.Wait(max, ct);
}
