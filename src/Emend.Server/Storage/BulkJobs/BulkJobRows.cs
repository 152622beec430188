using Emend.Server.Application.BulkJobs;
using Emend.Server.Identity;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>Maps bulk jobs and their items to rows.</summary>
internal sealed class BulkJobRows(IFormerBulkCommandReader formerReader)
{
    public const int JobColumnCount = 19;

    public const string JobColumns =
        """
        j.tenant_id, j.job_id, j.actor, j.actor_name, j.issued_at, j.secret, j.api, j.definition, j.dry_run,
        j.state, j.total, j.done, j.unchanged, j.refused, j.failed, j.created_at, j.running_since, j.elapsed_before_pause, j.ended_at
        """;

    public const string ItemColumns = "i.position, i.order_id, i.revision, i.state, i.result, i.attempts";

    public BulkJob ReadJob(QueryResultReader row)
    {
        var by = new Caller(new(row.Text(0)), new(row.Text(2)), row.Long(4)) { Secret = row.TextOrNull(5) };
        var command = BulkJobSerializer.ReadCommand(row.Bytes(7), formerReader);
        var definition = new BulkJobDefinition(by, row.Text(3), row.Text(6), command, row.Long(8) == 1);
        return new(by.Tenant, row.Text(1), definition, row.Long(10), row.Instant(15))
        {
            State = BulkJobSerializer.States[row.Text(9)],
            Counts = new(row.Long(11), row.Long(12), row.Long(13), row.Long(14)),
            RunningSince = row.IsNull(16) ? null : row.Instant(16),
            ElapsedBeforePause = TimeSpan.FromMicroseconds(row.Long(17)),
            EndedAt = row.IsNull(18) ? null : row.Instant(18),
        };
    }

    public static BulkJobItem ReadItem(QueryResultReader row) => new(
        row.Long(0),
        new(new(row.Text(1)), row.LongOrNull(2)),
        BulkJobSerializer.ReadResult(BulkJobSerializer.ItemStates[row.Text(3)], row.BytesOrNull(4)))
    {
        Attempts = row.Long(5),
    };
}
