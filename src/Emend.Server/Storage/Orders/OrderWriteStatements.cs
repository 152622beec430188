using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Outbox;
using Emend.Server.Storage.Retention;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Creates the transaction of an accepted decision. Writes in this sequence: the order's row, the stock rows by facility and article, then
/// all other rows of the order, its idempotency key, retention dates, the claim of background work, work items, and the outbox. Every write
/// of an order locks its row first and then stock rows in this sequence, which avoids deadlocks.
/// </summary>
internal static class OrderWriteStatements
{
    /// <summary>Interval of snapshots. To read an old revision, Emend replays at most this many revisions.</summary>
    public const int SnapshotInterval = 50;

    private const string StockKey = "WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3";

    public static TransactionPlan Create(OrderWrite write, Dialect dialect)
    {
        var plan = new TransactionPlan();
        var doc = OrderSerializer.Write(write.After);
        AddOrder(plan, write, doc);
        foreach (var delta in write.DecisionEffects.Stock)
        {
            AddStock(plan, write, delta);
        }

        AddPersonalData(plan, write);
        AddEndedEntities(plan, write);
        AddEntities(plan, write);
        AddReservations(plan, write);
        AddSearchTerms(plan, write);
        plan.Add(Journal.Insert(write, write.After.Revision % SnapshotInterval == 0 ? doc : null));
        AddUndoneModifications(plan, write);
        AddIdempotencyKey(plan, write);
        if (RetentionStatements.Create(write) is { } retention)
        {
            plan.Add(retention);
        }

        AddWorkItems(plan, write, dialect);
        return plan;
    }

