using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>Creates, reads, pauses, resumes, and cancels bulk jobs.</summary>
internal sealed class BulkJobStore(Database database, BulkItemClaims claims, BulkJobRows bulkJobRows) : IBulkJobStore
{
    private const int RowsPerStatement = 5_000;

    public async Task<bool> Add(BulkJob job, IReadOnlyList<BulkJobOrder> orders, CancellationToken ct)
    {
        var definition = job.Definition;
        var insert = Statement.One(
            """
            INSERT INTO bulk_jobs (tenant_id, job_id, actor, actor_name, issued_at, secret, api, definition, dry_run, key, request_hash,
                state, total, created_at, running_since)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            job.Tenant.Value, job.Id, definition.RequestedBy.User.Value, definition.ByName, definition.RequestedBy.IssuedAt,
            definition.RequestedBy.Secret, definition.Api,
            BulkJobSerializer.Write(definition.Command), definition.DryRun ? 1L : 0L, definition.Key?.Key, definition.Key?.Request,
            BulkJobSerializer.States[job.State], job.Total, UnixMicroseconds.FromTime(job.CreatedAt),
            job.RunningSince is { } since ? UnixMicroseconds.FromTime(since) : null);
        var items = orders.Index().Chunk(RowsPerStatement).Select(chunk => Items(job, chunk));
        var result = await database.Write([insert, .. items], ct);
        if (!result.IsCommitted && result is not { Failure: TransactionFailure.Unique, StatementIndex: 0 })
        {
            throw new TimeoutException($"Could not write the bulk job: {result.Failure}.");
        }

        claims.WorkSignal.Signal();
        return result.IsCommitted;
    }

    public Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct) => database.First(
        Statement.From($"SELECT {BulkJobRows.JobColumns} FROM bulk_jobs j WHERE j.tenant_id = $1 AND j.job_id = $2", tenant.Value, id),
        bulkJobRows.ReadJob,
        ct);

    public async Task<(BulkJob Job, string Request)?> FindByKey(TenantId tenant, IdempotencyKey key, CancellationToken ct)
    {
        var made = await database.List(
            Statement.From(
                $"SELECT {BulkJobRows.JobColumns}, j.request_hash FROM bulk_jobs j WHERE j.tenant_id = $1 AND j.actor = $2 AND j.key = $3",
                tenant.Value, key.Credential, key.Key),
            row => (bulkJobRows.ReadJob(row), row.Text(BulkJobRows.JobColumnCount)),
            ct);
        return made is [var one] ? one : null;
    }

    public async Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int max, CancellationToken ct) => await database.List(
        Statement.From(
            $"""
            SELECT {BulkJobRows.JobColumns} FROM bulk_jobs j WHERE j.tenant_id = $1 AND ($2 = '' OR j.job_id < $2)
            ORDER BY j.job_id DESC LIMIT $3
            """,
            tenant.Value, after ?? "", (long)max),
        bulkJobRows.ReadJob,
        ct);

    public async Task<IReadOnlyList<BulkJobItem>> ListItems(
        TenantId tenant, string id, long after, ImmutableArray<BulkJobItemState> states, int max, CancellationToken ct) =>
        await database.List(
            Statement.From(
                $"""
                SELECT {BulkJobRows.ItemColumns} FROM bulk_items i WHERE i.tenant_id = $1 AND i.job_id = $2 AND i.position > $3
                    AND {database.Dialect.AnyOf("i.state", 4)} ORDER BY i.position LIMIT $5
                """,
                tenant.Value, id, after,
                states.IsEmpty
                    ? BulkJobSerializer.ItemStates.All.ToArray()
                    : [.. states.Select(s => BulkJobSerializer.ItemStates[s])], (long)max),
            BulkJobRows.ReadItem,
            ct);

    public async Task<bool> ChangeState(TenantId tenant, string id, BulkJobState to, DateTimeOffset now, CancellationToken ct)
    {
        var change = Statement.One(
            GetStateChange(to) + " AND tenant_id = $1 AND job_id = $2", tenant.Value, id, UnixMicroseconds.FromTime(now));
        // The change waits for a claim that is being made, and the revocation then sees it.
        Statement[] statements =
            to is BulkJobState.Running ? [change] : [change, BulkItemClaims.RevokeClaims(database.Dialect, tenant, id)];
        TransactionResult result;
        do
        {
            result = await database.Write(statements, ct);
        }
        while (result.Failure is TransactionFailure.Retry);

        claims.WorkSignal.Signal();
        return result.IsCommitted;
    }

    public async Task<IReadOnlyList<BulkJob>> ListRunning(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.From($"SELECT {BulkJobRows.JobColumns} FROM bulk_jobs j WHERE j.tenant_id = $1 AND j.state = 'RUNNING'", tenant.Value),
        bulkJobRows.ReadJob,
        ct);

    public Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> getOptions, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        claims.Claim(node, getOptions, now, until, ct);

    public Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct) => claims.Renew(batch, until, ct);

    public Task Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset retryAt,
        CancellationToken ct) => claims.Finish(batch, results, now, retryAt, ct);

    public Task Release(BulkJobBatch batch, CancellationToken ct) => claims.Release(batch, ct);

    public Task Wait(TimeSpan max, CancellationToken ct) => claims.WorkSignal.WaitAsync(max, ct);

    private static string GetStateChange(BulkJobState to) => to switch
    {
        BulkJobState.Paused =>
            """
            UPDATE bulk_jobs SET state = 'PAUSED', elapsed_before_pause = elapsed_before_pause + $3 - running_since, running_since = NULL
            WHERE state = 'RUNNING'
            """,
        BulkJobState.Running => "UPDATE bulk_jobs SET state = 'RUNNING', running_since = $3 WHERE state = 'PAUSED'",
        BulkJobState.Canceled =>
            """
            UPDATE bulk_jobs SET state = 'CANCELLED',
                elapsed_before_pause = elapsed_before_pause + $3 - coalesce(running_since, $3), running_since = NULL, ended_at = $3
            WHERE state IN ('RUNNING', 'PAUSED')
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "A bulk job is done only when all its items are done."),
    };

    // Revision 0 stands for null, because the row table has no nulls.
    private Statement Items(BulkJob job, (int Index, BulkJobOrder Item)[] orders) => new(
        $"""
        INSERT INTO bulk_items (tenant_id, job_id, position, order_id, revision)
        SELECT $1, $2, k.position, k.order_id, nullif(k.revision, 0)
        FROM {database.Dialect.Table("k", 3, "position", "order_id", "revision")}
        """,
        [
            job.Tenant.Value, job.Id,
            .. database.Dialect.Columns(
                orders.Select(o => o.Index + 1L).ToArray(),
                orders.Select(o => o.Item.Order.Value).ToArray(),
                orders.Select(o => o.Item.Revision ?? 0).ToArray()),
        ]);
}
