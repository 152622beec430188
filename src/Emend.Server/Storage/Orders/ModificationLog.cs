using Emend.Core.Orders;
using Emend.Server.Application.Policies;

namespace Emend.Server.Storage.Orders;

internal sealed class ModificationLog(Database database) : IModificationLog
{
    public async Task<IReadOnlyList<(OrderId Order, long Revision)>> ListNewest(TenantId tenant, int max, CancellationToken ct) =>
        await database.List(
            Statement.From(
                """
                SELECT order_id, revision FROM journal WHERE tenant_id = $1 AND kind = $2 ORDER BY xid DESC, seq DESC LIMIT $3
                """,
                tenant.Value, Journal.Modified, (long)max),
            row => (new OrderId(row.Text(0)), row.Long(1)),
            ct);
}
