using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;

namespace Emend.Server.Storage.Messaging;

internal sealed class EventDeliveryStore(Database database, TenantFinder tenants) : IEventDeliveryStore
{
    private const int MaxDeleted = 1_000;
    private const string OfSubscription = "WHERE tenant_id = $1 AND subscription_id = $2";
    private const string PositionColumns = "xid, seq, idx";

    private string ClaimedByNode => $"{database.Dialect.AnyOf("tenant_id", 1)} AND claimed_by = $2";

    public async Task<IReadOnlyList<LeasedSubscription>> Lease(
        string node, DateTimeOffset now, DateTimeOffset until, bool broker, CancellationToken ct)
    {
        // One statement for all active tenants of this database. The leases of suspended tenants are not renewed.
        string[] active = [.. (await tenants.FindSubscriptions(ct)).Select(t => t.Value)];
        if (active.Length == 0)
        {
            return [];
        }

        // Leases half of the free subscriptions, so that nodes that start together share them.
        var free = (await tenants.Database.List(
            Statement.From(
                $"""
                SELECT tenant_id, subscription_id FROM subscriptions
                WHERE {database.Dialect.AnyOf("tenant_id", 1)} AND claimed_until <= $2 ORDER BY claimed_until
                """,
                active, UnixMicroseconds.FromTime(now)),
            row => (Tenant: row.Text(0), Id: row.Text(1)),
            ct)).FindAll(f => broker || !Subscription.IsBrokerId(f.Id));
        var taken = free.Take((free.Count / 2) + 4).Select(f => Statement.From(
            $"UPDATE subscriptions SET claimed_by = $3, claimed_until = $4 {OfSubscription} AND claimed_until <= $5",
            f.Tenant, f.Id, node, UnixMicroseconds.FromTime(until), UnixMicroseconds.FromTime(now)));
        await tenants.Database.Write(
            [
                Statement.From(
                    $"UPDATE subscriptions SET claimed_until = $3 WHERE {ClaimedByNode} AND claimed_until > $4",
                    active, node, UnixMicroseconds.FromTime(until), UnixMicroseconds.FromTime(now)),
                .. taken,
            ],
            ct);
        return await tenants.Database.List(
            Statement.From(
                $"""
                SELECT {SubscriptionStore.Columns}, {PositionColumns}, change_counter FROM subscriptions
                WHERE {ClaimedByNode} AND claimed_until > $3 ORDER BY tenant_id, subscription_id
                """,
                active, node, UnixMicroseconds.FromTime(now)),
            row => new LeasedSubscription(SubscriptionStore.ReadSubscription(row), ReadPosition(row, 9), row.Long(12)),
            ct);
    }

    public Task Release(string node, IReadOnlyCollection<TenantId> leased, CancellationToken ct) => tenants.Database.Write(
        [
            Statement.From(
                $"UPDATE subscriptions SET claimed_by = '', claimed_until = 0 WHERE {ClaimedByNode}",
                leased.Select(t => t.Value).Distinct().ToArray(), node),
        ],
        ct);

    public async Task<IReadOnlyList<EventDelivery>> ReadUndelivered(
        TenantId tenant, string subscription, CancellationToken ct) => await database.List(
        Statement.From(
            $"""
            SELECT {EventDeliveryRows.Columns} FROM event_deliveries
            {OfSubscription} AND state <> 'DELIVERED' ORDER BY {PositionColumns}
            """,
            tenant.Value, subscription),
        EventDeliveryRows.Read,
        ct);

