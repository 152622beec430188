using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>Many orders at once, for who looks at them together.</summary>
internal sealed class OrderBatchReader(Database database) : IOrderBatchReader
{
    public async Task<IReadOnlyList<Order>> Some(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct) =>
        await database.List(
            Statement.From(
                $"""
                SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonal}
                WHERE o.tenant_id = $1 AND {database.Dialect.Among("o.order_id", 2)}
                """,
                tenant.Value, orders.Select(o => o.Value).ToArray()),
            row => OrderSerializer.Order(row.Bytes(0), row.BytesOrNull(1)),
            ct);

    // Goes through the plans of all orders: an index that knows their states would cost every change of one.
    public async Task<IReadOnlyList<OrderId>> Unroutable(TenantId tenant, int max, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT order_id FROM order_index
            WHERE tenant_id = $1 AND kind = 'PLAN' AND state = 'NOT_ROUTABLE' AND past_revision IS NULL
            GROUP BY order_id ORDER BY min(created_at), order_id LIMIT $2
            """,
            tenant.Value, (long)max),
        row => new OrderId(row.Text(0)),
        ct);
}
