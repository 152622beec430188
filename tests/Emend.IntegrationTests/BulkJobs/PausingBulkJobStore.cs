using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>A store in which somebody pauses the job after some results were kept.</summary>
internal sealed class PausingBulkJobStore(IBulkJobStore store, int after) : IBulkJobStore
{
    private int finished;

    public async Task Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset again,
        CancellationToken ct)
    {
        await store.Finish(batch, results, now, again, ct);
        if (++finished == after)
            await store.Turn(batch.Job.Tenant, batch.Job.Id, BulkJobState.Paused, now, ct);
    }

    public Task<bool> Add(BulkJob job, IReadOnlyList<BulkJobOrder> orders, CancellationToken ct) => store.Add(job, orders, ct);

    public Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct) => store.Find(tenant, id, ct);

    public Task<(BulkJob Job, string Request)?> Made(TenantId tenant, IdempotencyKey key, CancellationToken ct) =>
        store.Made(tenant, key, ct);

    public Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int max, CancellationToken ct) =>
        store.List(tenant, after, max, ct);

    public Task<IReadOnlyList<BulkJobItem>> Items(
        TenantId tenant, string id, long after, ImmutableArray<BulkJobItemState> states, int max, CancellationToken ct) =>
        store.Items(tenant, id, after, states, max, ct);

    public Task<bool> Turn(TenantId tenant, string id, BulkJobState to, DateTimeOffset now, CancellationToken ct) =>
        store.Turn(tenant, id, to, now, ct);

    public Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> taking, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        store.Claim(node, taking, now, until, ct);

    public Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct) => store.Renew(batch, until, ct);

    public Task<IReadOnlyList<BulkJob>> Running(TenantId tenant, CancellationToken ct) => store.Running(tenant, ct);

    public Task Release(BulkJobBatch batch, CancellationToken ct) => store.Release(batch, ct);

    public Task<int> Forget(DateTimeOffset before, int max, CancellationToken ct) => store.Forget(before, max, ct);

    public Task Wait(TimeSpan max, CancellationToken ct) => store.Wait(max, ct);
}
