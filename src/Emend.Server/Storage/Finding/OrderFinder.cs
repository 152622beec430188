using Emend.Core.Orders;
using Emend.Server.Desk.Finding;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Finding;

/// <summary>Finds orders.</summary>
internal sealed class OrderFinder(Database database, Totals totals, Bounds bounds)
    : Finder<Order>(database, totals, bounds, Source.Orders)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<Position, (Order Item, Findable Seen)>> Load(
        TenantId tenant, IReadOnlyList<Position> at, CancellationToken ct)
    {
        var ids = at.Select(place => (string)place.Values[^1]).ToArray();
        var orders = await database.List(
            Statement.Of(
                $"""
                SELECT o.doc, p.doc FROM orders o {OrderQueries.JoinPersonal}
                WHERE o.tenant_id = $1 AND {database.Dialect.Among("o.order_id", 2)}
                """,
                tenant.Value, ids),
            row => OrderDocuments.Order(row.Bytes(0), row.BytesOrNull(1)),
            ct);
        var byId = orders.ToDictionary(order => order.Id.Value);
        return at.Where(place => byId.ContainsKey((string)place.Values[^1])).ToDictionary(
            place => place,
            place => (byId[(string)place.Values[^1]], FindableOrder.Whole(byId[(string)place.Values[^1]])));
    }
}
