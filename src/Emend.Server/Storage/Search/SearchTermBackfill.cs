using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>
/// Makes orders of earlier versions findable, some at a time, each some in a transaction with how far it came: any number of nodes may
/// do it at once, and any may be stopped.
/// </summary>
internal sealed class SearchTermBackfill(Database database)
{
    private const string Name = "order_terms";
    private const long Some = 500;

    private static readonly Statement Progress =
        Statement.From("SELECT tenant_id, order_id FROM backfills WHERE name = $1", Name);

    /// <summary>The number of orders that were made findable.</summary>
    public async Task<long> Run(CancellationToken ct)
    {
        var all = 0L;
        while (await database.First(Progress, row => row.Text(0), ct) is not null)
        {
            ct.ThrowIfCancellationRequested();
            all += await database.Locked(session => Step(session, ct), ct);
        }

        return all;
    }

    private static async Task<long> Step(LockedSession session, CancellationToken ct)
    {
        var from = await session.Read(
            [Progress with { Sql = session.ForUpdate(Progress.Sql) }],
            (rows, token) => rows.First(row => (Tenant: row.Text(0), Order: row.Text(1)), token),
            ct);
        if (from.Tenant is null) return 0; // another node was done first

        var orders = Statement.From(
            $"""
            SELECT o.tenant_id, o.doc, p.doc FROM orders o {OrderLoadQueries.JoinPersonal}
            WHERE (o.tenant_id, o.order_id) > ($1, $2) ORDER BY o.tenant_id, o.order_id LIMIT {Some}
            """,
            from.Tenant, from.Order);
        var searchTermRows = await session.Read(
            [orders],
            (found, token) => found.List(
                row => SearchTermRow.From(new(row.Text(0)), OrderSerializer.Order(row.Bytes(1), row.BytesOrNull(2))), token),
            ct);
        var progress = searchTermRows.Count < Some
            ? Statement.One("DELETE FROM backfills WHERE name = $1", Name)
            : Statement.One(
                "UPDATE backfills SET tenant_id = $2, order_id = $3 WHERE name = $1", Name, searchTermRows[^1].Tenant.Value, searchTermRows[^1].Order.Value);
        await session.Write([.. searchTermRows.Select(searchTermRow => searchTermRow.Upsert), progress], ct);
        return searchTermRows.Count;
    }
}
