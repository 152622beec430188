using Emend.Server.Application.Outbox;

namespace Emend.Server.Storage.Outbox;

/// <summary>Maps rows of the outbox.</summary>
internal static class OutboxRows
{
    public const string Columns =
        "order_id, position, effect_id, kind, facility_id, doc, state, attempts, created_at, since, due_at, last_attempt_at, last_error";

    /// <summary>Stored names of the states. Stored names never change.</summary>
    public static readonly EnumNames<OutboxState> States = new("WAITING", "DEAD_LETTERED");

    public static OutboxEntry Read(QueryResultReader row) => new(
        new(new(row.Text(0)), row.Long(1)), row.Text(2), row.Text(3), ExternalEffectSerializer.Read(row.Text(3), row.Bytes(5)),
        States[row.Text(6)])
    {
        Facility = new(row.Text(4)),
        Attempts = (int)row.Long(7),
        CreatedAt = row.Instant(8),
        Since = row.Instant(9),
        DueAt = row.Instant(10),
        LastAttemptAt = row.IsNull(11) ? null : row.Instant(11),
        LastError = row.TextOrNull(12),
    };
}
