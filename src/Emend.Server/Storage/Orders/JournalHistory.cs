using Emend.Core.Orders;
using Emend.Server.Desk.History;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads ranges of an order's journal: one snapshot, and what happened since, however many entries are asked for.</summary>
internal sealed class JournalHistory(Database database) : IOrderHistory
{
    public Task<IReadOnlyList<JournalEntry>> Entries(TenantId tenant, OrderId order, long from, long to, CancellationToken ct) =>
        database.Read(
            [
                .. Replaying.Of(tenant, order, from - 1, to),
                Statement.Of(
                    """
                    SELECT revision, doc FROM personal WHERE tenant_id = $1 AND order_id = $2 AND kind = $3 AND revision BETWEEN $4 AND $5
                    """,
                    tenant.Value, order.Value, PersonalKind.Comment, from, to),
                Statement.Of(
                    """
                    SELECT revision, by_revision FROM undone WHERE tenant_id = $1 AND order_id = $2 AND revision BETWEEN $3 AND $4
                    ORDER BY revision, by_revision
                    """,
                    tenant.Value, order.Value, from, to),
            ],
            async (rows, token) =>
            {
                var steps = await Replaying.Read(rows, token);
                await rows.Next(token);
                var comments = (await rows.List(row => (row.Long(0), OrderDocuments.Read<string>(row.Bytes(1))), token)).ToDictionary();
                await rows.Next(token);
                var undone = (await rows.List(row => (Revision: row.Long(0), By: row.Long(1)), token)).ToLookup(u => u.Revision, u => u.By);
                return (IReadOnlyList<JournalEntry>)
                [
                    .. steps.Where(step => step.Revision >= from).Select(step => step.ToEntry() with
                    {
                        Comment = comments.GetValueOrDefault(step.Revision),
                        UndoneBy = [.. undone[step.Revision]],
                    }),
                ];
            },
            ct);

    public async Task<long?> RevisionAt(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct) => await database.First(
        Statement.Of(
            "SELECT max(revision) FROM journal WHERE tenant_id = $1 AND order_id = $2 AND at <= $3",
            tenant.Value, order.Value, Instant.Micros(at)),
        row => row.LongOrNull(0),
        ct);
}
