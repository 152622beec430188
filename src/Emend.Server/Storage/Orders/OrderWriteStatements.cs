using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Retention;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// An accepted decision as one transaction: the order's row first, then stock by facility and article, then what is only added. All
/// transactions lock in this order.
/// </summary>
internal static class OrderWriteStatements
{
    /// <summary>So many revisions are replayed at most to see an order as it was.</summary>
    public const int SnapshotEvery = 50;

    private const string StockKey = "WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3";

    public static TransactionPlan Of(OrderWrite write, Dialect dialect)
    {
        var plan = new TransactionPlan();
        var doc = OrderSerializer.Write(write.After);
        AddOrder(plan, write, doc);
        foreach (var delta in write.DecisionEffects.Stock)
        {
            AddStock(plan, write, delta);
        }

        AddPersonal(plan, write);
        AddPast(plan, write);
        AddIndex(plan, write);
        AddReservations(plan, write);
        AddTerms(plan, write);
        plan.Add(Journal.Insert(write, write.After.Revision % SnapshotEvery == 0 ? doc : null));
        AddUndone(plan, write);
        AddKey(plan, write);
        if (RetentionStatements.Of(write) is { } keeping)
        {
            plan.Add(keeping);
        }

        foreach (var statement in WorkItemStatements.Of(write, dialect))
        {
            plan.Add(statement);
        }

        return plan;
    }

