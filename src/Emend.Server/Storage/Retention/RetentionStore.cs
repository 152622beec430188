using Emend.Core.Orders;
using Emend.Server.Application.Retention;
using Emend.Server.Common;

namespace Emend.Server.Storage.Retention;

internal sealed class RetentionStore(Database database, TenantFinder tenants) : IRetentionStore
{
    public Task<IReadOnlyList<TenantId>> ListTenants(CancellationToken ct) => tenants.ListActive(ct);

    public Task<bool> IsActive(TenantId tenant, CancellationToken ct) => database.First(
        Statement.From("SELECT 1 FROM tenants WHERE tenant_id = $1 AND state = 'ACTIVE'", tenant.Value), _ => true, ct);

    public Task<IReadOnlyList<RetentionCandidate>> ListDue(
        TenantId tenant, RetentionStage stage, DateTimeOffset before, DateTimeOffset now, int max, CancellationToken ct)
    {
        return database.Read(
            [Candidates("due_at IS NULL AND since <= $3 ORDER BY since", before), Candidates("due_at <= $3 ORDER BY due_at", now)],
            async (row, token) =>
            {
                var retentionCandidates = await row.List(ReadCandidate, token);
                await row.Next(token);
                return (IReadOnlyList<RetentionCandidate>)[.. retentionCandidates, .. await row.List(ReadCandidate, token)];
            },
            ct);

        Statement Candidates(string condition, DateTimeOffset moment) => Statement.From(
            $"SELECT order_id, since FROM order_retention WHERE tenant_id = $1 AND stage = $2 AND {condition} LIMIT $4",
            tenant.Value, RetentionStatements.Stages[stage], UnixMicroseconds.FromTime(moment), (long)max);
    }

    public Task Exclude(TenantId tenant, RetentionCandidate order, CancellationToken ct) => database.Write(
        [
            Statement.From(
                "DELETE FROM order_retention WHERE tenant_id = $1 AND order_id = $2 AND since = $3",
                tenant.Value, order.Order.Value, UnixMicroseconds.FromTime(order.Since)),
        ],
        ct);

    public async Task<int> DeleteBulkJobs(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct)
    {
        var old = await database.List(
            Statement.From(
                "SELECT job_id FROM bulk_jobs WHERE tenant_id = $1 AND ended_at < $2 ORDER BY ended_at LIMIT $3",
                tenant.Value, UnixMicroseconds.FromTime(before), (long)max),
            row => row.Text(0),
            ct);
        foreach (var job in old)
        {
            await database.Write(
                [
                    Statement.From("DELETE FROM bulk_items WHERE tenant_id = $1 AND job_id = $2", tenant.Value, job),
                    Statement.From("DELETE FROM bulk_jobs WHERE tenant_id = $1 AND job_id = $2", tenant.Value, job),
                ],
                ct);
        }

        return old.Count;
    }

    private static RetentionCandidate ReadCandidate(QueryResultReader row) => new(new(row.Text(0)), row.Instant(1));
}
