using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.History;

namespace Emend.Server.Storage.Orders;

/// <summary>One replayed revision: the journal entry, and the order before and after.</summary>
internal sealed record ReplayedRevision(
    long Revision,
    DateTimeOffset At,
    JournalEntryDocument Entry,
    (string Actor, string Policy) ActorAndPolicy,
    ImmutableArray<OrderEvent> Events,
    Order? Before,
    Order After)
{
    public JournalEntry ToEntry() => new()
    {
        Revision = Revision,
        At = At,
        Provenance = new(new(ActorAndPolicy.Actor), Entry.ActorName, Entry.Api, ActorAndPolicy.Policy, Entry.PolicyVersion),
        Events = Events,
        DecisionRecord = Entry.DecisionRecord?.ToDecisionRecord(),
        Before = Before,
        After = After,
    };
}

/// <summary>Replays the journal of one order from the last snapshot before a revision.</summary>
internal static class JournalReplay
{
    private const string Snapshot =
        """
        SELECT coalesce(max(revision), 0) FROM journal
        WHERE tenant_id = $1 AND order_id = $2 AND revision <= $3 AND snapshot IS NOT NULL
        """;

    /// <summary>Queries for a range of revisions: the personal data that applies to them, and the journal entries.</summary>
    public static IReadOnlyList<Statement> CreateQueries(TenantId tenant, OrderId order, long from, long to) =>
    [
        Statement.From(
            $"""
            SELECT revision, doc FROM personal_data
            WHERE tenant_id = $1 AND order_id = $2 AND kind = 'ORDER' AND revision <= $4 AND revision >= (
                SELECT coalesce(max(revision), 0) FROM personal_data
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

    /// <summary>Reads all revisions after the snapshot, oldest first.</summary>
    public static async Task<IReadOnlyList<ReplayedRevision>> Read(QueryResultReader rows, CancellationToken ct)
    {
        var documents = await rows.List(row => (row.Long(0), OrderSerializer.Read<PersonalData>(row.Bytes(1))), ct);
        var personal = documents.ToDictionary();
        await rows.Next(ct);
        var steps = new List<ReplayedRevision>();
        Order? state = null;
        while (await rows.Read(ct))
        {
            var step = Apply(state, rows, personal);
            state = step.After;
            steps.Add(step);
        }

        return steps;
    }

    // The first row has a snapshot or places the order. The events of all further rows are applied, even if a row has a snapshot.
    private static ReplayedRevision Apply(Order? before, QueryResultReader row, Dictionary<long, PersonalData> personal)
    {
        var (revision, at) = (row.Long(0), row.Instant(1));
        var entry = OrderSerializer.ReadJournalEntry(row.Bytes(4));
        ImmutableArray<OrderEvent> events = [.. entry.Events.Select(orderEvent => AddPersonalData(orderEvent, personal))];
        var after = before is null && row.BytesOrNull(5) is { } snapshot
            ? OrderSerializer.Read<Order>(snapshot)
            : events.Aggregate(before, (state, orderEvent) => (state ?? ((OrderEvent.Placed)orderEvent).Order).Evolve(orderEvent, at))!;
        after = after with { Revision = revision };
        if (before?.PersonalRevision != after.PersonalRevision)
        {
            after = after with { PersonalData = CreateQueries(after.PersonalRevision, personal) };
        }

        return new(revision, at, entry, (row.Text(2), row.Text(3)), events, before, after);
    }

    private static OrderEvent AddPersonalData(OrderEvent orderEvent, Dictionary<long, PersonalData> personal) =>
        orderEvent is OrderEvent.PersonalDataReplaced replaced
            ? replaced with { Personal = CreateQueries(replaced.Revision, personal) }
            : orderEvent;

    private static PersonalData CreateQueries(long revision, Dictionary<long, PersonalData> personal) =>
        personal.GetValueOrDefault(revision, PersonalData.Erased);
}
