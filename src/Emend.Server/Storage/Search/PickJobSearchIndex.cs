using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Finds pick jobs, live and dead.</summary>
internal sealed class PickJobSearchIndex(Database database, TotalCountCache totals, ScanLimits bounds)
    : SearchIndex<OwnedEntity<PickJob>>(database, totals, bounds, SearchSource.PickJobs)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (OwnedEntity<PickJob> Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> at, CancellationToken ct)
    {
        var ids = at.Select(place => (string)place.Values[^1]).ToArray();
        var jobs = await database.List(
            Statement.From(
                $"""
                {OrderReader.SelectEntity}
                WHERE i.tenant_id = $1 AND i.kind = '{OrderProjection.PickJob}' AND {database.Dialect.Among("i.entity_id", 2)}
                """,
                tenant.Value, ids),
            OrderReader.PickJobOf,
            ct);
        return jobs.ToDictionary(PlaceOf, job => (job, Seen(job)));
    }

    protected override async Task<IEnumerable<SearchHit<OwnedEntity<PickJob>>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct)
    {
        var (condition, values) = OrdersOf(where);
        if (values is null) return null;
        var all = await database.OfOrders(
            condition, [tenant.Value, values], past => past.PickJobs, order => order.PickJobs, ct);
        return all.Where(job => where.HoldsFor(Seen(job))).Select(job => new SearchHit<OwnedEntity<PickJob>>(PlaceOf(job), job));
    }

    private static SearchDocument Seen(OwnedEntity<PickJob> job) => FulfillmentSearchDocuments.Of(job, StoredEnumNames.PickJob[job.Entity.Status]);

    private static SortPosition PlaceOf(OwnedEntity<PickJob> job) => new([UnixMicroseconds.FromTime(job.Entity.CreatedAt), job.Entity.Id.Value]);

    private (string Condition, string[]? Values) OrdersOf(Criterion where)
    {
        if (SearchScope.Wanted(where, FulfillmentSearchDocuments.Order) is { } orders) return (database.Dialect.Among("o.order_id", 2), orders);
        if (SearchScope.Wanted(where, FulfillmentSearchDocuments.Number) is { } numbers) return (database.Dialect.Among("o.tenant_order_id", 2), numbers);
        return (database.OrdersOf(OrderProjection.PickJob), SearchScope.Wanted(where, FulfillmentSearchDocuments.Id));
    }
}
