using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Searches live and ended entities of one kind.</summary>
internal sealed class EntitySearchIndex<T>(Database database, TotalCountCache totals, ScanLimits limits, EntityKind<T> entityKind)
    : SearchIndex<T>(database, totals, limits, SearchSource.ForEntities(entityKind.Name))
    where T : notnull
{
    // Fields whose values are ids of entities of the order.
    private static readonly (string Field, string Kind)[] References =
    [
        (FulfillmentSearchDocuments.PickJob, OrderProjection.PickJob),
        (FulfillmentSearchDocuments.Plan, OrderProjection.Plan),
        (FulfillmentSearchDocuments.HandoverJob, OrderProjection.HandoverJob),
        (FulfillmentSearchDocuments.Shipment, OrderProjection.Shipment),
        (FulfillmentSearchDocuments.Process, OrderProjection.Process),
    ];

    private readonly Database _database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (T Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        var ids = positions.Select(position => (string)position.Values[^1]).ToArray();
        var entities = await _database.List(
            Statement.From(
                $"""
                {OrderReader.SelectEntity}
                WHERE i.tenant_id = $1 AND i.kind = '{entityKind.Name}' AND {_database.Dialect.AnyOf("i.entity_id", 2)}
                """,
                tenant.Value, ids),
            entityKind.Read,
            ct);
        return entities.ToDictionary(GetPosition, entity => (entity, entityKind.CreateDocument(entity)));
    }

    protected override async Task<IEnumerable<SearchHit<T>>?> FindByParent(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (GetOrderCondition(where) is not var (condition, values))
        {
            return null;
        }

        var all = await entityKind.ReadOfOrders(_database, condition, [tenant.Value, values], ct);
        return all.Where(entity => where.Matches(entityKind.CreateDocument(entity)))
            .Select(entity => new SearchHit<T>(GetPosition(entity), entity));
    }

    private SortPosition GetPosition(T entity)
    {
        var (createdAt, id) = entityKind.GetKey(entity);
        return new([UnixMicroseconds.FromTime(createdAt), id]);
    }

    private (string Condition, string[] Values)? GetOrderCondition(Criterion where)
    {
        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Order) is { } orders)
        {
            return (_database.Dialect.AnyOf("o.order_id", 2), orders);
        }

        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Number) is { } numbers)
        {
            return (_database.Dialect.AnyOf("o.tenant_order_key", 2), numbers);
        }

        foreach (var (field, kind) in References.Prepend((FulfillmentSearchDocuments.Id, entityKind.Name)))
        {
            if (SearchScope.GetAllowedValues(where, field) is { } ids)
            {
                return (_database.HasEntityCondition(kind), ids);
            }
        }

        return null;
    }
}
