using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Retention;

/// <summary>What is kept of an order beside its row: what happened, and what left it.</summary>
internal sealed record ErasableDocuments(IReadOnlyList<ErasableEntry> Journal, IReadOnlyList<(long Revision, byte[] Doc)> Past);

/// <summary>An entry of the journal as it is stored.</summary>
internal sealed record ErasableEntry(long Revision, byte[] Doc, byte[]? Snapshot);

/// <summary>
/// The transaction in which an order is anonymised or deleted. Documents are read as this version reads them, cleared by
/// <see cref="OrderAnonymizer"/>, and written in the newest format, so that no format of before has rules of its own.
/// </summary>
internal static class OrderErasure
{
    private const string Key = "WHERE tenant_id = $1 AND order_id = $2";

    public static bool IsAskedBy(OrderWrite write) => write.Events.Any(e => e is OrderEvent.Anonymized or OrderEvent.Deleted);

    /// <summary>
    /// Its transaction, out of what <see cref="Kept"/> read. The order's row guards both: whoever writes it steps its revision.
    /// </summary>
    public static TransactionPlan Of(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect) =>
        write.Events.Any(e => e is OrderEvent.Deleted) ? Deletion(write, erasableDocuments, dialect) : Erasure(write, erasableDocuments, dialect);

    public static IReadOnlyList<Statement> Documents(TenantId tenant, OrderId order) =>
    [
        Statement.From($"SELECT revision, doc, snapshot FROM journal {Key} ORDER BY revision", tenant.Value, order.Value),
        Statement.From($"SELECT revision, doc FROM order_past {Key} ORDER BY revision", tenant.Value, order.Value),
    ];

    public static async Task<ErasableDocuments> Kept(QueryResultReader rows, CancellationToken ct)
    {
        var journal = await rows.List(row => new ErasableEntry(row.Long(0), row.Bytes(1), row.BytesOrNull(2)), ct);
        await rows.Next(ct);
        return new(journal, await rows.List(row => (row.Long(0), row.Bytes(1)), ct));
    }

    private static TransactionPlan Erasure(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect)
    {
        var plan = OrderWriteStatements.Of(write, dialect);
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(Statement.From($"DELETE FROM personal {Key}", tenant, order));
        foreach (var entry in erasableDocuments.Journal)
        {
            plan.Add(Statement.One(
                $"UPDATE journal SET doc = $4, snapshot = $5 {Key} AND revision = $3",
                tenant, order, entry.Revision, Cleared(OrderSerializer.Entry(entry.Doc)),
                entry.Snapshot is { } doc ? OrderSerializer.Write(OrderAnonymizer.Of(OrderSerializer.Read<Order>(doc))) : null));
        }

        foreach (var (revision, doc) in erasableDocuments.Past)
        {
            plan.Add(Statement.One(
                $"UPDATE order_past SET doc = $4 {Key} AND revision = $3",
                tenant, order, revision, Cleared(OrderSerializer.Read<EndedEntitiesDocument>(doc))));
        }

        return plan;
    }

    private static TransactionPlan Deletion(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect)
    {
        var plan = new TransactionPlan();
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(
            Statement.One($"DELETE FROM orders {Key} AND revision = $3", tenant, order, write.Before!.Revision), OrderWriteResult.Stale);
        foreach (var rows in Entities(write.Before, erasableDocuments).GroupBy(orderEntityRow => orderEntityRow.Kind, orderEntityRow => orderEntityRow.Entity.Value))
        {
            plan.Add(Statement.From(
                $"DELETE FROM order_index WHERE tenant_id = $1 AND kind = $2 AND {dialect.Among("entity_id", 3)}",
                tenant, rows.Key, rows.ToArray()));
        }

        foreach (var table in (string[])["personal", "order_past", "journal", "order_terms", "undone", "keeping"])
        {
            plan.Add(Statement.From($"DELETE FROM {table} {Key}", tenant, order));
        }

        foreach (var statement in WorkItemStatements.Of(write, dialect))
        {
            plan.Add(statement);
        }

        plan.Add(Journal.Insert(write, OrderSerializer.Write(write.After)));
        return plan;
    }

    private static IEnumerable<OrderEntityRow> Entities(Order order, ErasableDocuments erasableDocuments) =>
        OrderProjection.Index(order).Concat(erasableDocuments.Past.SelectMany(past => OrderProjection.Index(EntitiesOf(past.Doc), past.Revision)));

    private static EndedEntities EntitiesOf(byte[] doc)
    {
        var past = OrderSerializer.Read<EndedEntitiesDocument>(doc);
        return new(past.Plans, past.PickJobs)
        {
            HandoverJobs = past.HandoverJobs ?? [],
            Shipments = past.Shipments ?? [],
            ReturnTasks = past.ReturnTasks ?? [],
        };
    }

    private static byte[] Cleared(JournalEntryDocument entry) =>
        OrderSerializer.Write(entry with { Events = [.. entry.Events.Select(OrderAnonymizer.Of)] });

    private static byte[] Cleared(EndedEntitiesDocument past) =>
        OrderSerializer.Write(past with { Shipments = past.Shipments is { } some ? [.. some.Select(OrderAnonymizer.Of)] : null });
}
