using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.BulkJobs;

/// <summary>Orders of a job that a node has claimed for a limited time. Another node claims them if the node does not finish.</summary>
internal sealed record BulkJobBatch(BulkJob Job, ImmutableArray<BulkJobItem> Items, string Node);

/// <summary>Limits of a claim.</summary>
/// <param name="MaxItems">The maximum number of orders.</param>
/// <param name="IsExclusive">Whether no other node may process the job at the same time.</param>
internal readonly record struct BulkClaimOptions(int MaxItems, bool IsExclusive);

/// <summary>Stores bulk jobs.</summary>
internal interface IBulkJobStore
{
    /// <summary>Stores a job with its orders in one transaction. Returns false if the idempotency key was already used.</summary>
    Task<bool> Add(BulkJob job, IReadOnlyList<BulkJobOrder> orders, CancellationToken ct);

    Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct);

    /// <summary>The job that was created with an idempotency key, and the hash of that request.</summary>
    Task<(BulkJob Job, string Request)?> FindByKey(TenantId tenant, IdempotencyKey key, CancellationToken ct);

    /// <summary>Jobs after the given one, newest first.</summary>
    Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int max, CancellationToken ct);

    /// <summary>The orders of a job after a position, in job order, filtered by state. No states match all.</summary>
    Task<IReadOnlyList<BulkJobItem>> ListItems(
        TenantId tenant, string id, long after, ImmutableArray<BulkJobItemState> states, int max, CancellationToken ct);

    /// <summary>
    /// Changes the state of a job. Returns false if the current state does not allow it. A pause or a cancellation also revokes the claims
    /// of the job, so that no order changes after it.
    /// </summary>
    Task<bool> ChangeState(TenantId tenant, string id, BulkJobState to, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Claims the next orders of a job; null if there are none. Active tenants take turns; within a tenant, the least recently served job
    /// is next.
    /// </summary>
    Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> getOptions, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>
    /// Extends the claim of the unfinished orders. Returns false if none are left, the claim is lost, or the tenant is suspended.
    /// </summary>
    Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct);

    /// <summary>The running jobs.</summary>
    Task<IReadOnlyList<BulkJob>> ListRunning(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Stores the results of orders that are still claimed, and completes the job if no orders remain. Pending orders are retried at
    /// <paramref name="retryAt"/>.
    /// </summary>
    Task Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset retryAt,
        CancellationToken ct);

    /// <summary>Releases the claimed orders of a batch.</summary>
    Task Release(BulkJobBatch batch, CancellationToken ct);

    /// <summary>Waits until this node creates or resumes a job, at most <paramref name="max"/>.</summary>
    Task Wait(TimeSpan max, CancellationToken ct);
}

/// <summary>
/// Reads the command of a job of an earlier version, which stored only the action of the native API. Implemented by the native API.
/// </summary>
internal interface IFormerBulkCommandReader
{
    /// <summary>Reads the action.</summary>
    /// <param name="action">The stored action.</param>
    /// <param name="reason">The stored cancellation reason; null if the job has none.</param>
    BulkCommand Read(JsonText action, CancellationReason? reason);
}
