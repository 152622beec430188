using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>All entities of a kind that single orders had and have: the dead from their table, the live from the order.</summary>
internal static class OrderEntityReader
{
    /// <summary>Dead ones first, in the order in which they died.</summary>
    public static Task<IReadOnlyList<OwnedEntity<T>>> Of<T>(
        this Database database,
        TenantId tenant,
        OrderId order,
        Func<EndedEntitiesDocument, IEnumerable<T>> dead,
        Func<Order, IEnumerable<T>> live,
        CancellationToken ct) => database.OfOrders("o.order_id = $2", [tenant.Value, order.Value], dead, live, ct);

    public static async Task<Page<OwnedEntity<PickJob>>> PickJobsOfOrders(
        this Database database, TenantId tenant, PickJobFilter filter, CancellationToken ct)
    {
        var (condition, value) = filter.Order is { } order
            ? ("o.order_id = $2", order.Value)
            : ("o.tenant_order_id = $2", filter.TenantOrderId!);
        var all = await database.OfOrders(condition, [tenant.Value, value], past => past.PickJobs, found => found.PickJobs, ct);
        var matching = all
            .Where(owned => filter.TenantOrderId is null || owned.Order.TenantOrderId == filter.TenantOrderId)
            .Where(owned => filter.Facility is null || owned.Entity.Facility == filter.Facility)
            .Where(owned => filter.Within.IsEmpty || filter.Within.Contains(owned.Entity.Facility))
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

    public static async Task<Page<OwnedEntity<ReturnTask>>> ReturnTasksOfOrder(
        this Database database, TenantId tenant, ReturnTaskFilter filter, CancellationToken ct)
    {
        var all = await database.Of(tenant, filter.Order!.Value, past => past.ReturnTasks ?? [], order => order.ReturnTasks, ct);
        var matching = all
            .Where(owned => filter.Facility is null || owned.Entity.Facility == filter.Facility)
            .Where(owned => filter.Within.IsEmpty || filter.Within.Contains(owned.Entity.Facility))
            .Where(owned => filter.Status is null || owned.Entity.Status == filter.Status)
            .OrderBy(owned => owned.Entity.Id.Value, StringComparer.Ordinal)
            .ToList();
        var after = matching.Where(owned => string.CompareOrdinal(owned.Entity.Id.Value, filter.StartAfter?.Value) > 0);
        return new([.. after.Take(filter.Size)], matching.Count);
    }

    /// <summary>The condition that an order, named <c>o</c>, has one of the entities of a kind in an array, its second parameter.</summary>
    public static string OrdersOf(this Database database, string kind) =>
        $"o.order_id IN (SELECT order_id FROM order_index WHERE tenant_id = $1 AND kind = '{kind}' "
        + $"AND {database.Dialect.Among("entity_id", 2)})";

    /// <summary>The ids of all lines that the orders have.</summary>
    public static async Task<string[]> LinesOf(this Database database, TenantId tenant, string[] orders, CancellationToken ct)
    {
        var found = await database.List(
            Statement.From(
                $"SELECT doc FROM orders WHERE tenant_id = $1 AND {database.Dialect.Among("order_id", 2)}", tenant.Value, orders),
            row => OrderSerializer.Order(row.Bytes(0), null),
            ct);
        return [.. found.SelectMany(order => order.Lines).Select(line => line.Id.Value)];
    }

    public static async Task<IReadOnlyList<OwnedEntity<T>>> OfOrders<T>(
        this Database database,
        string condition,
        object[] values,
        Func<EndedEntitiesDocument, IEnumerable<T>> dead,
        Func<Order, IEnumerable<T>> live,
        CancellationToken ct) => await database.Read(
        [
            Statement.From($"SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonal} WHERE o.tenant_id = $1 AND {condition}", values),
            Statement.From(
                $"""
                SELECT x.order_id, x.doc FROM order_past x
                JOIN orders o ON o.tenant_id = x.tenant_id AND o.order_id = x.order_id
                WHERE o.tenant_id = $1 AND {condition} ORDER BY x.order_id, x.revision
                """,
                values),
        ],
        async (rows, token) =>
        {
            var orders = await rows.List(row => OrderSerializer.Order(row.Bytes(0), row.BytesOrNull(1)), token);
            await rows.Next(token);
            var past = await rows.List(row => (Order: row.Text(0), Past: OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(1))), token);
            return orders.SelectMany(order => past
                .Where(left => left.Order == order.Id.Value)
                .SelectMany(left => dead(left.Past))
                .Concat(live(order))
                .Select(entity => new OwnedEntity<T>(order, entity))).ToList();
        },
        ct);
}