    private static void AddOrder(TransactionPlan plan, OrderWrite write, byte[] doc)
    {
        var after = write.After;
        if (write.Before is { } before)
        {
            if (before.TenantOrderId != after.TenantOrderId)
            {
                plan.Add(
                    Statement.One(
                        "UPDATE orders SET tenant_order_id = $4 WHERE tenant_id = $1 AND order_id = $2 AND revision = $3",
                        write.Tenant.Value, after.Id.Value, before.Revision, after.TenantOrderId),
                    OrderWriteResult.Stale);
            }

            plan.Add(
                Statement.One(
                    """
                    UPDATE orders SET status = $4, revision = $5, version = $6, consumer_id = $7, modified_at = $8,
                        personal_revision = $9, doc = $10
                    WHERE tenant_id = $1 AND order_id = $2 AND revision = $3
                    """,
                    write.Tenant.Value, after.Id.Value, before.Revision, StoredEnumNames.Order[after.Status], after.Revision, after.Version,
                    after.PersonalData.Consumer.ConsumerId, UnixMicroseconds.FromTime(after.ModifiedAt), after.PersonalRevision, doc),
                OrderWriteResult.Stale);
            return;
        }

        plan.Add(
            Statement.One(
                """
                INSERT INTO orders (tenant_id, order_id, tenant_order_id, face, status, revision, version, consumer_id, order_date,
                    created_at, modified_at, personal_revision, doc)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                write.Tenant.Value, after.Id.Value, after.TenantOrderId, after.Api, StoredEnumNames.Order[after.Status], after.Revision,
                after.Version, after.PersonalData.Consumer.ConsumerId, UnixMicroseconds.FromTime(after.OrderDate), UnixMicroseconds.FromTime(after.CreatedAt),
                UnixMicroseconds.FromTime(after.ModifiedAt), after.PersonalRevision, doc),
            OrderWriteResult.TenantOrderIdTaken);
    }

    // An increase must fit into what is there. A decrease always does: also where less is on hand than was reserved.
    private static void AddStock(TransactionPlan plan, OrderWrite write, StockDelta delta)
    {
        object[] key = [write.Tenant.Value, delta.Facility.Value, delta.Article.Value, delta.Reserved.Thousandths];
        if (delta.OnHand != Quantity.Zero)
        {
            // Somebody may have counted less than is then taken: what is on hand is never below zero.
            plan.Add(
                Statement.One(
                    $"""
                    UPDATE stock SET reserved = reserved + $4, on_hand = CASE WHEN on_hand + $5 < 0 THEN 0 ELSE on_hand + $5 END,
                        version = version + 1, modified_at = $6
                    {StockKey} AND ($4 <= 0 OR on_hand + $5 - reserved >= $4)
                    """,
                    [.. key, delta.OnHand.Thousandths, UnixMicroseconds.FromTime(write.After.LastEventAt)]),
                OrderWriteResult.StockShort);
        }
        else if (delta.Reserved > Quantity.Zero)
        {
            plan.Add(
                Statement.One($"UPDATE stock SET reserved = reserved + $4 {StockKey} AND on_hand - reserved >= $4", key),
                OrderWriteResult.StockShort);
        }
        else
        {
            plan.Add(Statement.One($"UPDATE stock SET reserved = reserved + $4 {StockKey}", key));
        }
    }

    private static void AddPersonal(TransactionPlan plan, OrderWrite write)
    {
        if (write.After.PersonalRevision == write.After.Revision && !write.After.PersonalData.IsErased)
        {
            plan.Add(Personal(write, PersonalDataKind.Order, OrderSerializer.Write(write.After.PersonalData)));
        }

        if (write.Comment is { } comment)
        {
            plan.Add(Personal(write, PersonalDataKind.Comment, OrderSerializer.Write(comment)));
        }
    }

    private static Statement Personal(OrderWrite write, string kind, byte[] doc) => Statement.One(
        "INSERT INTO personal (tenant_id, order_id, kind, revision, doc) VALUES ($1, $2, $3, $4, $5)",
        write.Tenant.Value, write.After.Id.Value, kind, write.After.Revision, doc);

    private static void AddPast(TransactionPlan plan, OrderWrite write)
    {
        var (past, routing) = (write.DecisionEffects.Past, write.DecisionEffects.Routing);
        if (past.IsEmpty && routing is null)
        {
            return;
        }

        plan.Add(Statement.One(
            "INSERT INTO order_past (tenant_id, order_id, revision, doc) VALUES ($1, $2, $3, $4)",
            write.Tenant.Value, write.After.Id.Value, write.After.Revision,
            OrderSerializer.Write(EndedEntitiesDocument.From(past, routing))));
    }

    private static void AddIndex(TransactionPlan plan, OrderWrite write)
    {
        var changes = OrderProjection.IndexChanges(write.Before, write.After, write.DecisionEffects.Past);
        if (changes.Removed.Count > 0)
        {
            throw new InvalidOperationException($"{changes.Removed[0]} left its order and is not kept among the past.");
        }

        foreach (var orderEntityRow in changes.Altered)
        {
            plan.Add(Statement.One(
                "UPDATE order_index SET state = $4, past_revision = $5 WHERE tenant_id = $1 AND kind = $2 AND entity_id = $3",
                write.Tenant.Value, orderEntityRow.Kind, orderEntityRow.Entity.Value, orderEntityRow.State, orderEntityRow.Past));
        }

        foreach (var orderEntityRow in changes.Added)
        {
            plan.Add(Statement.One(
                """
                INSERT INTO order_index (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, past_revision)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                write.Tenant.Value, orderEntityRow.Kind, orderEntityRow.Entity.Value, write.After.Id.Value, orderEntityRow.Facility?.Value, orderEntityRow.State,
                UnixMicroseconds.FromTime(orderEntityRow.CreatedAt), orderEntityRow.Past));
        }
    }

    private static void AddReservations(TransactionPlan plan, OrderWrite write)
    {
        const string Key = "WHERE tenant_id = $1 AND line_id = $2 AND facility_id = $3";
        var changes = OrderProjection.ReservationChanges(write.Before, write.After);
        foreach (var row in changes.Removed)
        {
            plan.Add(Statement.One($"DELETE FROM reservations {Key}", write.Tenant.Value, row.Line.Value, row.Facility.Value));
        }

        foreach (var row in changes.Altered)
        {
            plan.Add(Statement.One(
                $"UPDATE reservations SET quantity = $4 {Key}",
                write.Tenant.Value, row.Line.Value, row.Facility.Value, row.Quantity.Thousandths));
        }

        foreach (var row in changes.Added)
        {
            plan.Add(Statement.One(
                """
                INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                write.Tenant.Value, row.Line.Value, row.Facility.Value, write.After.Id.Value, row.Article.Value,
                row.Quantity.Thousandths, UnixMicroseconds.FromTime(write.After.LastEventAt)));
        }
    }

    private static void AddUndone(TransactionPlan plan, OrderWrite write)
    {
        foreach (var modificationUndone in write.Events.OfType<OrderEvent.ModificationUndone>())
        {
            plan.Add(Statement.One(
                "INSERT INTO undone (tenant_id, order_id, revision, by_revision) VALUES ($1, $2, $3, $4)",
                write.Tenant.Value, write.After.Id.Value, modificationUndone.Revision, write.After.Revision));
        }
    }

    // Only where a search would see a difference; the same statement makes up for a row that was not there.
    private static void AddTerms(TransactionPlan plan, OrderWrite write)
    {
        if (SearchTermRow.Change(write.Tenant, write.Before, write.After) is { } searchTermRow)
        {
            plan.Add(write.Before is null ? searchTermRow.Insert : searchTermRow.Upsert);
        }
    }

    private static void AddKey(TransactionPlan plan, OrderWrite write)
    {
        if (write.Key is { } key)
        {
            plan.Add(
                Statement.One(
                    """
                    INSERT INTO idempotency (tenant_id, credential, key, request, order_id, revision, created_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """,
                    write.Tenant.Value, key.Credential, key.Key, key.Request, write.After.Id.Value, write.After.Revision,
                    UnixMicroseconds.FromTime(write.After.LastEventAt)),
                OrderWriteResult.KeyTaken);
        }
    }
}