    public async Task<bool> Save(
        LeasedSubscription lease, string node, EventPosition passed, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct)
    {
        var subscription = lease.Subscription;
        while (true)
        {
            var result = await database.Write(
                [
                    Statement.One(
                        $"""
                        UPDATE subscriptions SET xid = $5, seq = $6, idx = $7
                        {OfSubscription} AND claimed_by = $3 AND change_counter = $4
                        """,
                        subscription.Tenant.Value, subscription.Id, node, lease.Signals,
                        passed.Transaction, passed.Sequence, (long)passed.Index),
                    .. deliveries.Count > 0 ? [EventDeliveryRows.Upsert(database.Dialect, subscription, deliveries)] : (Statement[])[],
                ],
                ct);
            if (result.Failure is not TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }

    public async Task<IReadOnlyList<EventDelivery>> List(
        TenantId tenant, string subscription, EventDeliveryFilter filter, CancellationToken ct)
    {
        var before = filter.Before ?? new(long.MaxValue, long.MaxValue, int.MaxValue);
        return await database.List(
            Statement.From(
                $"""
                SELECT {EventDeliveryRows.Columns} FROM event_deliveries {OfSubscription} AND ({PositionColumns}) < ($3, $4, $5)
                    AND {database.Dialect.AnyOf("state", 6)}
                ORDER BY xid DESC, seq DESC, idx DESC LIMIT $7
                """,
                tenant.Value, subscription, before.Transaction, before.Sequence, (long)before.Index,
                filter.States.Select(s => EventDeliveryRows.States[s]).ToArray(), (long)filter.Size),
            EventDeliveryRows.Read,
            ct);
    }

    public async Task<IReadOnlyDictionary<string, PendingDeliveryCounts>> ReadUndelivered(TenantId tenant, CancellationToken ct)
    {
        var counts = await database.List(
            Statement.From(
                """
                SELECT subscription_id, count(CASE WHEN state = 'PENDING' THEN 1 END), count(CASE WHEN state = 'DEAD_LETTERED' THEN 1 END)
                FROM event_deliveries WHERE tenant_id = $1 AND state <> 'DELIVERED' GROUP BY subscription_id
                """,
                tenant.Value),
            row => (Id: row.Text(0), Open: new PendingDeliveryCounts(row.Long(1), row.Long(2))),
            ct);
        return counts.ToDictionary(c => c.Id, c => c.Open, StringComparer.Ordinal);
    }

    public async Task Replay(TenantId tenant, string subscription, EventDelivery delivery, CancellationToken ct)
    {
        var place = delivery.Position;
        await database.Write(
            [
                Statement.One($"UPDATE subscriptions SET change_counter = change_counter + 1 {OfSubscription}", tenant.Value, subscription),
                Statement.From(
                    $"DELETE FROM event_deliveries {OfSubscription} AND ({PositionColumns}) = ($3, $4, $5)",
                    tenant.Value, subscription, place.Transaction, place.Sequence, (long)place.Index),
                Statement.One(
                    $"""
                    INSERT INTO event_deliveries (tenant_id, subscription_id, {EventDeliveryRows.Columns})
                    VALUES ($1, $2, $3, $4, $5, $6, 'PENDING', 0, 0, 0, $7, 0, '', 0)
                    """,
                    tenant.Value, subscription, place.Transaction, place.Sequence, (long)place.Index, delivery.Order.Value,
                    UnixMicroseconds.FromTime(delivery.NextAttemptAt)),
            ],
            ct);
    }

    public Task Rewind(TenantId tenant, string subscription, EventPosition to, CancellationToken ct) => database.Write(
        [
            Statement.One(
                $"""
                UPDATE subscriptions SET xid = $3, seq = $4, idx = $5, change_counter = change_counter + 1
                {OfSubscription} AND ({PositionColumns}) > ($3, $4, $5)
                """,
                tenant.Value, subscription, to.Transaction, to.Sequence, (long)to.Index),
        ],
        ct);

    // Scans from the newest entry backward, only through the entries that will be sent again.
    public async Task<EventPosition> FindPositionBefore(TenantId tenant, DateTimeOffset time, CancellationToken ct) => await database.First(
        Statement.From(
            "SELECT xid, seq FROM journal WHERE tenant_id = $1 AND at < $2 ORDER BY xid DESC, seq DESC LIMIT 1",
            tenant.Value, UnixMicroseconds.FromTime(time)),
        row => (EventPosition?)EventPosition.AfterEntry(row.Long(0), row.Long(1)),
        ct) ?? EventPosition.Beginning;

    public async Task<bool> DeleteDelivered(TenantId tenant, string subscription, DateTimeOffset before, CancellationToken ct)
    {
        var oldest = await database.List(
            Statement.From(
                $"""
                SELECT {EventDeliveryRows.Columns} FROM event_deliveries
                {OfSubscription} AND state = 'DELIVERED' ORDER BY {PositionColumns} LIMIT $3
                """,
                tenant.Value, subscription, (long)MaxDeleted),
            EventDeliveryRows.Read,
            ct);
        if (oldest.Count == 0 || oldest[0].LastAttemptAt >= before)
        {
            return false;
        }

        var last = oldest[^1].Position;
        await database.Write(
            [
                Statement.From(
                    $"""
                    DELETE FROM event_deliveries
                    {OfSubscription} AND state = 'DELIVERED' AND ({PositionColumns}) <= ($3, $4, $5) AND last_attempt_at < $6
                    """,
                    tenant.Value, subscription, last.Transaction, last.Sequence, (long)last.Index, UnixMicroseconds.FromTime(before)),
            ],
            ct);
        return oldest.Count == MaxDeleted && oldest[^1].LastAttemptAt < before;
    }

    private static EventPosition ReadPosition(QueryResultReader row, int first) =>
        new(row.Long(first), row.Long(first + 1), (int)row.Long(first + 2));
}
