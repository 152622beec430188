using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>The journal: one row per revision of an order. Some rows also have a snapshot of the order.</summary>
internal static class Journal
{
    public const string Modified = "ORDER_MODIFIED";

    private const string Created = "ORDER_CREATED";
    private const string FulfillmentProgressed = "ORDER_WORKED_ON";

    public static Statement Insert(OrderWrite write, byte[]? snapshot)
    {
        var provenance = write.Provenance;
        var entry = new JournalEntryDocument(
            OrderSerializer.EntryFormat, provenance.ActorName, provenance.Api, provenance.PolicyVersion, write.Events,
            DecisionRecordDocument.From(write.DecisionRecord));
        return Statement.One(
            """
            INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            write.Tenant.Value, write.After.Id.Value, write.After.Revision, GetKind(write), UnixMicroseconds
                .FromTime(write.After.LastEventAt),
            provenance.Actor.Value, provenance.Policy, OrderSerializer.Write(entry), snapshot);
    }

    /// <summary>Reads an order as of a revision. Replays the events after the last snapshot.</summary>
    public static Task<Order?> ReadAsOf(this Database database, TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.Read(
            JournalReplay.CreateQueries(tenant, order, revision, revision),
            async (row, token) =>
                (await JournalReplay.Read(row, token)) is [.., { } last] && last.Revision == revision ? last.After : null,
            ct);

    /// <summary>Reads the last revision of an order with the given version. Replays the journal, which has no version column.</summary>
    public static async Task<Order?> ReadAsOfVersion(
        this Database database, TenantId tenant, OrderId order, long version, CancellationToken ct)
    {
        var last = await database.First(
            Statement.From("SELECT max(revision) FROM journal WHERE tenant_id = $1 AND order_id = $2", tenant.Value, order.Value),
            row => row.LongOrNull(0) ?? 0,
            ct);
        for (var to = last; to > 0;)
        {
            var steps = await database.Read(JournalReplay.CreateQueries(tenant, order, to - 1, to), JournalReplay.Read, ct);
            if (steps.LastOrDefault(step => step.After.Version <= version) is { } found)
            {
                return found.After.Version == version ? found.After : null;
            }

            to = steps.Count > 0 ? steps[0].Revision - 1 : 0;
        }

        return null;
    }

    /// <summary>Reads the most recent modifications, oldest first.</summary>
    public static async Task<IReadOnlyList<ModificationDetail>> ReadModificationDetails(
        this Database database, TenantId tenant, OrderId order, int max, CancellationToken ct)
    {
        var newestFirst = await database.List(
            Statement.From(
                """
                SELECT j.revision, j.at, j.actor, j.doc, c.doc, p.doc FROM journal j
                LEFT JOIN personal_data c
                    ON c.tenant_id = j.tenant_id AND c.order_id = j.order_id AND c.kind = $3 AND c.revision = j.revision
                LEFT JOIN personal_data p
                    ON p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = $4 AND p.revision = j.revision
                WHERE j.tenant_id = $1 AND j.order_id = $2 AND j.kind = $5 ORDER BY j.revision DESC LIMIT $6
                """,
                tenant.Value, order.Value, PersonalDataKind.Comment, PersonalDataKind.Order, Modified, (long)max),
            ReadDetail,
            ct);
        newestFirst.Reverse();
        return newestFirst;
    }

    private static ModificationDetail ReadDetail(QueryResultReader row)
    {
        var entry = OrderSerializer.ReadJournalEntry(row.Bytes(3));
        var comment = row.BytesOrNull(4) is { } doc ? OrderSerializer.Read<string>(doc) : null;
        var personalData = row.BytesOrNull(5) is { } stored ? OrderSerializer.Read<PersonalData>(stored) : PersonalData.Erased;
        var events = entry.Events.Select(
            e => e is OrderEvent.PersonalDataReplaced replaced ? replaced with { Personal = personalData } : e);
        return new(row.Long(0), row.Instant(1), new(row.Text(2)), entry.ActorName, [.. events], comment);
    }

    private static string GetKind(OrderWrite write) =>
        write.Before is null
            ? Created
            : write.Events.Any(orderEvent => orderEvent is OrderEvent.Modified) ? Modified
            : FulfillmentProgressed;
}
