using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Waiting;

namespace Emend.Server.Storage.Keeping;

/// <summary>What is kept of an order beside its row: what happened, and what left it.</summary>
internal sealed record KeptDocuments(IReadOnlyList<KeptEntry> Journal, IReadOnlyList<(long Revision, byte[] Doc)> Past);

/// <summary>An entry of the journal as it is stored.</summary>
internal sealed record KeptEntry(long Revision, byte[] Doc, byte[]? Snapshot);

/// <summary>
/// The transaction in which an order is anonymised or deleted. Documents are read as this version reads them, cleared by
/// <see cref="Anonymous"/>, and written in the newest format, so that no format of before has rules of its own.
/// </summary>
internal static class Forgetting
{
    private const string Key = "WHERE tenant_id = $1 AND order_id = $2";

    public static bool IsAskedBy(OrderWrite write) => write.Events.Any(e => e is OrderEvent.Anonymized or OrderEvent.Deleted);

    /// <summary>
    /// Its transaction, out of what <see cref="Kept"/> read. The order's row guards both: whoever writes it steps its revision.
    /// </summary>
    public static WritePlan Of(OrderWrite write, KeptDocuments kept, Dialect dialect) =>
        write.Events.Any(e => e is OrderEvent.Deleted) ? Deletion(write, kept, dialect) : Erasure(write, kept, dialect);

    public static IReadOnlyList<Statement> Documents(TenantId tenant, OrderId order) =>
    [
        Statement.Of($"SELECT revision, doc, snapshot FROM journal {Key} ORDER BY revision", tenant.Value, order.Value),
        Statement.Of($"SELECT revision, doc FROM order_past {Key} ORDER BY revision", tenant.Value, order.Value),
    ];

    public static async Task<KeptDocuments> Kept(Rows rows, CancellationToken ct)
    {
        var journal = await rows.List(row => new KeptEntry(row.Long(0), row.Bytes(1), row.BytesOrNull(2)), ct);
        await rows.Next(ct);
        return new(journal, await rows.List(row => (row.Long(0), row.Bytes(1)), ct));
    }

    private static WritePlan Erasure(OrderWrite write, KeptDocuments kept, Dialect dialect)
    {
        var plan = OrderStatements.Of(write, dialect);
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(Statement.Of($"DELETE FROM personal {Key}", tenant, order));
        foreach (var entry in kept.Journal)
        {
            plan.Add(Statement.One(
                $"UPDATE journal SET doc = $4, snapshot = $5 {Key} AND revision = $3",
                tenant, order, entry.Revision, Cleared(OrderDocuments.Entry(entry.Doc)),
                entry.Snapshot is { } doc ? OrderDocuments.Write(Anonymous.Of(OrderDocuments.Read<Order>(doc))) : null));
        }

        foreach (var (revision, doc) in kept.Past)
        {
            plan.Add(Statement.One(
                $"UPDATE order_past SET doc = $4 {Key} AND revision = $3",
                tenant, order, revision, Cleared(OrderDocuments.Read<StoredPast>(doc))));
        }

        return plan;
    }

    private static WritePlan Deletion(OrderWrite write, KeptDocuments kept, Dialect dialect)
    {
        var plan = new WritePlan();
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(
            Statement.One($"DELETE FROM orders {Key} AND revision = $3", tenant, order, write.Before!.Revision), WriteOutcome.Stale);
        foreach (var rows in Entities(write.Before, kept).GroupBy(row => row.Kind, row => row.Entity.Value))
        {
            plan.Add(Statement.Of(
                $"DELETE FROM order_index WHERE tenant_id = $1 AND kind = $2 AND {dialect.Among("entity_id", 3)}",
                tenant, rows.Key, rows.ToArray()));
        }

        foreach (var table in (string[])["personal", "order_past", "journal", "order_terms", "undone", "keeping"])
        {
            plan.Add(Statement.Of($"DELETE FROM {table} {Key}", tenant, order));
        }

        foreach (var statement in WaitingStatements.Of(write, dialect))
        {
            plan.Add(statement);
        }

        plan.Add(Journal.Insert(write, OrderDocuments.Write(write.After)));
        return plan;
    }

    private static IEnumerable<IndexRow> Entities(Order order, KeptDocuments kept) =>
        Projection.Index(order).Concat(kept.Past.SelectMany(past => Projection.Index(EntitiesOf(past.Doc), past.Revision)));

    private static PastEntities EntitiesOf(byte[] doc)
    {
        var past = OrderDocuments.Read<StoredPast>(doc);
        return new(past.Plans, past.PickJobs)
        {
            HandoverJobs = past.HandoverJobs ?? [],
            Shipments = past.Shipments ?? [],
            ReturnTasks = past.ReturnTasks ?? [],
        };
    }

    private static byte[] Cleared(StoredEntry entry) =>
        OrderDocuments.Write(entry with { Events = [.. entry.Events.Select(Anonymous.Of)] });

    private static byte[] Cleared(StoredPast past) =>
        OrderDocuments.Write(past with { Shipments = past.Shipments is { } some ? [.. some.Select(Anonymous.Of)] : null });
}
