using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Searches orders.</summary>
internal sealed class OrderSearchIndex(Database database, TotalCountCache totals, ScanLimits limits)
    : SearchIndex<Order>(database, totals, limits, SearchSource.Orders)
{
    private readonly Database _database = database;

    protected override SearchSource FindSource(Criterion where, SortOrder? sort) =>
        sort is { By: SortOrder.Changed } || SearchScope.HasRange(where, OrderSearchDocument.Changed)
            ? SearchSource.ChangedOrders
            : SearchSource.Orders;

    protected override async Task<IReadOnlyDictionary<SortPosition, (Order Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        var ids = positions.Select(position => (string)position.Values[^1]).ToArray();
        var orders = await _database.List(
            Statement.From(
                $"""
                SELECT o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonalData}
                WHERE o.tenant_id = $1 AND {_database.Dialect.AnyOf("o.order_id", 2)}
                """,
                tenant.Value, ids),
            row => OrderSerializer.ReadOrder(row.Bytes(0), row.BytesOrNull(1)),
            ct);
        var byId = orders.ToDictionary(order => order.Id.Value);
        return positions.Where(position => byId.ContainsKey((string)position.Values[^1])).ToDictionary(
            position => position,
            position => (byId[(string)position.Values[^1]], OrderSearchDocument.CreateComplete(byId[(string)position.Values[^1]])));
    }
}
