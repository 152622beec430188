using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads orders and their entities for the APIs. Values without a column come from the order's document.</summary>
internal sealed class OrderReader(Database database, TotalCountCache totals) : IOrderReader
{
    private const string SelectOrder = $"SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonalData}";

    public const string SelectEntity =
        $"""
        SELECT o.doc, p.doc, i.entity_id, x.doc FROM order_entities i
        JOIN orders o ON o.tenant_id = i.tenant_id AND o.order_id = i.order_id
        {OrderLoadQueries.JoinPersonalData}
        LEFT JOIN order_ended_entities x ON x.tenant_id = i.tenant_id AND x.order_id = i.order_id AND x.revision = i.ended_at_revision
        """;

    public const string SelectReservation =
        $"""
        SELECT o.doc, p.doc, r.line_id, r.facility_id, r.article_id, r.quantity, r.created_at FROM reservations r
        JOIN orders o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
        {OrderLoadQueries.JoinPersonalData}
        """;

    public Task<Page<Order>> ListOrders(TenantId tenant, OrderFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "o.")
            .And("o.tenant_order_key =", SearchText.FoldNumber(filter.TenantOrderId))
            .And("o.consumer_id =", filter.ConsumerId);
        return database.Page(
            totals,
            matching.CreateQuery("FROM orders o"),
            matching.And("o.order_id >", filter.StartAfter?.Value).Select(SelectOrder, "o.order_id", filter.Size),
            ReadOrder,
            ct);
    }

    public Task<OwnedEntity<RoutingPlan>?> FindPlan(TenantId tenant, EntityId id, CancellationToken ct) =>
        FindEntity(tenant, OrderProjection.Plan, id, ReadPlan, ct);

    public Task<OwnedEntity<PickJob>?> FindPickJob(TenantId tenant, EntityId id, CancellationToken ct) =>
        FindEntity(tenant, OrderProjection.PickJob, id, ReadPickJob, ct);

    // At most one entry has this time, because the event times of an order strictly increase.
    public Task<StoredRoutingRun?> FindRoutingRun(
        TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct) => database.First(
        Statement.From(
            """
            SELECT x.doc FROM journal j
            JOIN order_ended_entities x ON x.tenant_id = j.tenant_id AND x.order_id = j.order_id AND x.revision = j.revision
            WHERE j.tenant_id = $1 AND j.order_id = $2 AND j.at = $3
            """,
            tenant.Value, order.Value, UnixMicroseconds.FromTime(at)),
        row => OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(0)).Routing is { } log ? new StoredRoutingRun(log, at) : null,
        ct);

    public async Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> ListPlans(TenantId tenant, OrderId order, CancellationToken ct) =>
        await database.ReadEntities(tenant, order, endedEntities => endedEntities.Plans, found => found.Plans, ct);

    public async Task<OrderEntities> ListEntities(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct)
    {
        var condition = database.Dialect.AnyOf("o.order_id", 2);
        object[] values = [tenant.Value, orders.Select(order => order.Value).ToArray()];
        var plans = await database.ReadEntitiesOfOrders(condition, values, ended => ended.Plans, order => order.Plans, ct);
        var jobs = await database.ReadEntitiesOfOrders(condition, values, ended => ended.PickJobs, order => order.PickJobs, ct);
        return new(plans.ToLookup(owned => owned.Order.Id), jobs.ToLookup(owned => owned.Order.Id));
    }

    public async Task<Page<OwnedEntity<PickJob>>?> ListPickJobs(TenantId tenant, PickJobFilter filter, CancellationToken ct)
    {
        var last = filter is { Condition.Order: not null, StartAfter: { } start } ? await FindPickJob(tenant, start, ct) : null;
        if (filter.Order is not null || filter.TenantOrderId is not null)
        {
            return await database.ReadPickJobs(tenant, filter, last, ct);
        }

        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.PickJob)
            .AnyOf("i.entity_id", [.. filter.Ids.Select(id => id.Value)])
            .And("i.facility_id =", filter.Facility?.Value)
            .AnyOf("i.facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .AnyOf("i.state", [.. filter.Status.Select(status => StoredEnumNames.PickJob[status])]);
        if (filter.Condition is { } condition)
        {
            return await database.ReadMatching(matching, ReadPickJob, ct) is { } all
                ? EntityPages.Create(all, condition, job => job.Id, filter.StartAfter, last, filter.Size)
                : null;
        }

        return await database.Page(
            totals,
            matching.CreateQuery("FROM order_entities i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(SelectEntity, "i.entity_id", filter.Size),
            ReadPickJob,
            ct);
    }

    public Task<OwnedEntity<ReturnTask>?> FindReturnTask(TenantId tenant, EntityId id, CancellationToken ct) =>
        FindEntity(tenant, OrderProjection.ReturnTask, id, ReadReturnTask, ct);

    public Task<Page<OwnedEntity<ReturnTask>>> ListReturnTasks(TenantId tenant, ReturnTaskFilter filter, CancellationToken ct)
    {
        if (filter.Order is not null)
        {
            return database.ReadReturnTasks(tenant, filter, ct);
        }

        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.ReturnTask)
            .And("i.facility_id =", filter.Facility?.Value)
            .AnyOf("i.facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .And("i.state =", filter.Status is { } status ? StoredEnumNames.ReturnTask[status] : null);
        return database.Page(
            totals,
            matching.CreateQuery("FROM order_entities i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(SelectEntity, "i.entity_id", filter.Size),
            ReadReturnTask,
            ct);
    }

    public Task<Page<Order>> ListProcesses(
        TenantId tenant, EntityId? startAfter, int size, (string? TenantOrderId, string? ConsumerId) filter, CancellationToken ct)
    {
        const string From = "FROM order_entities i JOIN orders o ON o.tenant_id = i.tenant_id AND o.order_id = i.order_id";
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.Process)
            .And("o.tenant_order_key =", SearchText.FoldNumber(filter.TenantOrderId))
            .And("o.consumer_id =", filter.ConsumerId);
        return database.Page(
            totals,
            matching.CreateQuery(From),
            matching.And("i.entity_id >", startAfter?.Value).Select(SelectEntity, "i.entity_id", size),
            ReadOrder,
            ct);
    }

    public Task<Order?> FindByProcess(TenantId tenant, EntityId process, CancellationToken ct) => database.First(
        Statement.From(
            $"{SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3",
            tenant.Value, OrderProjection.Process, process.Value),
        ReadOrder,
        ct);

    public Task<OwnedEntity<Reservation>?> FindReservation(TenantId tenant, EntityId id, CancellationToken ct) => database.First(
        Statement.From(
            $"{SelectReservation} WHERE r.tenant_id = $1 AND r.line_id = $2 AND r.facility_id = $3",
            [tenant.Value, .. ReservationId.Split(id)]),
        ReadReservation,
        ct);

    public async Task<Page<OwnedEntity<Reservation>>> ListReservations(TenantId tenant, ReservationFilter filter, CancellationToken ct)
    {
        // Selects by line, because the key of a reservation begins with the line.
        var lines = filter.Order is { } order ? await database.ReadLineIds(tenant, [order.Value], ct) : [];
        if (filter.Order is not null && lines.Length == 0)
        {
            return new([], 0);
        }

        var matching = new WhereClauseBuilder(database.Dialect, tenant, "r.")
            .AnyOf("r.line_id", lines)
            .And("r.order_id =", filter.Order?.Value)
            .And("r.facility_id =", filter.Facility?.Value)
            .AnyOf("r.facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .And("r.article_id =", filter.Article?.Value);
        return await database.Page(
            totals,
            matching.CreateQuery("FROM reservations r"),
            matching.After("r.line_id, r.facility_id", filter.StartAfter is { } start ? ReservationId.Split(start) : [])
                .Select(SelectReservation, "r.line_id, r.facility_id", filter.Size),
            ReadReservation,
            ct);
    }

    public Task<IReadOnlyList<ModificationDetail>> ListModifications(TenantId tenant, OrderId order, int max, CancellationToken ct) =>
        database.ReadModificationDetails(tenant, order, max, ct);

    private Task<OwnedEntity<T>?> FindEntity<T>(
        TenantId tenant, string kind, EntityId id, Func<QueryResultReader, OwnedEntity<T>> entity, CancellationToken ct) =>
        database.First(
            Statement.From(
                $"{SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            entity,
            ct);

    public static Order ReadOrder(QueryResultReader row) => OrderSerializer.ReadOrder(row.Bytes(0), row.BytesOrNull(1));

    public static OwnedEntity<RoutingPlan> ReadPlan(QueryResultReader row)
    {
        var order = ReadOrder(row);
        return new(order, (ReadEndedEntities(row)?.Plans ?? order.Plans).First(plan => plan.Id.Value == row.Text(2)));
    }

    public static OwnedEntity<PickJob> ReadPickJob(QueryResultReader row)
    {
        var order = ReadOrder(row);
        return new(order, (ReadEndedEntities(row)?.PickJobs ?? order.PickJobs).First(job => job.Id.Value == row.Text(2)));
    }

    private static OwnedEntity<ReturnTask> ReadReturnTask(QueryResultReader row)
    {
        var order = ReadOrder(row);
        return new(order, (ReadEndedEntities(row)?.ReturnTasks ?? order.ReturnTasks).First(task => task.Id.Value == row.Text(2)));
    }

    // If the entity ended, the ended entities of that revision.
    public static EndedEntitiesDocument? ReadEndedEntities(QueryResultReader row) =>
        row.BytesOrNull(3) is { } past ? OrderSerializer.Read<EndedEntitiesDocument>(past) : null;

    public static OwnedEntity<Reservation> ReadReservation(QueryResultReader row)
    {
        var (order, line, facility) = (ReadOrder(row), new LineId(row.Text(2)), new FacilityId(row.Text(3)));
        var reservation = new Reservation(
            ReservationId.Create(line, facility), order.Id, line, facility, new(row.Text(4)), new(row.Long(5)), row.Instant(6));
        return new(order, reservation);
    }
}
