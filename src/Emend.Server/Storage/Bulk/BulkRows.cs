using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;

namespace Emend.Server.Storage.Bulk;

/// <summary>Jobs and their orders as rows.</summary>
internal static class BulkRows
{
    public const int JobColumns = 19;

    public const string Job =
        """
        j.tenant_id, j.job_id, j.actor, j.actor_name, j.issued_at, j.secret, j.face, j.asked, j.dry_run,
        j.state, j.total, j.done, j.unchanged, j.refused, j.failed, j.created_at, j.running_since, j.ran, j.ended_at
        """;

    public const string Item = "i.position, i.order_id, i.revision, i.state, i.result, i.attempts";

    public static BulkJob JobOf(Rows row)
    {
        var by = new Caller(new(row.Text(0)), new(row.Text(2)), row.Long(4)) { Secret = row.TextOrNull(5) };
        var (what, reason) = BulkDocuments.Asked(row.Bytes(7));
        var asked = new BulkAsked(by, row.Text(3), row.Text(6), what, row.Long(8) == 1) { Reason = reason };
        return new(by.Tenant, row.Text(1), asked, row.Long(10), row.Instant(15))
        {
            State = BulkDocuments.States[row.Text(9)],
            Counts = new(row.Long(11), row.Long(12), row.Long(13), row.Long(14)),
            RunningSince = row.IsNull(16) ? null : row.Instant(16),
            Ran = TimeSpan.FromMicroseconds(row.Long(17)),
            EndedAt = row.IsNull(18) ? null : row.Instant(18),
        };
    }

    public static BulkItem ItemOf(Rows row) => new(
        row.Long(0),
        new(new(row.Text(1)), row.LongOrNull(2)),
        BulkDocuments.Result(BulkDocuments.ItemStates[row.Text(3)], row.BytesOrNull(4)))
    {
        Attempts = row.Long(5),
    };
}
