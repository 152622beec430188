using Emend.Server.Application.Outbox;

namespace Emend.Server.Storage.Outbox;

/// <summary>Maps rows of the outbox.</summary>
internal static class OutboxRows
{
    public const string Columns =
        "order_id, position, effect_id, kind, facility_id, doc, state, attempts, created_at, since, due_at, last_attempt_at, last_error";

    /// <summary>Stored names of the states. Stored names never change.</summary>
    public static readonly EnumNames<OutboxState> States = new("WAITING", "DEAD_LETTERED");

    // An effect in a state of a newer version waits for a node of that version, like an effect of an unknown kind.
    public static OutboxEntry Read(QueryResultReader row) => new(
        new(new(row.Text(0)), row.Long(1)), row.Text(2), row.Text(3),
        States.Find(row.Text(6)) is null ? null : ExternalEffectSerializer.Read(row.Text(3), row.Bytes(5)),
        States.Find(row.Text(6)) ?? OutboxState.Waiting)
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
