using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Keeping;

/// <summary>Whether and since when an order waits to be forgotten: part of the transaction of every decision that changes it.</summary>
internal static class KeepingStatements
{
    public static readonly Names<KeepingStage> Stages = new("ANONYMIZE", "DELETE");

    public static Statement? Of(OrderWrite write)
    {
        var (before, after) = (write.Before is { } was ? RowOf(was) : null, RowOf(write.After));
        if (before == after)
        {
            return null;
        }

        return after is not { } row
            ? Statement.Of("DELETE FROM keeping WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value)
            : Statement.One(
                """
                INSERT INTO keeping (tenant_id, order_id, stage, since, due_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, order_id) DO UPDATE SET stage = excluded.stage, since = excluded.since, due_at = excluded.due_at
                """,
                write.Tenant.Value, write.After.Id.Value, Stages[row.Stage], Instant.Micros(row.Since),
                row.Due is { } due ? Instant.Micros(due) : null);
    }

    private static (KeepingStage Stage, DateTimeOffset Since, DateTimeOffset? Due)? RowOf(Order order) =>
        order.EndedAt is not { } ended ? null
        : order.AnonymizedAt is { } done ? (KeepingStage.Delete, done, order.DeleteAt)
        : (KeepingStage.Anonymize, ended, order.AnonymizeAt);
}
