using Emend.Core.Orders;
using Emend.Server.Desk.Events;

namespace Emend.Server.Storage.Relay;

/// <summary>Deliveries as rows: any number of them in one statement.</summary>
internal static class DeliveryRows
{
    /// <summary>The states in storage. A format: never renamed.</summary>
    public static readonly Names<DeliveryState> States = new("PENDING", "DELIVERED", "PARKED");

    public const string Columns = "xid, seq, idx, order_id, state, attempts, first_at, tried_at, due_at, status, failure, missed";

    public static Statement Put(Dialect dialect, Subscription subscription, IReadOnlyList<EventDelivery> deliveries) => Statement.Of(
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

    public static EventDelivery Of(Rows row) => new(
        new(row.Long(0), row.Long(1), (int)row.Long(2)), new OrderId(row.Text(3)), States[row.Text(4)])
    {
        Attempts = (int)row.Long(5),
        FirstAt = TimeOf(row, 6),
        TriedAt = TimeOf(row, 7),
        DueAt = row.Instant(8),
        Status = (int)row.Long(9),
        Failure = row.Text(10),
        Missed = row.Long(11) != 0,
    };

    private static Array[] ColumnsOf(IReadOnlyList<EventDelivery> all) =>
    [
        all.Select(d => d.Position.Transaction).ToArray(),
        all.Select(d => d.Position.Sequence).ToArray(),
        all.Select(d => (long)d.Position.Index).ToArray(),
        all.Select(d => d.Order.Value).ToArray(),
        all.Select(d => States[d.State]).ToArray(),
        all.Select(d => (long)d.Attempts).ToArray(),
        all.Select(d => Micros(d.FirstAt)).ToArray(),
        all.Select(d => Micros(d.TriedAt)).ToArray(),
        all.Select(d => Instant.Micros(d.DueAt)).ToArray(),
        all.Select(d => (long)d.Status).ToArray(),
        all.Select(d => d.Failure).ToArray(),
        all.Select(d => d.Missed ? 1L : 0L).ToArray(),
    ];

    private static long Micros(DateTimeOffset? time) => time is { } known ? Instant.Micros(known) : 0;

    private static DateTimeOffset? TimeOf(Rows row, int column) => row.Long(column) == 0 ? null : row.Instant(column);
}
