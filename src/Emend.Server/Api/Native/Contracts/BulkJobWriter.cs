using System.Text.Json;
using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A job at a moment: its rate depends on it.</summary>
internal sealed record BulkJobView(BulkJob Job, DateTimeOffset Now);

/// <summary>Tells jobs over many orders and what came of each order.</summary>
internal static class BulkJobWriter
{
    public static void Write(Utf8JsonWriter json, BulkJobView bulkJobView)
    {
        var (job, counts) = (bulkJobView.Job, bulkJobView.Job.Counts);
        json.WriteString("id", job.Id);
        json.WriteString("state", EnumWireNames.Of(job.State));
        json.WriteBoolean("dryRun", job.Asked.DryRun);
        json.Object("by", job.Asked, static (by, definition) =>
        {
            by.WriteString("id", definition.RequestedBy.User.Value);
            by.WriteString("name", definition.ByName);
        });
        json.Kept("do", job.Asked.Command);
        json.Moment("createdAt", job.CreatedAt);
        json.Moment("endedAt", job.EndedAt);
        json.WriteNumber("total", job.Total);
        json.WriteNumber("done", counts.Succeeded);
        json.WriteNumber("unchanged", counts.Unchanged);
        json.WriteNumber("refused", counts.Refused);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("remaining", job.Remaining);
        if (job.Rate(bulkJobView.Now) is { } rate) json.WriteNumber("rate", Math.Round(rate, 1));
        if (job.EstimatedTimeRemaining(bulkJobView.Now) is { } left) json.WriteNumber("secondsLeft", (long)left.TotalSeconds);
    }

    public static void Write(Utf8JsonWriter json, BulkJobItem item)
    {
        json.WriteNumber("position", item.Position);
        json.WriteString("order", item.Of.Order.Value);
        json.WriteString("state", EnumWireNames.Of(item.Result.State));
        if (item.Result.Revision is { } revision) json.WriteNumber("revision", revision);
        json.Text("why", item.Result.Why);
        json.Text("detail", item.Result.Description);
        if (!item.Result.Refusals.IsEmpty)
            json.Objects("refusals", item.Result.Refusals, static (entry, violation) =>
                RuleViolationWriter.Write(entry, violation, NativeOrderResponses.PointerOf(violation)));
    }
}
