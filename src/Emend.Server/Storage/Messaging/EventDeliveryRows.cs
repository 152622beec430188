using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Events;

namespace Emend.Server.Storage.Messaging;

/// <summary>Deliveries as rows: any number of them in one statement.</summary>
internal static class EventDeliveryRows
{
    /// <summary>The states in storage. A format: never renamed.</summary>
    public static readonly EnumNames<EventDeliveryState> States = new("PENDING", "DELIVERED", "PARKED");

    public const string Columns = "xid, seq, idx, order_id, state, attempts, first_at, tried_at, due_at, status, failure, missed";

    public static Statement Put(Dialect dialect, Subscription subscription, IReadOnlyList<EventDelivery> deliveries) => Statement.From(
        $"""
        INSERT INTO deliveries (tenant_id, subscription_id, {Columns})
        SELECT $1, $2, xid, seq, idx, order_id, state_id, attempts, first_at, tried_at, due_at, status, failure_id, missed
        FROM {dialect.Table(
            "d", 3, "xid", "seq", "idx", "order_id", "state_id", "attempts", "first_at", "tried_at", "due_at", "status", "failure_id",
            "missed")}
        WHERE true
        ON CONFLICT (tenant_id, subscription_id, xid, seq, idx) DO UPDATE SET
            state = excluded.state, attempts = excluded.attempts, first_at = excluded.first_at, tried_at = excluded.tried_at,
            due_at = excluded.due_at, status = excluded.status, failure = excluded.failure, missed = excluded.missed
        """,
        [subscription.Tenant.Value, subscription.Id, .. dialect.Columns(ColumnsOf(deliveries))]);

    public static EventDelivery Of(QueryResultReader row) => new(
        new(row.Long(0), row.Long(1), (int)row.Long(2)), new OrderId(row.Text(3)), States[row.Text(4)])
    {
        Attempts = (int)row.Long(5),
        FirstAttemptAt = TimeOf(row, 6),
        LastAttemptAt = TimeOf(row, 7),
        NextAttemptAt = row.Instant(8),
        Status = (int)row.Long(9),
        Failure = row.Text(10),
        HasGap = row.Long(11) != 0,
    };

    private static Array[] ColumnsOf(IReadOnlyList<EventDelivery> all) =>
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

    private static DateTimeOffset? TimeOf(QueryResultReader row, int column) => row.Long(column) == 0 ? null : row.Instant(column);
}
