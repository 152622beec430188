using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Reads the journal by transaction, up to the oldest one that still runs: sequences are not in commit order, transactions that have
/// ended are.
/// </summary>
internal sealed class JournalFeed(Database database) : IJournalFeed
{
    public Task<EventPosition> Head(CancellationToken ct) =>
        database.Read([Statement.From(database.Dialect.JournalHead)], HeadOf, ct);

    public Task<FeedEntryPage> After(
        TenantId tenant, EventPosition after, IReadOnlyCollection<OrderId> orders, int max, CancellationToken ct)
    {
        // No join: where the tables grow faster than they are analysed, its plan goes through all personal data of the tenant.
        // An entry that was heard in part is read once more.
        var sequence = after.Index == int.MaxValue ? after.Sequence : after.Sequence - 1;
        var about = orders.Count == 0 ? "" : $" AND {database.Dialect.Among("j.order_id", 5)}";
        object?[] values = [tenant.Value, after.Transaction, sequence, (long)max];
        return database.Read(
            [
                Statement.From(database.Dialect.JournalHead),
                new Statement(
                    $"""
                    SELECT j.xid, j.seq, j.order_id, j.revision, j.at, j.actor, j.policy, j.doc, (
                        SELECT p.doc FROM personal p
                        WHERE p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = 'ORDER' AND p.revision = j.revision),
                        EXISTS (SELECT 1 FROM personal p WHERE p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = 'ORDER')
                    FROM journal j
                    WHERE j.tenant_id = $1 AND (j.xid, j.seq) > ($2, $3){about}{database.Dialect.Settled}
                    ORDER BY j.xid, j.seq LIMIT $4
                    """,
                    orders.Count == 0 ? values : [.. values, orders.Select(o => o.Value).ToArray()]),
            ],
            async (row, token) =>
            {
                var head = await HeadOf(row, token);
                await row.Next(token);
                var entries = await row.List(EntryOf, token);
                var passed = entries.Count > 0 ? EventPosition.AfterEntry(entries[^1].Transaction, entries[^1].Sequence) : after;
                return new FeedEntryPage(entries, entries.Count < max && head > passed ? head : passed, head);
            },
            ct);
    }

    public Task<IReadOnlyList<Order>> AsOf(
        TenantId tenant, IReadOnlyList<(OrderId Order, long Revision)> states, CancellationToken ct) => database.Read(
        [.. states.SelectMany(state => JournalReplay.Of(tenant, state.Order, state.Revision, state.Revision))],
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

    private static async Task<EventPosition> HeadOf(QueryResultReader rows, CancellationToken ct) =>
        await rows.First(row => EventPosition.AfterEntry(row.Long(0), row.Long(1)), ct);

    private static FeedEntry EntryOf(QueryResultReader row)
    {
        var entry = OrderSerializer.Entry(row.Bytes(7));
        return new(
            row.Long(0),
            row.Long(1),
            new(row.Text(2)),
            row.Long(3),
            row.Instant(4),
            new(new(row.Text(5)), entry.ActorName, entry.Face, row.Text(6), entry.PolicyVersion),
            entry.Events,
            row.BytesOrNull(8) is { } personal ? OrderSerializer.Read<PersonalData>(personal) : null)
        {
            IsErased = !row.Flag(9),
        };
    }
}
