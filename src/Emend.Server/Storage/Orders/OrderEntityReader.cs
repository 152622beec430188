using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads all entities of a kind of selected orders: ended ones from their table, live ones from the order.</summary>
internal static class OrderEntityReader
{
    /// <summary>Reads the entities of one order. Ended entities come first, in the order in which they ended.</summary>
    public static Task<IReadOnlyList<OwnedEntity<T>>> ReadEntities<T>(
        this Database database,
        TenantId tenant,
        OrderId order,
        Func<EndedEntitiesDocument, IEnumerable<T>> selectEnded,
        Func<Order, IEnumerable<T>> selectLive,
        CancellationToken ct) => database.ReadEntitiesOfOrders("o.order_id = $2", [tenant.Value, order.Value], selectEnded, selectLive, ct);

    public static async Task<Page<OwnedEntity<PickJob>>> ReadPickJobs(
        this Database database, TenantId tenant, PickJobFilter filter, OwnedEntity<PickJob>? last, CancellationToken ct)
    {
        var number = SearchText.FoldNumber(filter.TenantOrderId);
        var (condition, value) = filter.Order is { } order
            ? ("o.order_id = $2", order.Value)
            : ("o.tenant_order_key = $2", number!);
        var all = await database.ReadEntitiesOfOrders(
            condition, [tenant.Value, value], ended => ended.PickJobs, found => found.PickJobs, ct);
        var matching = all
            .Where(owned => number is null || SearchText.FoldNumber(owned.Order.TenantOrderId) == number)
            .Where(owned => filter.Facility is null || owned.Entity.Facility == filter.Facility)
            .Where(owned => filter.AccessibleFacilities.IsEmpty || filter.AccessibleFacilities.Contains(owned.Entity.Facility))
            .Where(owned => filter.Status.IsEmpty || filter.Status.Contains(owned.Entity.Status))
            .Where(owned => filter.Ids.IsEmpty || filter.Ids.Contains(owned.Entity.Id));
        return EntityPages.Create(matching, filter.Condition, job => job.Id, filter.StartAfter, last, filter.Size);
    }

    public static async Task<Page<OwnedEntity<ReturnTask>>> ReadReturnTasks(
        this Database database, TenantId tenant, ReturnTaskFilter filter, CancellationToken ct)
    {
        var all = await database.ReadEntities(
            tenant, filter.Order!.Value, ended => ended.ReturnTasks ?? [], order => order.ReturnTasks, ct);
        var matching = all
            .Where(owned => filter.Facility is null || owned.Entity.Facility == filter.Facility)
            .Where(owned => filter.AccessibleFacilities.IsEmpty || filter.AccessibleFacilities.Contains(owned.Entity.Facility))
            .Where(owned => filter.Status is null || owned.Entity.Status == filter.Status);
        return EntityPages.Create(matching, null, task => task.Id, filter.StartAfter, null, filter.Size);
    }

    /// <summary>Reads the entities of the matching rows; null if there are more than a condition may examine.</summary>
    public static async Task<List<OwnedEntity<T>>?> ReadMatching<T>(
        this Database database, WhereClauseBuilder matching, Func<QueryResultReader, OwnedEntity<T>> read, CancellationToken ct)
    {
        const int Max = EntityCondition<T>.MaxExamined;
        var count = matching.Select("SELECT 1 FROM order_entities i", "i.entity_id", Max + 1);
        return (await database.List(count, row => row.Long(0), ct)).Count > Max
            ? null
            : await database.List(matching.Select(OrderReader.SelectEntity, "i.entity_id", Max), read, ct);
    }

    /// <summary>Condition: the order <c>o</c> has one of the entities in an array, which is the second parameter.</summary>
    public static string HasEntityCondition(this Database database, string kind) =>
        $"o.order_id IN (SELECT order_id FROM order_entities WHERE tenant_id = $1 AND kind = '{kind}' "
        + $"AND {database.Dialect.AnyOf("entity_id", 2)})";

    /// <summary>Reads the ids of all lines of the orders.</summary>
    public static async Task<string[]> ReadLineIds(this Database database, TenantId tenant, string[] orders, CancellationToken ct)
    {
        var found = await database.List(
            Statement.From(
                $"SELECT doc FROM orders WHERE tenant_id = $1 AND {database.Dialect.AnyOf("order_id", 2)}", tenant.Value, orders),
            row => OrderSerializer.ReadOrder(row.Bytes(0), null),
            ct);
        return [.. found.SelectMany(order => order.Lines).Select(line => line.Id.Value)];
    }

    public static async Task<IReadOnlyList<OwnedEntity<T>>> ReadEntitiesOfOrders<T>(
        this Database database,
        string condition,
        object[] values,
        Func<EndedEntitiesDocument, IEnumerable<T>> selectEnded,
        Func<Order, IEnumerable<T>> selectLive,
        CancellationToken ct) => await database.Read(
        [
            Statement.From(
                $"SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonalData} WHERE o.tenant_id = $1 AND {condition}", values),
            Statement.From(
                $"""
                SELECT x.order_id, x.doc FROM order_ended_entities x
                JOIN orders o ON o.tenant_id = x.tenant_id AND o.order_id = x.order_id
                WHERE o.tenant_id = $1 AND {condition} ORDER BY x.order_id, x.revision
                """,
                values),
        ],
        async (rows, token) =>
        {
            var orders = await rows.List(row => OrderSerializer.ReadOrder(row.Bytes(0), row.BytesOrNull(1)), token);
            await rows.Next(token);
            var endedEntities = await rows.List(
                row => (Order: row.Text(0), Ended: OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(1))), token);
            return orders.SelectMany(order => endedEntities
                .Where(row => row.Order == order.Id.Value)
                .SelectMany(row => selectEnded(row.Ended))
                .Concat(selectLive(order))
                .Select(entity => new OwnedEntity<T>(order, entity))).ToList();
        },
        ct);
}
