using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Retention;
using Emend.Server.Common;

namespace Emend.Server.Storage.Retention;

/// <summary>Updates the retention row of an order in the transaction of every decision that changes it.</summary>
internal static class RetentionStatements
{
    public static readonly EnumNames<RetentionStage> Stages = new("ANONYMIZE", "DELETE");

    public static Statement? Create(OrderWrite write)
    {
        var (before, after) = (write.Before is { } previous ? GetRow(previous) : null, GetRow(write.After));
        if (before == after)
        {
            return null;
        }

        return after is not { } row
            ? Statement.From("DELETE FROM order_retention WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value)
            : Statement.One(
                """
                INSERT INTO order_retention (tenant_id, order_id, stage, since, due_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, order_id) DO UPDATE SET stage = excluded.stage, since = excluded.since, due_at = excluded.due_at
                """,
                write.Tenant.Value, write.After.Id.Value, Stages[row.Stage], UnixMicroseconds.FromTime(row.Since),
                row.Due is { } due ? UnixMicroseconds.FromTime(due) : null);
    }

    private static (RetentionStage Stage, DateTimeOffset Since, DateTimeOffset? Due)? GetRow(Order order) =>
        order.EndedAt is not { } ended ? null
        : order.AnonymizedAt is { } anonymizedAt ? (RetentionStage.Delete, anonymizedAt, order.DeleteAt)
        : (RetentionStage.Anonymize, ended, order.AnonymizeAt);
}
