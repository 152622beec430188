using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Orders;

/// <summary>All entities of a kind that single orders had and have: the dead from their table, the live from the order.</summary>
internal static class OrderPast
{
    /// <summary>Dead ones first, in the order in which they died.</summary>
    public static Task<IReadOnlyList<Owned<T>>> Of<T>(
        this Database database, TenantId tenant, OrderId order, string kind, Func<Order, IEnumerable<T>> live, CancellationToken ct) =>
        database.OfOrders(kind, "o.order_id = $2", [tenant.Value, order.Value], live, ct);

    public static async Task<Page<Owned<PickJob>>> PickJobsOfOrders(
        this Database database, TenantId tenant, PickJobFilter filter, CancellationToken ct)
    {
        var all = filter.Order is { } order
            ? await database.Of(tenant, order, Projection.PickJob, found => found.PickJobs, ct)
            : await database.OfOrders(
                Projection.PickJob, "o.tenant_order_id = $2", [tenant.Value, filter.TenantOrderId!], found => found.PickJobs, ct);
        var matching = all
            .Where(owned => filter.TenantOrderId is null || owned.Order.TenantOrderId == filter.TenantOrderId)
            .Where(owned => filter.Facility is null || owned.Entity.Facility == filter.Facility)
            .Where(owned => filter.Status.IsEmpty || filter.Status.Contains(owned.Entity.Status))
            .OrderBy(owned => owned.Entity.Id.Value, StringComparer.Ordinal)
            .ToList();
        return new(
            [
                .. matching
                    .Where(owned => string.CompareOrdinal(owned.Entity.Id.Value, filter.StartAfter?.Value) > 0)
                    .Take(filter.Size),
            ],
            matching.Count);
    }

    private static async Task<IReadOnlyList<Owned<T>>> OfOrders<T>(
        this Database database,
        string kind,
        string condition,
        object[] values,
        Func<Order, IEnumerable<T>> live,
        CancellationToken ct) => await database.Read(
        [
            Statement.Of($"SELECT o.doc, p.doc FROM orders o {OrderQueries.JoinPersonal} WHERE o.tenant_id = $1 AND {condition}", values),
            Statement.Of(
                $"""
                SELECT x.order_id, x.doc FROM order_past x
                JOIN orders o ON o.tenant_id = x.tenant_id AND o.order_id = x.order_id
                WHERE o.tenant_id = $1 AND {condition} AND x.kind = $3 ORDER BY x.revision, x.entity_id
                """,
                [.. values, kind]),
        ],
        async (rows, token) =>
        {
            var orders = await rows.List(row => OrderDocuments.Order(row.Bytes(0), row.BytesOrNull(1)), token);
            await rows.Next(token);
            var past = await rows.List(row => (Order: row.Text(0), Entity: OrderDocuments.Read<T>(row.Bytes(1))), token);
            return orders.SelectMany(order => past
                .Where(dead => dead.Order == order.Id.Value)
                .Select(dead => dead.Entity)
                .Concat(live(order))
                .Select(entity => new Owned<T>(order, entity))).ToList();
        },
        ct);
}
