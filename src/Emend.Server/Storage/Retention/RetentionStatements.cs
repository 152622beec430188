using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Retention;

/// <summary>Whether and since when an order waits to be forgotten: part of the transaction of every decision that changes it.</summary>
internal static class RetentionStatements
{
    public static readonly EnumNames<RetentionStage> Stages = new("ANONYMIZE", "DELETE");

    public static Statement? Of(OrderWrite write)
    {
        var (before, after) = (write.Before is { } was ? RowOf(was) : null, RowOf(write.After));
        if (before == after)
        {
            return null;
        }

        return after is not { } row
            ? Statement.From("DELETE FROM keeping WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value)
            : Statement.One(
                """
                INSERT INTO keeping (tenant_id, order_id, stage, since, due_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, order_id) DO UPDATE SET stage = excluded.stage, since = excluded.since, due_at = excluded.due_at
                """,
                write.Tenant.Value, write.After.Id.Value, Stages[row.Stage], UnixMicroseconds.FromTime(row.Since),
                row.Due is { } due ? UnixMicroseconds.FromTime(due) : null);
    }

    private static (RetentionStage Stage, DateTimeOffset Since, DateTimeOffset? Due)? RowOf(Order order) =>
        order.EndedAt is not { } ended ? null
        : order.AnonymizedAt is { } done ? (RetentionStage.Delete, done, order.DeleteAt)
        : (RetentionStage.Anonymize, ended, order.AnonymizeAt);
}
