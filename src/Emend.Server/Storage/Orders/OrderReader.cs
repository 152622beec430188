using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads for the faces. What a row does not say is read from the order's document.</summary>
internal sealed class OrderReader(Database database, TotalCountCache totals) : IOrderReader
{
    private const string SelectOrder = $"SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonal}";

    public const string SelectEntity =
        $"""
        SELECT o.doc, p.doc, i.entity_id, x.doc FROM order_index i
        JOIN orders o ON o.tenant_id = i.tenant_id AND o.order_id = i.order_id
        {OrderLoadQueries.JoinPersonal}
        LEFT JOIN order_past x ON x.tenant_id = i.tenant_id AND x.order_id = i.order_id AND x.revision = i.past_revision
        """;

    public const string SelectReservation =
        $"""
        SELECT o.doc, p.doc, r.line_id, r.facility_id, r.article_id, r.quantity, r.created_at FROM reservations r
        JOIN orders o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
        {OrderLoadQueries.JoinPersonal}
        """;

    public Task<Page<Order>> Orders(TenantId tenant, OrderFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "o.")
            .And("o.tenant_order_id =", filter.TenantOrderId)
            .And("o.consumer_id =", filter.ConsumerId);
        return database.Page(
            totals,
            matching.Of("FROM orders o"),
            matching.And("o.order_id >", filter.StartAfter?.Value).Select(SelectOrder, "o.order_id", filter.Size),
            OrderOf,
            ct);
    }

    public Task<OwnedEntity<RoutingPlan>?> Plan(TenantId tenant, EntityId id, CancellationToken ct) =>
        Entity(tenant, OrderProjection.Plan, id, PlanOf, ct);

    public Task<OwnedEntity<PickJob>?> PickJob(TenantId tenant, EntityId id, CancellationToken ct) =>
        Entity(tenant, OrderProjection.PickJob, id, PickJobOf, ct);

    // What is written at a moment is written once: the times of an order strictly rise.
    public Task<StoredRoutingRun?> Run(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct) => database.First(
        Statement.From(
            """
            SELECT x.doc FROM journal j
            JOIN order_past x ON x.tenant_id = j.tenant_id AND x.order_id = j.order_id AND x.revision = j.revision
            WHERE j.tenant_id = $1 AND j.order_id = $2 AND j.at = $3
            """,
            tenant.Value, order.Value, UnixMicroseconds.FromTime(at)),
        row => OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(0)).Routing is { } log ? new StoredRoutingRun(log, at) : null,
        ct);

    public async Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> Plans(TenantId tenant, OrderId order, CancellationToken ct) =>
        await database.Of(tenant, order, past => past.Plans, found => found.Plans, ct);

    public Task<Page<OwnedEntity<PickJob>>> PickJobs(TenantId tenant, PickJobFilter filter, CancellationToken ct)
    {
        if (filter.Order is not null || filter.TenantOrderId is not null)
        {
            return database.PickJobsOfOrders(tenant, filter, ct);
        }

        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.PickJob)
            .And("i.facility_id =", filter.Facility?.Value)
            .Among("i.facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .Among("i.state", [.. filter.Status.Select(status => StoredEnumNames.PickJob[status])]);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(SelectEntity, "i.entity_id", filter.Size),
            PickJobOf,
            ct);
    }

    public Task<OwnedEntity<ReturnTask>?> ReturnTask(TenantId tenant, EntityId id, CancellationToken ct) =>
        Entity(tenant, OrderProjection.ReturnTask, id, ReturnTaskOf, ct);

    public Task<Page<OwnedEntity<ReturnTask>>> ReturnTasks(TenantId tenant, ReturnTaskFilter filter, CancellationToken ct)
    {
        if (filter.Order is not null)
        {
            return database.ReturnTasksOfOrder(tenant, filter, ct);
        }

        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.ReturnTask)
            .And("i.facility_id =", filter.Facility?.Value)
            .Among("i.facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .And("i.state =", filter.Status is { } status ? StoredEnumNames.ReturnTask[status] : null);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(SelectEntity, "i.entity_id", filter.Size),
            ReturnTaskOf,
            ct);
    }

    public Task<Order?> ByProcess(TenantId tenant, EntityId process, CancellationToken ct) => database.First(
        Statement.From(
            $"{SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, OrderProjection.Process, process.Value),
        OrderOf,
        ct);

    public Task<OwnedEntity<Reservation>?> Reservation(TenantId tenant, EntityId id, CancellationToken ct) => database.First(
        Statement.From(
            $"{SelectReservation} WHERE r.tenant_id = $1 AND r.line_id = $2 AND r.facility_id = $3",
            [tenant.Value, .. ReservationId.Parts(id)]),
        ReservationOf,
        ct);

    public async Task<Page<OwnedEntity<Reservation>>> Reservations(TenantId tenant, ReservationFilter filter, CancellationToken ct)
    {
        // By its lines: they are what a reservation's key begins with.
        var lines = filter.Order is { } order ? await database.LinesOf(tenant, [order.Value], ct) : [];
        if (filter.Order is not null && lines.Length == 0) return new([], 0);
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "r.")
            .Among("r.line_id", lines)
            .And("r.order_id =", filter.Order?.Value)
            .And("r.facility_id =", filter.Facility?.Value)
            .Among("r.facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .And("r.article_id =", filter.Article?.Value);
        return await database.Page(
            totals,
            matching.Of("FROM reservations r"),
            matching.After("r.line_id, r.facility_id", filter.StartAfter is { } start ? ReservationId.Parts(start) : [])
                .Select(SelectReservation, "r.line_id, r.facility_id", filter.Size),
            ReservationOf,
            ct);
    }

    public Task<IReadOnlyList<ModificationDetail>> UpdateDetails(TenantId tenant, OrderId order, int max, CancellationToken ct) =>
        database.UpdateDetails(tenant, order, max, ct);

    private Task<OwnedEntity<T>?> Entity<T>(TenantId tenant, string kind, EntityId id, Func<QueryResultReader, OwnedEntity<T>> entity, CancellationToken ct) =>
        database.First(
            Statement.From(
                $"{SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            entity,
            ct);

    public static Order OrderOf(QueryResultReader row) => OrderSerializer.Order(row.Bytes(0), row.BytesOrNull(1));

    private static OwnedEntity<RoutingPlan> PlanOf(QueryResultReader row)
    {
        var order = OrderOf(row);
        return new(order, (PastOf(row)?.Plans ?? order.Plans).First(plan => plan.Id.Value == row.Text(2)));
    }

    public static OwnedEntity<PickJob> PickJobOf(QueryResultReader row)
    {
        var order = OrderOf(row);
        return new(order, (PastOf(row)?.PickJobs ?? order.PickJobs).First(job => job.Id.Value == row.Text(2)));
    }

    private static OwnedEntity<ReturnTask> ReturnTaskOf(QueryResultReader row)
    {
        var order = OrderOf(row);
        return new(order, (PastOf(row)?.ReturnTasks ?? order.ReturnTasks).First(task => task.Id.Value == row.Text(2)));
    }

    // Where the entity left the order, the document of that revision.
    public static EndedEntitiesDocument? PastOf(QueryResultReader row) => row.BytesOrNull(3) is { } past ? OrderSerializer.Read<EndedEntitiesDocument>(past) : null;

    public static OwnedEntity<Reservation> ReservationOf(QueryResultReader row)
    {
        var (order, line, facility) = (OrderOf(row), new LineId(row.Text(2)), new FacilityId(row.Text(3)));
        var reservation = new Reservation(
            ReservationId.Of(line, facility), order.Id, line, facility, new(row.Text(4)), new(row.Long(5)), row.Instant(6));
        return new(order, reservation);
    }
}
