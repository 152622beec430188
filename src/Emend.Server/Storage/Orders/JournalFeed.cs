using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Reads the journal in transaction order, up to the oldest running transaction. Sequence numbers are not in commit order; ended
/// transactions are.
/// </summary>
internal sealed class JournalFeed(Database database) : IJournalFeed
{
    public Task<EventPosition> ReadHead(TenantId tenant, CancellationToken ct) =>
        database.Read([Statement.From(database.Dialect.JournalHead, tenant.Value)], ReadHead, ct);

    public Task<FeedEntryPage> ReadAfter(
        TenantId tenant, EventPosition after, IReadOnlyCollection<OrderId> orders, int max, CancellationToken ct)
    {
        // Subqueries instead of a join: with outdated statistics, a join scans all personal data of the tenant.
        // An entry of which only some events were read is read again.
        var sequence = after.Index == int.MaxValue ? after.Sequence : after.Sequence - 1;
        var filter = orders.Count == 0 ? "" : $" AND {database.Dialect.AnyOf("j.order_id", 5)}";
        object?[] values = [tenant.Value, after.Transaction, sequence, (long)max];
        return database.Read(
            [
                Statement.From(database.Dialect.JournalHead, tenant.Value),
                new Statement(
                    $"""
                    SELECT j.xid, j.seq, j.order_id, j.revision, j.at, j.actor, j.policy, j.doc, (
                        SELECT p.doc FROM personal_data p
                        WHERE p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = 'ORDER' AND p.revision = j.revision),
                        EXISTS (
                            SELECT 1 FROM personal_data p
                            WHERE p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = 'ORDER'), (
                        SELECT p.doc FROM personal_data p
                        WHERE p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = 'COMMENT' AND p.revision = j.revision)
                    FROM journal j
                    WHERE j.tenant_id = $1 AND (j.xid, j.seq) > ($2, $3){filter}{database.Dialect.IsFinal}
                    ORDER BY j.xid, j.seq LIMIT $4
                    """,
                    orders.Count == 0 ? values : [.. values, orders.Select(o => o.Value).ToArray()]),
            ],
            async (row, token) =>
            {
                var head = await ReadHead(row, token);
                await row.Next(token);
                var entries = await row.List(ReadEntry, token);
                var passed = entries.Count > 0 ? EventPosition.AfterEntry(entries[^1].Transaction, entries[^1].Sequence) : after;
                return new FeedEntryPage(entries, entries.Count < max && head > passed ? head : passed, head);
            },
            ct);
    }

    public Task<IReadOnlyList<Order>> LoadStates(
        TenantId tenant, IReadOnlyList<(OrderId Order, long Revision)> states, CancellationToken ct) => database.Read(
        [.. states.SelectMany(state => JournalReplay.CreateQueries(tenant, state.Order, state.Revision, state.Revision))],
        async (row, token) =>
        {
            var orders = new List<Order>(states.Count);
            for (var at = 0; at < states.Count; at++)
            {
                if (at > 0)
                {
                    await row.Next(token);
                }

                if (await JournalReplay.Read(row, token) is [.., var last])
                {
                    orders.Add(last.After);
                }
            }

            return (IReadOnlyList<Order>)orders;
        },
        ct);

    private static async Task<EventPosition> ReadHead(QueryResultReader rows, CancellationToken ct) =>
        await rows.First(row => EventPosition.AfterEntry(row.Long(0), row.Long(1)), ct);

    private static FeedEntry ReadEntry(QueryResultReader row)
    {
        var entry = OrderSerializer.ReadJournalEntry(row.Bytes(7));
        return new(
            row.Long(0),
            row.Long(1),
            new(row.Text(2)),
            row.Long(3),
            row.Instant(4),
            new(new(row.Text(5)), entry.ActorName, entry.Api, row.Text(6), entry.PolicyVersion),
            entry.Events,
            row.BytesOrNull(8) is { } personal ? OrderSerializer.Read<PersonalData>(personal) : null)
        {
            IsErased = !row.Flag(9),
            Comment = row.BytesOrNull(10) is { } comment ? OrderSerializer.Read<string>(comment) : null,
        };
    }
}
