using Emend.Core.Orders;
using Emend.Server.Desk;

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
        var entry = new StoredEntry(
            OrderDocuments.EntryFormat, provenance.ActorName, provenance.Face, provenance.PolicyVersion, write.Events,
            StoredGround.Of(write.Ground));
        return Statement.One(
            """
            INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            write.Tenant.Value, write.After.Id.Value, write.After.Revision, KindOf(write), Instant.Micros(write.After.TouchedAt),
            provenance.Actor.Value, provenance.Policy, OrderDocuments.Write(entry), snapshot);
    }

    /// <summary>The order as of a revision: the last snapshot before it, and what happened since.</summary>
    public static Task<Order?> AsOf(this Database database, TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.Read(
            Replaying.Of(tenant, order, revision, revision),
            async (rows, token) =>
                (await Replaying.Read(rows, token)) is [.., { } last] && last.Revision == revision ? last.After : null,
            ct);

    /// <summary>The order as it last was in a version: what is not told by the journal's columns is found by replaying it.</summary>
    public static async Task<Order?> AsOfVersion(
        this Database database, TenantId tenant, OrderId order, long version, CancellationToken ct)
    {
        var last = await database.First(
            Statement.Of("SELECT max(revision) FROM journal WHERE tenant_id = $1 AND order_id = $2", tenant.Value, order.Value),
            row => row.LongOrNull(0) ?? 0,
            ct);
        for (var to = last; to > 0;)
        {
            var steps = await database.Read(Replaying.Of(tenant, order, to - 1, to), Replaying.Read, ct);
            if (steps.LastOrDefault(step => step.After.Version <= version) is { } found)
            {
                return found.After.Version == version ? found.After : null;
            }

            to = steps.Count > 0 ? steps[0].Revision - 1 : 0;
        }

        return null;
    }

    /// <summary>The newest modifications, oldest first.</summary>
    public static async Task<IReadOnlyList<UpdateDetail>> UpdateDetails(
        this Database database, TenantId tenant, OrderId order, int most, CancellationToken ct)
    {
        var newestFirst = await database.List(
            Statement.Of(
                """
                SELECT j.revision, j.at, j.actor, j.doc, c.doc, p.doc FROM journal j
                LEFT JOIN personal c
                    ON c.tenant_id = j.tenant_id AND c.order_id = j.order_id AND c.kind = $3 AND c.revision = j.revision
                LEFT JOIN personal p
                    ON p.tenant_id = j.tenant_id AND p.order_id = j.order_id AND p.kind = $4 AND p.revision = j.revision
                WHERE j.tenant_id = $1 AND j.order_id = $2 AND j.kind = $5 ORDER BY j.revision DESC LIMIT $6
                """,
                tenant.Value, order.Value, PersonalKind.Comment, PersonalKind.Order, Modified, (long)most),
            DetailOf,
            ct);
        newestFirst.Reverse();
        return newestFirst;
    }

    private static UpdateDetail DetailOf(Rows row)
    {
        var entry = OrderDocuments.Entry(row.Bytes(3));
        var comment = row.BytesOrNull(4) is { } doc ? OrderDocuments.Read<string>(doc) : null;
        var personal = row.BytesOrNull(5) is { } kept ? OrderDocuments.Read<Personal>(kept) : Personal.Erased;
        var events = entry.Events.Select(e => e is OrderEvent.PersonalReplaced replaced ? replaced with { Personal = personal } : e);
        return new(row.Long(0), row.Instant(1), new(row.Text(2)), entry.ActorName, [.. events], comment);
    }

    private static string KindOf(OrderWrite write) =>
        write.Before is null ? Created : write.Events.Any(happened => happened is OrderEvent.Modified) ? Modified : Worked;
}
