using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Finds orders.</summary>
internal sealed class OrderSearchIndex(Database database, TotalCountCache totals, ScanLimits bounds)
    : SearchIndex<Order>(database, totals, bounds, SearchSource.Orders)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (Order Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> at, CancellationToken ct)
    {
        var ids = at.Select(place => (string)place.Values[^1]).ToArray();
        var orders = await database.List(
            Statement.From(
                $"""
                SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonal}
                WHERE o.tenant_id = $1 AND {database.Dialect.Among("o.order_id", 2)}
                """,
                tenant.Value, ids),
            row => OrderSerializer.Order(row.Bytes(0), row.BytesOrNull(1)),
            ct);
        var byId = orders.ToDictionary(order => order.Id.Value);
        return at.Where(place => byId.ContainsKey((string)place.Values[^1])).ToDictionary(
            place => place,
            place => (byId[(string)place.Values[^1]], OrderSearchDocument.Whole(byId[(string)place.Values[^1]])));
    }
}
