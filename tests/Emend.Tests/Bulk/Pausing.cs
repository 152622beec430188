using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;

namespace Emend.Tests.Bulk;

/// <summary>A store in which somebody pauses the job after some results were kept.</summary>
internal sealed class Pausing(IBulkStore store, int after) : IBulkStore
{
    private int finished;

    public async Task Finish(
        BulkBatch batch, IReadOnlyList<(long Position, BulkResult Result)> results, DateTimeOffset now, DateTimeOffset again,
        CancellationToken ct)
    {
        await store.Finish(batch, results, now, again, ct);
        if (++finished == after)
            await store.Turn(batch.Job.Tenant, batch.Job.Id, BulkState.Paused, now, ct);
    }

    public Task<bool> Add(BulkJob job, IReadOnlyList<BulkOrder> orders, CancellationToken ct) => store.Add(job, orders, ct);

    public Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct) => store.Find(tenant, id, ct);

    public Task<(BulkJob Job, string Request)?> Made(TenantId tenant, IdempotencyKey key, CancellationToken ct) =>
        store.Made(tenant, key, ct);

    public Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int most, CancellationToken ct) =>
        store.List(tenant, after, most, ct);

    public Task<IReadOnlyList<BulkItem>> Items(
        TenantId tenant, string id, long after, ImmutableArray<BulkItemState> states, int most, CancellationToken ct) =>
        store.Items(tenant, id, after, states, most, ct);

    public Task<bool> Turn(TenantId tenant, string id, BulkState to, DateTimeOffset now, CancellationToken ct) =>
        store.Turn(tenant, id, to, now, ct);

    public Task<BulkBatch?> Claim(
        string node, Func<BulkJob, BulkTaking> taking, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        store.Claim(node, taking, now, until, ct);

    public Task<bool> Renew(BulkBatch batch, DateTimeOffset until, CancellationToken ct) => store.Renew(batch, until, ct);

    public Task<IReadOnlyList<BulkJob>> Running(TenantId tenant, CancellationToken ct) => store.Running(tenant, ct);

    public Task GiveBack(BulkBatch batch, CancellationToken ct) => store.GiveBack(batch, ct);

    public Task<int> Forget(DateTimeOffset before, int most, CancellationToken ct) => store.Forget(before, most, ct);

    public Task Wait(TimeSpan most, CancellationToken ct) => store.Wait(most, ct);
}
