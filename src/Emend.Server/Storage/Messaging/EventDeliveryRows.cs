using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;

namespace Emend.Server.Storage.Messaging;

/// <summary>Maps event deliveries to rows. One statement writes any number of deliveries.</summary>
internal static class EventDeliveryRows
{
    /// <summary>Stored names of the states. A rename needs a migration.</summary>
    public static readonly EnumNames<EventDeliveryState> States = new("PENDING", "DELIVERED", "DEAD_LETTERED");

    public const string Columns =
        "xid, seq, idx, order_id, state, attempts, first_attempt_at, last_attempt_at, next_attempt_at, status, failure, has_gap";

    public static Statement Upsert(Dialect dialect, Subscription subscription, IReadOnlyList<EventDelivery> deliveries) => Statement.From(
        $"""
        INSERT INTO event_deliveries (tenant_id, subscription_id, {Columns})
        SELECT $1, $2, xid, seq, idx, order_id, state_id, attempts, first_attempt_at, last_attempt_at, next_attempt_at, status, failure_id,
            has_gap
        FROM {dialect.Table(
            "d", 3, "xid", "seq", "idx", "order_id", "state_id", "attempts", "first_attempt_at", "last_attempt_at", "next_attempt_at",
            "status", "failure_id", "has_gap")}
        WHERE true
        ON CONFLICT (tenant_id, subscription_id, xid, seq, idx) DO UPDATE SET
            state = excluded.state, attempts = excluded.attempts, first_attempt_at = excluded.first_attempt_at,
            last_attempt_at = excluded.last_attempt_at, next_attempt_at = excluded.next_attempt_at, status = excluded.status,
            failure = excluded.failure, has_gap = excluded.has_gap
        """,
        [subscription.Tenant.Value, subscription.Id, .. dialect.Columns(ToColumns(deliveries))]);

    public static EventDelivery Read(QueryResultReader row) => new(
        new(row.Long(0), row.Long(1), (int)row.Long(2)), new OrderId(row.Text(3)), States[row.Text(4)])
    {
        Attempts = (int)row.Long(5),
        FirstAttemptAt = ReadTime(row, 6),
        LastAttemptAt = ReadTime(row, 7),
        NextAttemptAt = row.Instant(8),
        Status = (int)row.Long(9),
        Failure = row.Text(10),
        HasGap = row.Long(11) != 0,
    };

    private static Array[] ToColumns(IReadOnlyList<EventDelivery> all) =>
    [
        all.Select(d => d.Position.Transaction).ToArray(),
        all.Select(d => d.Position.Sequence).ToArray(),
        all.Select(d => (long)d.Position.Index).ToArray(),
        all.Select(d => d.Order.Value).ToArray(),
        all.Select(d => States[d.State]).ToArray(),
        all.Select(d => (long)d.Attempts).ToArray(),
        all.Select(d => Micros(d.FirstAttemptAt)).ToArray(),
        all.Select(d => Micros(d.LastAttemptAt)).ToArray(),
        all.Select(d => UnixMicroseconds.FromTime(d.NextAttemptAt)).ToArray(),
        all.Select(d => (long)d.Status).ToArray(),
        all.Select(d => d.Failure).ToArray(),
        all.Select(d => d.HasGap ? 1L : 0L).ToArray(),
    ];

    private static long Micros(DateTimeOffset? time) => time is { } known ? UnixMicroseconds.FromTime(known) : 0;

    private static DateTimeOffset? ReadTime(QueryResultReader row, int column) => row.Long(column) == 0 ? null : row.Instant(column);
}
