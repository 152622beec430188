using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Finding;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Finding;

/// <summary>Finds pick jobs, live and dead.</summary>
internal sealed class PickJobFinder(Database database, Totals totals, Bounds bounds)
    : Finder<Owned<PickJob>>(database, totals, bounds, Source.PickJobs)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<Position, (Owned<PickJob> Item, Findable Seen)>> Load(
        TenantId tenant, IReadOnlyList<Position> at, CancellationToken ct)
    {
        var ids = at.Select(place => (string)place.Values[^1]).ToArray();
        var jobs = await database.List(
            Statement.Of(
                $"""
                {OrderReads.SelectEntity}
                WHERE i.tenant_id = $1 AND i.kind = '{Projection.PickJob}' AND {database.Dialect.Among("i.entity_id", 2)}
                """,
                tenant.Value, ids),
            OrderReads.PickJobOf,
            ct);
        return jobs.ToDictionary(PlaceOf, job => (job, Seen(job)));
    }

    protected override async Task<IEnumerable<Hit<Owned<PickJob>>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct)
    {
        var (condition, values) = OrdersOf(where);
        if (values is null) return null;
        var all = await database.OfOrders(
            condition, [tenant.Value, values], past => past.PickJobs, order => order.PickJobs, ct);
        return all.Where(job => where.HoldsFor(Seen(job))).Select(job => new Hit<Owned<PickJob>>(PlaceOf(job), job));
    }

    private static Findable Seen(Owned<PickJob> job) => FindableWork.Of(job, StoredStates.PickJob[job.Entity.Status]);

    private static Position PlaceOf(Owned<PickJob> job) => new([Instant.Micros(job.Entity.CreatedAt), job.Entity.Id.Value]);

    private (string Condition, string[]? Values) OrdersOf(Criterion where)
    {
        if (Reach.Wanted(where, FindableWork.Order) is { } orders) return (database.Dialect.Among("o.order_id", 2), orders);
        if (Reach.Wanted(where, FindableWork.Number) is { } numbers) return (database.Dialect.Among("o.tenant_order_id", 2), numbers);
        return (database.OrdersOf(Projection.PickJob), Reach.Wanted(where, FindableWork.Id));
    }
}
