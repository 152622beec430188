using Emend.Core.Orders;
using Emend.Server.Application.History;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads ranges of an order's journal with one replay from a snapshot for all entries.</summary>
internal sealed class OrderHistoryReader(Database database) : IOrderHistoryReader
{
    public Task<IReadOnlyList<JournalEntry>> ReadEntries(TenantId tenant, OrderId order, long from, long to, CancellationToken ct) =>
        database.Read(
            [
                .. JournalReplay.CreateQueries(tenant, order, from - 1, to),
                Statement.From(
                    """
                    SELECT revision, doc FROM personal_data
                    WHERE tenant_id = $1 AND order_id = $2 AND kind = $3 AND revision BETWEEN $4 AND $5
                    """,
                    tenant.Value, order.Value, PersonalDataKind.Comment, from, to),
                Statement.From(
                    """
                    SELECT revision, by_revision FROM undone_modifications
                    WHERE tenant_id = $1 AND order_id = $2 AND revision BETWEEN $3 AND $4
                    ORDER BY revision, by_revision
                    """,
                    tenant.Value, order.Value, from, to),
            ],
            async (rows, token) =>
            {
                var steps = await JournalReplay.Read(rows, token);
                await rows.Next(token);
                var comments = (await rows.List(row => (row.Long(0), OrderSerializer.Read<string>(row.Bytes(1))), token)).ToDictionary();
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

    public async Task<long?> FindRevisionAt(
        TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct) => await database.First(
        Statement.From(
            "SELECT max(revision) FROM journal WHERE tenant_id = $1 AND order_id = $2 AND at <= $3",
            tenant.Value, order.Value, UnixMicroseconds.FromTime(at)),
        row => row.LongOrNull(0),
        ct);
}
