using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Keeping;

internal sealed class KeepingStore(Database database) : IKeepingStore
{
    public async Task<IReadOnlyList<TenantId>> Tenants(CancellationToken ct) => await database.List(
        Statement.Of("SELECT tenant_id FROM tenants ORDER BY tenant_id"), row => new TenantId(row.Text(0)), ct);

    public Task<IReadOnlyList<KeptOrder>> Due(
        TenantId tenant, KeepingStage stage, DateTimeOffset before, DateTimeOffset now, int most, CancellationToken ct)
    {
        return database.Read(
            [Some("due_at IS NULL AND since <= $3 ORDER BY since", before), Some("due_at <= $3 ORDER BY due_at", now)],
            async (rows, token) =>
            {
                var found = await rows.List(OrderOf, token);
                await rows.Next(token);
                return (IReadOnlyList<KeptOrder>)[.. found, .. await rows.List(OrderOf, token)];
            },
            ct);

        Statement Some(string condition, DateTimeOffset moment) => Statement.Of(
            $"SELECT order_id, since FROM keeping WHERE tenant_id = $1 AND stage = $2 AND {condition} LIMIT $4",
            tenant.Value, KeepingStatements.Stages[stage], Instant.Micros(moment), (long)most);
    }

    public Task TakeOut(TenantId tenant, KeptOrder order, CancellationToken ct) => database.Write(
        [
            Statement.Of(
                "DELETE FROM keeping WHERE tenant_id = $1 AND order_id = $2 AND since = $3",
                tenant.Value, order.Order.Value, Instant.Micros(order.Since)),
        ],
        ct);

    public async Task<int> ForgetJobs(TenantId tenant, DateTimeOffset before, int most, CancellationToken ct)
    {
        var old = await database.List(
            Statement.Of(
                "SELECT job_id FROM bulk_jobs WHERE tenant_id = $1 AND ended_at < $2 ORDER BY ended_at LIMIT $3",
                tenant.Value, Instant.Micros(before), (long)most),
            row => row.Text(0),
            ct);
        foreach (var job in old)
        {
            await database.Write(
                [
                    Statement.Of("DELETE FROM bulk_items WHERE tenant_id = $1 AND job_id = $2", tenant.Value, job),
                    Statement.Of("DELETE FROM bulk_jobs WHERE tenant_id = $1 AND job_id = $2", tenant.Value, job),
                ],
                ct);
        }

        return old.Count;
    }

    private static KeptOrder OrderOf(Rows row) => new(new(row.Text(0)), row.Instant(1));
}
