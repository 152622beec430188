using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>What happened to an order, one row per revision; with a snapshot now and then.</summary>
internal static class Journal
{
    public const string Modified = "ORDER_MODIFIED";

    private const string Created = "ORDER_CREATED";
    private const string Worked = "ORDER_WORKED_ON";

    public static Statement Insert(OrderWrite write, byte[]? snapshot)
    {
        var provenance = write.Provenance;
        var entry = new JournalEntryDocument(
            OrderSerializer.EntryFormat, provenance.ActorName, provenance.Face, provenance.PolicyVersion, write.Events,
            DecisionRecordDocument.From(write.DecisionRecord));
        return Statement.One(
            """
            INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            write.Tenant.Value, write.After.Id.Value, write.After.Revision, KindOf(write), UnixMicroseconds.FromTime(write.After.LastEventAt),
            provenance.Actor.Value, provenance.Policy, OrderSerializer.Write(entry), snapshot);
    }

    /// <summary>The order as of a revision: the last snapshot before it, and what happened since.</summary>
    public static Task<Order?> AsOf(this Database database, TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.Read(
            JournalReplay.Of(tenant, order, revision, revision),
            async (row, token) =>
                (await JournalReplay.Read(row, token)) is [.., { } last] && last.Revision == revision ? last.After : null,
            ct);

    /// <summary>The order as it last was in a version: what is not told by the journal's columns is found by replaying it.</summary>
    public static async Task<Order?> AsOfVersion(
        this Database database, TenantId tenant, OrderId order, long version, CancellationToken ct)
    {
        var last = await database.First(
            Statement.From("SELECT max(revision) FROM journal WHERE tenant_id = $1 AND order_id = $2", tenant.Value, order.Value),
            row => row.LongOrNull(0) ?? 0,
            ct);
        for (var to = last; to > 0;)
        {
            var steps = await database.Read(JournalReplay.Of(tenant, order, to - 1, to), JournalReplay.Read, ct);
            if (steps.LastOrDefault(step => step.After.Version <= version) is { } found)
            {
                return found.After.Version == version ? found.After : null;
            }

            to = steps.Count > 0 ? steps[0].Revision - 1 : 0;
        }

        return null;
    }

    /// <summary>The newest modifications, oldest first.</summary>
    public static async Task<IReadOnlyList<ModificationDetail>> UpdateDetails(
        this Database database, TenantId tenant, OrderId order, int max, CancellationToken ct)
    {
        var newestFirst = await database.List(
            Statement.From(
                """
                SELECT j.revision, j.at, j.actor, j.doc, c.doc, p.doc FROM journal j
                LEFT JOIN personal c
                    ON c.tenant_id = j.tenant_id AND c.order_id = j.order_id AND c.kind = $3 AND c.revision = j.revision
                LEFT JOIN personal p
                    ON p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = $4 AND p.revision = j.revision
                WHERE j.tenant_id = $1 AND j.order_id = $2 AND j.kind = $5 ORDER BY j.revision DESC LIMIT $6
                """,
                tenant.Value, order.Value, PersonalDataKind.Comment, PersonalDataKind.Order, Modified, (long)max),
            DetailOf,
            ct);
        newestFirst.Reverse();
        return newestFirst;
    }

    private static ModificationDetail DetailOf(QueryResultReader row)
    {
        var entry = OrderSerializer.Entry(row.Bytes(3));
        var comment = row.BytesOrNull(4) is { } doc ? OrderSerializer.Read<string>(doc) : null;
        var personalData = row.BytesOrNull(5) is { } kept ? OrderSerializer.Read<PersonalData>(kept) : PersonalData.Erased;
        var events = entry.Events.Select(e => e is OrderEvent.PersonalDataReplaced replaced ? replaced with { Personal = personalData } : e);
        return new(row.Long(0), row.Instant(1), new(row.Text(2)), entry.ActorName, [.. events], comment);
    }

    private static string KindOf(OrderWrite write) =>
        write.Before is null ? Created : write.Events.Any(orderEvent => orderEvent is OrderEvent.Modified) ? Modified : Worked;
}
