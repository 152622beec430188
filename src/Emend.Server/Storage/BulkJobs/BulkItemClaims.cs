using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>Orders of jobs, taken by nodes for a while.</summary>
internal sealed class BulkItemClaims(Database database)
{
    private const string Mine = "tenant_id = $1 AND job_id = $2 AND state = 'PENDING' AND claimed_by = $3";

    /// <summary>Rung when this node has made or resumed a job.</summary>
    public WorkSignal WorkSignal { get; } = new();

    public async Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> taking, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        // Most often nothing is to be done: a look that locks nothing. Jobs take turns.
        var jobs = await database.List(
            Statement.From(
                $"""
                SELECT {BulkJobRows.Job} FROM bulk_jobs j WHERE j.state = 'RUNNING' AND EXISTS (
                    SELECT 1 FROM bulk_items i
                    WHERE i.tenant_id = j.tenant_id AND i.job_id = j.job_id AND i.state = 'PENDING' AND i.claimed_until <= $1)
                ORDER BY j.served_at, j.job_id LIMIT 8
                """,
                UnixMicroseconds.FromTime(now)),
            BulkJobRows.JobOf,
            ct);
        foreach (var job in jobs)
        {
            var claim = new Claiming(job, node, taking(job), now, until);
            if (await database.Locked(session => Claim(session, claim, ct), ct) is { } batch)
                return batch;
        }

        return null;
    }

    public async Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct) => (await database.Write(
        [Statement.From($"UPDATE bulk_items SET claimed_until = $4 WHERE {Mine}", [.. KeyOf(batch), UnixMicroseconds.FromTime(until)])], ct)).Written;

    public Task<bool> Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset again,
        CancellationToken ct) => database.Locked(
            async session =>
            {
                var ours = Statement.From(
                    session.ForUpdate(
                        $"SELECT position FROM bulk_items WHERE {Mine} AND {database.Dialect.Among("position", 4)} ORDER BY position"),
                    [.. KeyOf(batch), results.Select(r => r.Position).ToArray()]);
                var held = (await session.Read([ours], (rows, token) => rows.List(row => row.Long(0), token), ct)).ToHashSet();
                var kept = results.Where(r => held.Contains(r.Position)).ToList();
                if (kept.Count == 0)
                    return false;
                await session.Write([.. Kept(batch, kept, again), Counted(batch, kept), Ended(batch, now)], ct);
                return true;
            },
            ct);

    public Task Release(BulkJobBatch batch, CancellationToken ct) => database.Write(
        [Statement.From($"UPDATE bulk_items SET claimed_until = 0, claimed_by = '' WHERE {Mine} AND claimed_until > 0", KeyOf(batch))], ct);

    private async Task<BulkJobBatch?> Claim(LockedSession session, Claiming claim, CancellationToken ct)
    {
        var job = claim.Job;
        if (claim.Taking.Alone && await IsTaken(session, claim, ct))
            return null;
        var free = session.ForUpdate(
            $"""
            SELECT {BulkJobRows.Item} FROM bulk_items i
            WHERE i.tenant_id = $1 AND i.job_id = $2 AND i.state = 'PENDING' AND i.claimed_until <= $3 ORDER BY i.position LIMIT $4
            """) + database.Dialect.SkipLocked;
        var items = await session.Read(
            [Statement.From(free, job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Now), (long)claim.Taking.Most)],
            (row, token) => row.List(BulkJobRows.ItemOf, token),
            ct);
        if (items.Count == 0)
            return null;
        var claimed = await session.Write(
            [
                Statement.From(
                    "UPDATE bulk_jobs SET served_at = $3 WHERE tenant_id = $1 AND job_id = $2",
                    job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Now)),
                new(
                    $"""
                    UPDATE bulk_items SET claimed_until = $3, claimed_by = $4 WHERE tenant_id = $1 AND job_id = $2
                        AND {database.Dialect.Among("position", 5)}
                    """,
                    [
                        job.Tenant.Value, job.Id, UnixMicroseconds.FromTime(claim.Until), claim.Node,
                        items.Select(i => i.Position).ToArray(),
                    ]),
            ],
            ct);
        return claimed.Written ? new(job, [.. items], claim.Node) : null;
    }

    // The job's row is locked first, so that of two who look at once only one finds nobody at it.
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

    // Most orders of a job come out alike: one statement for all that do.
    private IEnumerable<Statement> Kept(BulkJobBatch batch, List<(long Position, BulkJobItemResult Result)> kept, DateTimeOffset again) =>
        from result in kept
        let told = result.Result.State is BulkJobItemState.Pending ? [] : BulkJobSerializer.Write(result.Result)
        group result.Position by (result.Result.State, Doc: Convert.ToBase64String(told)) into alike
        select alike.Key.State is BulkJobItemState.Pending
            ? Alike(batch, alike, "attempts = attempts + 1, claimed_until = $4", UnixMicroseconds.FromTime(again))
            : Alike(
                batch, alike, "state = $4, result = $5, claimed_until = 0",
                BulkJobSerializer.ItemStates[alike.Key.State], Convert.FromBase64String(alike.Key.Doc));

    private Statement Alike(BulkJobBatch batch, IEnumerable<long> positions, string set, params object[] values) => new(
        $"UPDATE bulk_items SET {set}, claimed_by = '' WHERE {Mine} AND {database.Dialect.Among("position", 4 + values.Length)}",
        [.. KeyOf(batch), .. values, positions.ToArray()]);

    private static Statement Counted(BulkJobBatch batch, List<(long Position, BulkJobItemResult Result)> kept)
    {
        return Statement.One(
            """
            UPDATE bulk_jobs SET done = done + $3, unchanged = unchanged + $4, refused = refused + $5, failed = failed + $6
            WHERE tenant_id = $1 AND job_id = $2
            """,
            batch.Job.Tenant.Value, batch.Job.Id,
            Of(BulkJobItemState.Done), Of(BulkJobItemState.Unchanged), Of(BulkJobItemState.Refused), Of(BulkJobItemState.Failed));

        long Of(BulkJobItemState state) => kept.LongCount(r => r.Result.State == state);
    }

    // Also one that is paused, when what was begun turns out to be the last of it.
    private static Statement Ended(BulkJobBatch batch, DateTimeOffset now) => Statement.From(
        """
        UPDATE bulk_jobs SET state = 'DONE', ended_at = $3, ran = ran + $3 - coalesce(running_since, $3), running_since = NULL
        WHERE tenant_id = $1 AND job_id = $2 AND state IN ('RUNNING', 'PAUSED') AND done + unchanged + refused + failed >= total
        """,
        batch.Job.Tenant.Value, batch.Job.Id, UnixMicroseconds.FromTime(now));

    private static object[] KeyOf(BulkJobBatch batch) => [batch.Job.Tenant.Value, batch.Job.Id, batch.Node];

    private sealed record Claiming(BulkJob Job, string Node, BulkClaimOptions Taking, DateTimeOffset Now, DateTimeOffset Until);
}
