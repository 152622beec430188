using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads many orders at once.</summary>
internal sealed class OrderBatchReader(Database database) : IOrderBatchReader
{
    public async Task<IReadOnlyList<Order>> ReadOrders(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct) =>
        await database.List(
            Statement.From(
                $"""
                SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonalData}
                WHERE o.tenant_id = $1 AND {database.Dialect.AnyOf("o.order_id", 2)}
                """,
                tenant.Value, orders.Select(o => o.Value).ToArray()),
            row => OrderSerializer.ReadOrder(row.Bytes(0), row.BytesOrNull(1)),
            ct);

    // Scans the routing plans of all orders. An index on their state would slow down every change of a plan.
    public async Task<IReadOnlyList<OrderId>> ListUnroutable(TenantId tenant, int max, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT order_id FROM order_entities
            WHERE tenant_id = $1 AND kind = 'PLAN' AND state = 'NOT_ROUTABLE' AND ended_at_revision IS NULL
            GROUP BY order_id ORDER BY min(created_at), order_id LIMIT $2
            """,
            tenant.Value, (long)max),
        row => new OrderId(row.Text(0)),
        ct);
}
