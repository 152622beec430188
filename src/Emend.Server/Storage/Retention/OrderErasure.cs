using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Retention;

/// <summary>Documents of an order besides its row: journal entries and ended entities.</summary>
internal sealed record ErasableDocuments(IReadOnlyList<ErasableEntry> Journal, IReadOnlyList<(long Revision, byte[] Doc)> EndedEntities);

/// <summary>A stored journal entry.</summary>
internal sealed record ErasableEntry(long Revision, byte[] Doc, byte[]? Snapshot);

/// <summary>
/// Creates the transaction that anonymizes or deletes an order. Reads the stored documents, clears them with <see cref="OrderAnonymizer"/>,
/// and writes them in the newest format. Older formats need no separate rules.
/// </summary>
internal static class OrderErasure
{
    private const string Key = "WHERE tenant_id = $1 AND order_id = $2";

    public static bool IsRequestedBy(OrderWrite write) => write.Events.Any(e => e is OrderEvent.Anonymized or OrderEvent.Deleted);

    /// <summary>
    /// Creates the transaction from the documents that <see cref="ReadDocuments"/> read. The revision of the order's row detects concurrent
    /// writes.
    /// </summary>
    public static TransactionPlan Create(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect) =>
        write.Events.Any(e => e is OrderEvent.Deleted)
            ? CreateDeletion(write, erasableDocuments, dialect)
            : CreateAnonymization(write, erasableDocuments, dialect);

    public static IReadOnlyList<Statement> SelectDocuments(TenantId tenant, OrderId order) =>
    [
        Statement.From($"SELECT revision, doc, snapshot FROM journal {Key} ORDER BY revision", tenant.Value, order.Value),
        Statement.From($"SELECT revision, doc FROM order_ended_entities {Key} ORDER BY revision", tenant.Value, order.Value),
    ];

    public static async Task<ErasableDocuments> ReadDocuments(QueryResultReader rows, CancellationToken ct)
    {
        var journal = await rows.List(row => new ErasableEntry(row.Long(0), row.Bytes(1), row.BytesOrNull(2)), ct);
        await rows.Next(ct);
        return new(journal, await rows.List(row => (row.Long(0), row.Bytes(1)), ct));
    }

    private static TransactionPlan CreateAnonymization(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect)
    {
        var plan = OrderWriteStatements.Create(write, dialect);
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(Statement.From($"DELETE FROM personal_data {Key}", tenant, order));
        foreach (var entry in erasableDocuments.Journal)
        {
            plan.Add(Statement.One(
                $"UPDATE journal SET doc = $4, snapshot = $5 {Key} AND revision = $3",
                tenant, order, entry.Revision, Clear(OrderSerializer.ReadJournalEntry(entry.Doc)),
                entry.Snapshot is { } doc ? OrderSerializer.Write(OrderAnonymizer.Anonymize(OrderSerializer.Read<Order>(doc))) : null));
        }

        foreach (var (revision, doc) in erasableDocuments.EndedEntities)
        {
            plan.Add(Statement.One(
                $"UPDATE order_ended_entities SET doc = $4 {Key} AND revision = $3",
                tenant, order, revision, Clear(OrderSerializer.Read<EndedEntitiesDocument>(doc))));
        }

        return plan;
    }

    private static TransactionPlan CreateDeletion(OrderWrite write, ErasableDocuments erasableDocuments, Dialect dialect)
    {
        var plan = new TransactionPlan();
        var (tenant, order) = (write.Tenant.Value, write.After.Id.Value);
        plan.Add(
            Statement.One(
                $"DELETE FROM orders {Key} AND revision = $3", tenant, order, write.Before!.Revision), OrderWriteResult.RevisionConflict);
        foreach (var rows in GetEntityRows(write.Before, erasableDocuments).GroupBy(
            orderEntityRow => orderEntityRow.Kind, orderEntityRow => orderEntityRow.Entity.Value))
        {
            plan.Add(Statement.From(
                $"DELETE FROM order_entities WHERE tenant_id = $1 AND kind = $2 AND {dialect.AnyOf("entity_id", 3)}",
                tenant, rows.Key, rows.ToArray()));
        }

        string[] tables =
            ["personal_data", "order_ended_entities", "journal", "order_search_terms", "undone_modifications", "order_retention", "outbox"];
        foreach (var table in tables)
        {
            plan.Add(Statement.From($"DELETE FROM {table} {Key}", tenant, order));
        }

        OrderWriteStatements.AddWorkItems(plan, write, dialect);
        plan.Add(Journal.Insert(write, OrderSerializer.Write(write.After)));
        return plan;
    }

    private static IEnumerable<OrderEntityRow> GetEntityRows(Order order, ErasableDocuments erasableDocuments) =>
        OrderProjection.GetEntityRows(order).Concat(
            erasableDocuments.EndedEntities.SelectMany(past => OrderProjection.GetEntityRows(ReadEndedEntities(past.Doc), past.Revision)));

    private static EndedEntities ReadEndedEntities(byte[] doc)
    {
        var endedEntities = OrderSerializer.Read<EndedEntitiesDocument>(doc);
        return new(endedEntities.Plans, endedEntities.PickJobs)
        {
            HandoverJobs = endedEntities.HandoverJobs ?? [],
            Shipments = endedEntities.Shipments ?? [],
            ReturnTasks = endedEntities.ReturnTasks ?? [],
        };
    }

    private static byte[] Clear(JournalEntryDocument entry) =>
        OrderSerializer.Write(entry with { Events = [.. entry.Events.Select(OrderAnonymizer.Anonymize)] });

    private static byte[] Clear(EndedEntitiesDocument endedEntities) =>
        OrderSerializer.Write(
            endedEntities with { Shipments = endedEntities.Shipments is { } some ? [.. some.Select(OrderAnonymizer.Anonymize)] : null });
}