    /// <summary>
    /// Verifies the claim of background work, then updates the work items of the order, which may delete the claimed one, and its outbox.
    /// </summary>
    public static void AddWorkItems(TransactionPlan plan, OrderWrite write, Dialect dialect)
    {
        if (write.Claim is { } claim)
        {
            foreach (var statement in ClaimStatement.Verify(write.Tenant, claim))
            {
                plan.Add(statement, OrderWriteResult.ClaimLost);
            }
        }

        foreach (var statement in WorkItemStatements.Create(write, dialect).Concat(OutboxStatements.Create(write)))
        {
            plan.Add(statement);
        }
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
                        """
                        UPDATE orders SET tenant_order_id = $4, tenant_order_key = $5
                        WHERE tenant_id = $1 AND order_id = $2 AND revision = $3
                        """,
                        write.Tenant.Value, after.Id.Value, before.Revision, after.TenantOrderId,
                        SearchText.FoldNumber(after.TenantOrderId)),
                    OrderWriteResult.RevisionConflict);
            }

            plan.Add(
                Statement.One(
                    """
                    UPDATE orders SET status = $4, revision = $5, version = $6, consumer_id = $7, modified_at = $8,
                        personal_revision = $9, doc = $10
                    WHERE tenant_id = $1 AND order_id = $2 AND revision = $3
                    """,
                    write.Tenant.Value, after.Id.Value, before.Revision, StoredOrderStatus.From(after.Facts), after.Revision, after.Version,
                    after.PersonalData.Consumer.ConsumerId, UnixMicroseconds.FromTime(after.ModifiedAt), after.PersonalRevision, doc),
                OrderWriteResult.RevisionConflict);
            return;
        }

        plan.Add(
            Statement.One(
                """
                INSERT INTO orders (tenant_id, order_id, tenant_order_id, api, status, revision, version, consumer_id, order_date,
                    created_at, modified_at, personal_revision, doc, tenant_order_key)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                """,
                write.Tenant.Value, after.Id.Value, after.TenantOrderId, after.Api, StoredOrderStatus.From(after.Facts), after.Revision,
                after.Version, after.PersonalData.Consumer.ConsumerId, UnixMicroseconds.FromTime(after.OrderDate), UnixMicroseconds
                    .FromTime(after.CreatedAt),
                UnixMicroseconds.FromTime(after.ModifiedAt), after.PersonalRevision, doc, SearchText.FoldNumber(after.TenantOrderId)),
            OrderWriteResult.TenantOrderIdTaken);
    }

    // An increase of a reservation needs available stock. A decrease is always possible, even in a shortage. Earmarked stock is available
    // only to the orders that wait for it.
    private static void AddStock(TransactionPlan plan, OrderWrite write, StockDelta delta)
    {
        object[] key = [write.Tenant.Value, delta.Facility.Value, delta.Article.Value, delta.Reserved.Thousandths];
        if (delta.OnHand != Quantity.Zero)
        {
            // A stock count may be lower than the picked quantity. The on-hand quantity is never negative.
            plan.Add(
                Statement.One(
                    $"""
                    UPDATE stock SET reserved = reserved + $4, on_hand = CASE WHEN on_hand + $5 < 0 THEN 0 ELSE on_hand + $5 END,
                        version = version + 1, modified_at = $6
                    {StockKey} AND ($4 <= 0 OR on_hand + $5 - reserved - earmarked >= $4)
                    """,
                    [.. key, delta.OnHand.Thousandths, UnixMicroseconds.FromTime(write.After.LastEventAt)]),
                OrderWriteResult.InsufficientStock);
        }
        else if (delta.Reserved > Quantity.Zero)
        {
            var reserve = write.UsesEarmarkedStock
                ? $"""
                UPDATE stock SET reserved = reserved + $4, earmarked = CASE WHEN earmarked > $4 THEN earmarked - $4 ELSE 0 END
                {StockKey} AND on_hand - reserved >= $4
                """
                : $"UPDATE stock SET reserved = reserved + $4 {StockKey} AND on_hand - reserved - earmarked >= $4";
            plan.Add(Statement.One(reserve, key), OrderWriteResult.InsufficientStock);
        }
        else
        {
            plan.Add(Statement.One($"UPDATE stock SET reserved = reserved + $4 {StockKey}", key));
        }
    }

    private static void AddPersonalData(TransactionPlan plan, OrderWrite write)
    {
        if (write.After.PersonalRevision == write.After.Revision && !write.After.PersonalData.IsErased)
        {
            plan.Add(InsertPersonalData(write, PersonalDataKind.Order, OrderSerializer.Write(write.After.PersonalData)));
        }

        if (write.Comment is { } comment)
        {
            plan.Add(InsertPersonalData(write, PersonalDataKind.Comment, OrderSerializer.Write(comment)));
        }

        if (write is { Key: not null, UnrestoredFields.IsEmpty: false })
        {
            plan.Add(InsertPersonalData(
                write, PersonalDataKind.UnrestoredFields, UnrestoredFieldSerializer.Write(write.UnrestoredFields)));
        }
    }

    private static Statement InsertPersonalData(OrderWrite write, string kind, byte[] doc) => Statement.One(
        "INSERT INTO personal_data (tenant_id, order_id, kind, revision, doc) VALUES ($1, $2, $3, $4, $5)",
        write.Tenant.Value, write.After.Id.Value, kind, write.After.Revision, doc);

    private static void AddEndedEntities(TransactionPlan plan, OrderWrite write)
    {
        var (endedEntities, routing) = (write.DecisionEffects.EndedEntities, write.DecisionEffects.RoutingLog);
        if (endedEntities.IsEmpty && routing is null)
        {
            return;
        }

        plan.Add(Statement.One(
            "INSERT INTO order_ended_entities (tenant_id, order_id, revision, doc) VALUES ($1, $2, $3, $4)",
            write.Tenant.Value, write.After.Id.Value, write.After.Revision,
            OrderSerializer.Write(EndedEntitiesDocument.From(endedEntities, routing))));
    }

    private static void AddEntities(TransactionPlan plan, OrderWrite write)
    {
        var changes = OrderProjection.GetEntityChanges(write.Before, write.After, write.DecisionEffects.EndedEntities);
        if (changes.Removed.Count > 0)
        {
            throw new InvalidOperationException($"{changes.Removed[0]} is no longer in its order and is not among the ended entities.");
        }

        foreach (var orderEntityRow in changes.Changed)
        {
            plan.Add(Statement.One(
                "UPDATE order_entities SET state = $4, ended_at_revision = $5 WHERE tenant_id = $1 AND kind = $2 AND entity_id = $3",
                write.Tenant.Value, orderEntityRow.Kind, orderEntityRow.Entity.Value, orderEntityRow.State,
                orderEntityRow.EndedAtRevision));
        }

        foreach (var orderEntityRow in changes.Added)
        {
            plan.Add(Statement.One(
                """
                INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                write.Tenant.Value, orderEntityRow.Kind, orderEntityRow.Entity.Value, write.After.Id.Value, orderEntityRow.Facility?.Value,
                orderEntityRow.State,
                UnixMicroseconds.FromTime(orderEntityRow.CreatedAt), orderEntityRow.EndedAtRevision));
        }
    }

    private static void AddReservations(TransactionPlan plan, OrderWrite write)
    {
        const string Key = "WHERE tenant_id = $1 AND line_id = $2 AND facility_id = $3";
        var changes = OrderProjection.GetReservationChanges(write.Before, write.After);
        foreach (var row in changes.Removed)
        {
            plan.Add(Statement.One($"DELETE FROM reservations {Key}", write.Tenant.Value, row.Line.Value, row.Facility.Value));
        }

        foreach (var row in changes.Changed)
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

    private static void AddUndoneModifications(TransactionPlan plan, OrderWrite write)
    {
        foreach (var modificationUndone in write.Events.OfType<OrderEvent.ModificationUndone>())
        {
            plan.Add(Statement.One(
                "INSERT INTO undone_modifications (tenant_id, order_id, revision, by_revision) VALUES ($1, $2, $3, $4)",
                write.Tenant.Value, write.After.Id.Value, modificationUndone.Revision, write.After.Revision));
        }
    }

    // Writes only if a search result could change. The upsert also creates a missing row.
    private static void AddSearchTerms(TransactionPlan plan, OrderWrite write)
    {
        if (SearchTermRow.FindChange(write.Tenant, write.Before, write.After) is { } searchTermRow)
        {
            plan.Add(write.Before is null ? searchTermRow.Insert : searchTermRow.Upsert);
        }
    }

    private static void AddIdempotencyKey(TransactionPlan plan, OrderWrite write)
    {
        if (write.Key is { } key)
        {
            plan.Add(
                Statement.One(
                    """
                    INSERT INTO idempotency_keys (tenant_id, caller_id, key, request_hash, order_id, revision, created_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """,
                    write.Tenant.Value, key.Credential, key.Key, key.Request, write.After.Id.Value, write.After.Revision,
                    UnixMicroseconds.FromTime(write.After.LastEventAt)),
                OrderWriteResult.IdempotencyKeyTaken);
        }
    }
}
