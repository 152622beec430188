using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Orders;

internal sealed class ModificationLog(Database database) : IModificationLog
{
    public async Task<IReadOnlyList<(OrderId Order, long Revision)>> Newest(TenantId tenant, int most, CancellationToken ct) =>
        await database.List(
            Statement.Of(
                """
                SELECT order_id, revision FROM journal WHERE tenant_id = $1 AND kind = $2 ORDER BY xid DESC, seq DESC LIMIT $3
                """,
                tenant.Value, Journal.Modified, (long)most),
            row => (new OrderId(row.Text(0)), row.Long(1)),
            ct);
}
