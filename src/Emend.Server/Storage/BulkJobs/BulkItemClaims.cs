using Emend.Core.Orders;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>Claims on bulk job items. A node claims items for a limited time.</summary>
internal sealed class BulkItemClaims(Database database, TenantFinder tenants, BulkJobRows bulkJobRows, TimeProvider clock)
{
    private const string ClaimedByNode = "tenant_id = $1 AND job_id = $2 AND state = 'PENDING' AND claimed_by = $3";

    // Bounds the statements of a claim.
    private const int MaxTenantsPerClaim = 8;

    // A pause or a cancellation revokes the claims of a job. A revoked claim writes no order, but it stores the results that it has.
    private const long Revoked = -1;

    /// <summary>Signaled when this node creates or resumes a job.</summary>
    public WorkSignal WorkSignal { get; } = new(clock);

    public async Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> getOptions, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        // Usually nothing is pending, so the first query takes no locks.
        foreach (var tenant in await tenants.FindPendingBulkItems(MaxTenantsPerClaim, now, ct))
        {
            foreach (var job in await ListPending(tenant, now, ct))
            {
                var claim = new Claiming(job, node, getOptions(job), now, until);
                if (await database.ExecuteLocked(tenant, session => Claim(session, claim, ct), ct) is { } batch)
                {
                    return batch;
                }
            }
        }

