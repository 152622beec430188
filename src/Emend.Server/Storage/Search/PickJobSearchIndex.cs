using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Searches live and ended pick jobs.</summary>
internal sealed class PickJobSearchIndex(Database database, TotalCountCache totals, ScanLimits limits)
    : SearchIndex<OwnedEntity<PickJob>>(database, totals, limits, SearchSource.PickJobs)
{
    private readonly Database _database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (OwnedEntity<PickJob> Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        var ids = positions.Select(position => (string)position.Values[^1]).ToArray();
        var jobs = await _database.List(
            Statement.From(
                $"""
                {OrderReader.SelectEntity}
                WHERE i.tenant_id = $1 AND i.kind = '{OrderProjection.PickJob}' AND {_database.Dialect.AnyOf("i.entity_id", 2)}
                """,
                tenant.Value, ids),
            OrderReader.ReadPickJob,
            ct);
        return jobs.ToDictionary(GetPosition, job => (job, CreateDocument(job)));
    }

    protected override async Task<IEnumerable<SearchHit<OwnedEntity<PickJob>>>?> FindByParent(
        TenantId tenant, Criterion where, CancellationToken ct)
    {
        var (condition, values) = GetOrderCondition(where);
        if (values is null)
        {
            return null;
        }

        var all = await _database.ReadEntitiesOfOrders(
            condition, [tenant.Value, values], ended => ended.PickJobs, order => order.PickJobs, ct);
        return all.Where(job => where.Matches(CreateDocument(job))).Select(
            job => new SearchHit<OwnedEntity<PickJob>>(GetPosition(job), job));
    }

    private static SearchDocument CreateDocument(OwnedEntity<PickJob> job) =>
        FulfillmentSearchDocuments.Create(job, StoredEnumNames.PickJob[job.Entity.Status]);

    private static SortPosition GetPosition(OwnedEntity<PickJob> job) =>
        new([UnixMicroseconds.FromTime(job.Entity.CreatedAt), job.Entity.Id.Value]);

    private (string Condition, string[]? Values) GetOrderCondition(Criterion where)
    {
        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Order) is { } orders)
        {
            return (_database.Dialect.AnyOf("o.order_id", 2), orders);
        }

        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Number) is { } numbers)
        {
            return (_database.Dialect.AnyOf("o.tenant_order_key", 2), numbers);
        }

        return (_database.HasEntityCondition(OrderProjection.PickJob), SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Id));
    }
}
