using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>
/// Adds search terms to orders of earlier versions, and the keys of order numbers that are not plain ASCII, in batches. Each batch and its
/// progress are one transaction, so several nodes may run the backfill at the same time and each may stop at any time.
/// </summary>
internal sealed class SearchTermBackfill(Database database)
{
    private const string Name = "order_search_terms";
    private const long BatchSize = 500;

    private static readonly Statement Progress =
        Statement.From("SELECT tenant_id, order_id FROM backfills WHERE name = $1", Name);

    /// <summary>Runs the backfill. Returns the number of orders that this node processed.</summary>
    public async Task<long> Run(CancellationToken ct)
    {
        var all = 0L;
        while (await database.First(Progress, row => row.Text(0), ct) is not null)
        {
            ct.ThrowIfCancellationRequested();
            all += await database.ExecuteLocked(session => Step(session, ct), ct);
        }

        return all;
    }

    private static async Task<long> Step(LockedSession session, CancellationToken ct)
    {
        var from = await session.Read(
            [Progress with { Sql = session.ForUpdate(Progress.Sql) }],
            (rows, token) => rows.First(row => (Tenant: row.Text(0), Order: row.Text(1)), token),
            ct);
        if (from.Tenant is null)
        {
            return 0; // another node has completed the backfill
        }

        var orders = Statement.From(
            $"""
            SELECT o.tenant_id, o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonalData}
            WHERE (o.tenant_id, o.order_id) > ($1, $2) ORDER BY o.tenant_id, o.order_id LIMIT {BatchSize}
            """,
            from.Tenant, from.Order);
        var found = await session.Read(
            [orders],
            (rows, token) => rows.List(
                row => (Tenant: new TenantId(row.Text(0)), Order: OrderSerializer.ReadOrder(row.Bytes(1), row.BytesOrNull(2))), token),
            ct);
        var progress = found.Count < BatchSize
            ? Statement.One("DELETE FROM backfills WHERE name = $1", Name)
            : Statement.One(
                "UPDATE backfills SET tenant_id = $2, order_id = $3 WHERE name = $1",
                Name, found[^1].Tenant.Value, found[^1].Order.Id.Value);
        await session.Write(
            [
                .. found.Select(row => SearchTermRow.From(row.Tenant, row.Order).Upsert),
                .. found.Where(row => HasOtherCharacters(row.Order.TenantOrderId)).Select(row => SetKey(row.Tenant, row.Order)),
                progress,
            ],
            ct);
        return found.Count;
    }

    // The migration computed the keys of all other numbers.
    private static bool HasOtherCharacters(string? number) =>
        number is not null && (number.Any(c => c is < ' ' or > '~') || number.Contains("  ", StringComparison.Ordinal));

    // An active order keeps the key of its own if another active order has the number.
    private static Statement SetKey(TenantId tenant, Order order) => Statement.From(
        $"""
        UPDATE orders SET tenant_order_key = $3 WHERE tenant_id = $1 AND order_id = $2 AND NOT EXISTS (
            SELECT 1 FROM orders x WHERE x.tenant_id = $1 AND x.tenant_order_key = $3 AND x.order_id <> $2
                AND x.status IN {StoredOrderStatus.ActiveList})
        """,
        tenant.Value, order.Id.Value, SearchText.FoldNumber(order.TenantOrderId));
}