        return null;
    }

    /// <summary>Statement that affects one row if the claim is still valid, and locks that row.</summary>
    public static Statement VerifyClaim(TenantId tenant, OrderWriteClaim.OfBulkItem claim) => Statement.One(
        $"UPDATE bulk_items SET claimed_until = claimed_until WHERE {ClaimedByNode} AND position = $4 AND claimed_until > 0 "
            + $"AND {TenantFinder.IsActive}",
        tenant.Value, claim.Job, claim.ClaimedBy, claim.Position);

    /// <summary>
    /// Statement that revokes all claims of a job. It waits for the transactions of orders that have verified their claims, so no order
    /// changes after it. Locks the orders of the job in their sequence.
    /// </summary>
    public static Statement RevokeClaims(Dialect dialect, TenantId tenant, string job) => Statement.From(
        $"""
        UPDATE bulk_items SET claimed_until = $3 WHERE tenant_id = $1 AND job_id = $2 AND position IN (
            SELECT position FROM bulk_items
            WHERE tenant_id = $1 AND job_id = $2 AND state = 'PENDING' AND claimed_by <> '' ORDER BY position{dialect.ForUpdate})
        """,
        tenant.Value, job, Revoked);

    public async Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct) => (await database.Write(
        [
            new(
                $"UPDATE bulk_items SET claimed_until = $4 WHERE {ClaimedByNode} AND claimed_until > 0 AND {TenantFinder.IsActive}",
                [.. KeyOf(batch), UnixMicroseconds.FromTime(until)],
                Statement.AtLeastOne),
        ], ct)).Failure is not TransactionFailure.RowCountMismatch;

    public Task<bool> Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset retryAt,
        CancellationToken ct) => database.ExecuteLocked(
            batch.Job.Tenant,
            async session =>
            {
                var query = Statement.From(
                    session.ForUpdate(
                        $"""
                        SELECT position FROM bulk_items
                        WHERE {ClaimedByNode} AND {database.Dialect.AnyOf("position", 4)} ORDER BY position
                        """),
                    [.. KeyOf(batch), results.Select(r => r.Position).ToArray()]);
                var positions = (await session.Read([query], (rows, token) => rows.List(row => row.Long(0), token), ct)).ToHashSet();
                var owned = results.Where(r => positions.Contains(r.Position)).ToList();
                if (owned.Count == 0)
                {
                    return false;
                }

                await session.Write([.. WriteResults(batch, owned, retryAt), UpdateCounts(batch, owned), CompleteJob(batch, now)], ct);
                return true;
            },
            ct);

    public Task Release(BulkJobBatch batch, CancellationToken ct) => database.Write(
        [
            Statement.From(
                $"UPDATE bulk_items SET claimed_until = 0, claimed_by = '' WHERE {ClaimedByNode} AND claimed_until > 0", KeyOf(batch)),
        ], ct);

    /// <summary>The jobs of a tenant with free items. The job that was claimed least recently is first.</summary>
    private Task<List<BulkJob>> ListPending(TenantId tenant, DateTimeOffset now, CancellationToken ct) => database.List(
        Statement.From(
            $"""
            SELECT {BulkJobRows.JobColumns} FROM bulk_jobs j WHERE j.tenant_id = $1 AND j.state = 'RUNNING' AND EXISTS (
                SELECT 1 FROM bulk_items i
                WHERE i.tenant_id = j.tenant_id AND i.job_id = j.job_id AND i.state = 'PENDING' AND i.claimed_until <= $2)
            ORDER BY j.last_claimed_at, j.job_id LIMIT 8
            """,
            tenant.Value, UnixMicroseconds.FromTime(now)),
        bulkJobRows.ReadJob,
        ct);

    private async Task<BulkJobBatch?> Claim(LockedSession session, Claiming claim, CancellationToken ct)
    {
        var job = claim.Job;
        if (claim.Taking.IsExclusive && await IsTaken(session, claim, ct))
        {
            return null;
        }

        var free = session.ForUpdate(
            $"""
            SELECT {BulkJobRows.ItemColumns} FROM bulk_items i
            WHERE i.tenant_id = $1 AND i.job_id = $2 AND i.state = 'PENDING' AND i.claimed_until <= $3 ORDER BY i.position LIMIT $4
            """) + database.Dialect.SkipLocked;
        var items = await session.Read(
            [Statement.From(free, job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Now), (long)claim.Taking.MaxItems)],
            (row, token) => row.List(BulkJobRows.ReadItem, token),
            ct);
        if (items.Count == 0)
        {
            return null;
        }

        var claimed = await session.Write(
            [
                // A job that was paused or canceled meanwhile is not claimed.
                Statement.One(
                    "UPDATE bulk_jobs SET last_claimed_at = $3 WHERE tenant_id = $1 AND job_id = $2 AND state = 'RUNNING'",
                    job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Now)),
                new(
                    $"""
                    UPDATE bulk_items SET claimed_until = $3, claimed_by = $4 WHERE tenant_id = $1 AND job_id = $2
                        AND {database.Dialect.AnyOf("position", 5)}
                    """,
                    [
                        job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Until), claim.Node,
                        items.Select(i => i.Position).ToArray(),
                    ]),
            ],
            ct);
        return claimed.IsCommitted ? new(job, [.. items], claim.Node) : null;
    }

    // Locks the job's row first, so that only one of two concurrent nodes finds the job unclaimed.
    private static async Task<bool> IsTaken(LockedSession session, Claiming claim, CancellationToken ct)
    {
        object[] job = [claim.Job.Tenant.Value, claim.Job.Id];
        await session.Read(
            [Statement.From(session.ForUpdate("SELECT 1 FROM bulk_jobs WHERE tenant_id = $1 AND job_id = $2"), job)],
            (rows, token) => rows.First(row => row.Long(0), token),
            ct);
        return await session.Read(
            [
                Statement.From(
                    """
                    SELECT 1 FROM bulk_items
                    WHERE tenant_id = $1 AND job_id = $2 AND state = 'PENDING' AND claimed_until > $3 AND claimed_by <> '' LIMIT 1
                    """,
                    [.. job, UnixMicroseconds.FromTime(claim.Now)]),
            ],
            (rows, token) => rows.First(_ => true, token),
            ct);
    }

    // Most orders of a job have the same result. One statement writes all equal results.
    private IEnumerable<Statement> WriteResults(
        BulkJobBatch batch, List<(long Position, BulkJobItemResult Result)> results, DateTimeOffset retryAt) =>
        from result in results
        let doc = result.Result.State is BulkJobItemState.Pending ? [] : BulkJobSerializer.Write(result.Result)
        group result.Position by (result.Result.State, Doc: Convert.ToBase64String(doc)) into equal
        select equal.Key.State is BulkJobItemState.Pending
            ? UpdateItems(batch, equal, "attempts = attempts + 1, claimed_until = $4", UnixMicroseconds.FromTime(retryAt))
            : UpdateItems(
                batch, equal, "state = $4, result = $5, claimed_until = 0",
                BulkJobSerializer.ItemStates[equal.Key.State], Convert.FromBase64String(equal.Key.Doc));

    private Statement UpdateItems(BulkJobBatch batch, IEnumerable<long> positions, string set, params object[] values) => new(
        $"UPDATE bulk_items SET {set}, claimed_by = '' WHERE {ClaimedByNode} AND {database.Dialect.AnyOf("position", 4 + values.Length)}",
        [.. KeyOf(batch), .. values, positions.ToArray()]);

    private static Statement UpdateCounts(BulkJobBatch batch, List<(long Position, BulkJobItemResult Result)> results)
    {
        return Statement.One(
            """
            UPDATE bulk_jobs SET done = done + $3, unchanged = unchanged + $4, refused = refused + $5, failed = failed + $6
            WHERE tenant_id = $1 AND job_id = $2
            """,
            batch.Job.Tenant.Value, batch.Job.Id,
            Count(BulkJobItemState.Succeeded), Count(BulkJobItemState.Unchanged), Count(BulkJobItemState.Rejected),
            Count(BulkJobItemState.Failed));

        long Count(BulkJobItemState state) => results.LongCount(r => r.Result.State == state);
    }

    // Also completes a paused job if the items that were running are its last.
    private static Statement CompleteJob(BulkJobBatch batch, DateTimeOffset now) => Statement.From(
        """
        UPDATE bulk_jobs SET state = 'DONE', ended_at = $3,
            elapsed_before_pause = elapsed_before_pause + $3 - coalesce(running_since, $3), running_since = NULL
        WHERE tenant_id = $1 AND job_id = $2 AND state IN ('RUNNING', 'PAUSED') AND done + unchanged + refused + failed >= total
        """,
        batch.Job.Tenant.Value, batch.Job.Id, UnixMicroseconds.FromTime(now));

    private static object[] KeyOf(BulkJobBatch batch) => [batch.Job.Tenant.Value, batch.Job.Id, batch.Node];

    private sealed record Claiming(BulkJob Job, string Node, BulkClaimOptions Taking, DateTimeOffset Now, DateTimeOffset Until);
}
