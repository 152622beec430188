using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.History;

namespace Emend.Server.Storage.Orders;

/// <summary>One revision on the way from a snapshot: what was written down, and the order around it.</summary>
internal sealed record ReplayedRevision(
    long Revision,
    DateTimeOffset At,
    JournalEntryDocument Entry,
    (string Actor, string Policy) By,
    ImmutableArray<OrderEvent> Events,
    Order? Before,
    Order After)
{
    public JournalEntry ToEntry() => new()
    {
        Revision = Revision,
        At = At,
        Provenance = new(new(By.Actor), Entry.ActorName, Entry.Face, By.Policy, Entry.PolicyVersion),
        Events = Events,
        DecisionRecord = Entry.Ground?.ToGround(),
        Before = Before,
        After = After,
    };
}

/// <summary>Folds the journal of one order from the last snapshot before a revision.</summary>
internal static class JournalReplay
{
    private const string Snapshot =
        """
        SELECT coalesce(max(revision), 0) FROM journal
        WHERE tenant_id = $1 AND order_id = $2 AND revision <= $3 AND snapshot IS NOT NULL
        """;

    /// <summary>What leads from a revision to another: the personal data in force from then on, and the journal.</summary>
    public static IReadOnlyList<Statement> Of(TenantId tenant, OrderId order, long from, long to) =>
    [
        Statement.From(
            $"""
            SELECT revision, doc FROM personal
            WHERE tenant_id = $1 AND order_id = $2 AND kind = 'ORDER' AND revision <= $4 AND revision >= (
                SELECT coalesce(max(revision), 0) FROM personal
                WHERE tenant_id = $1 AND order_id = $2 AND kind = 'ORDER' AND revision <= ({Snapshot}))
            """,
            tenant.Value, order.Value, from, to),
        Statement.From(
            $"""
            SELECT revision, at, actor, policy, doc, snapshot FROM journal
            WHERE tenant_id = $1 AND order_id = $2 AND revision <= $4 AND revision >= ({Snapshot})
            ORDER BY revision
            """,
            tenant.Value, order.Value, from, to),
    ];

    /// <summary>All revisions after the snapshot, oldest first.</summary>
    public static async Task<IReadOnlyList<ReplayedRevision>> Read(QueryResultReader rows, CancellationToken ct)
    {
        var kept = await rows.List(row => (row.Long(0), OrderSerializer.Read<PersonalData>(row.Bytes(1))), ct);
        var personal = kept.ToDictionary();
        await rows.Next(ct);
        var steps = new List<ReplayedRevision>();
        Order? state = null;
        while (await rows.Read(ct))
        {
            var step = Next(state, rows, personal);
            state = step.After;
            steps.Add(step);
        }

        return steps;
    }

    // The first row is a snapshot or the placing of the order; every further one is folded, whether it has a snapshot or not.
    private static ReplayedRevision Next(Order? before, QueryResultReader row, Dictionary<long, PersonalData> personal)
    {
        var (revision, at) = (row.Long(0), row.Instant(1));
        var entry = OrderSerializer.Entry(row.Bytes(4));
        ImmutableArray<OrderEvent> events = [.. entry.Events.Select(orderEvent => WithPersonal(orderEvent, personal))];
        var after = before is null && row.BytesOrNull(5) is { } snapshot
            ? OrderSerializer.Read<Order>(snapshot)
            : events.Aggregate(before, (state, orderEvent) => (state ?? ((OrderEvent.Placed)orderEvent).Order).Evolve(orderEvent, at))!;
        after = after with { Revision = revision };
        if (before?.PersonalRevision != after.PersonalRevision)
        {
            after = after with { PersonalData = Of(after.PersonalRevision, personal) };
        }

        return new(revision, at, entry, (row.Text(2), row.Text(3)), events, before, after);
    }

    private static OrderEvent WithPersonal(OrderEvent orderEvent, Dictionary<long, PersonalData> personal) =>
        orderEvent is OrderEvent.PersonalDataReplaced replaced ? replaced with { Personal = Of(replaced.Revision, personal) } : orderEvent;

    private static PersonalData Of(long revision, Dictionary<long, PersonalData> personal) => personal.GetValueOrDefault(revision, PersonalData.Erased);
}
