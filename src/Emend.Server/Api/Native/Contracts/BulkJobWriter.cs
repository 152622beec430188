using System.Text.Json;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A bulk job at a point in time. The estimated remaining time depends on it.</summary>
internal sealed record BulkJobView(BulkJob Job, DateTimeOffset Now);

/// <summary>Writes bulk jobs and the result of each order.</summary>
internal static class BulkJobWriter
{
    public static void Write(Utf8JsonWriter json, BulkJobView view)
    {
        var (job, counts) = (view.Job, view.Job.Counts);
        json.WriteString("id", job.Id);
        json.WriteString("state", EnumWireNames.ToName(job.State));
        json.WriteBoolean("dryRun", job.Definition.DryRun);
        json.WriteObject("requestedBy", job.Definition, static (by, definition) =>
        {
            by.WriteString("id", definition.RequestedBy.User.Value);
            by.WriteString("name", definition.ByName);
        });
        json.WriteJson("action", job.Definition.Command.Action);
        json.WriteTimestamp("createdAt", job.CreatedAt);
        json.WriteTimestamp("endedAt", job.EndedAt);
        json.WriteNumber("total", job.Total);
        json.WriteNumber("succeeded", counts.Succeeded);
        json.WriteNumber("unchanged", counts.Unchanged);
        json.WriteNumber("rejected", counts.Rejected);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("remaining", job.Remaining);
        if (job.ItemsPerSecond(view.Now) is { } rate)
        {
            json.WriteNumber("ordersPerSecond", Math.Round(rate, 1));
        }

        if (job.EstimatedTimeRemaining(view.Now) is { } left)
        {
            json.WriteNumber("estimatedSecondsRemaining", (long)left.TotalSeconds);
        }
    }

    public static void Write(Utf8JsonWriter json, BulkJobItem item)
    {
        json.WriteNumber("position", item.Position);
        json.WriteString("order", item.Target.Order.Value);
        json.WriteString("state", EnumWireNames.ToName(item.Result.State));
        if (item.Result.Revision is { } revision)
        {
            json.WriteNumber("revision", revision);
        }

        json.WriteText("problem", GetProblem(item.Result.ReasonCode));
        json.WriteText("detail", item.Result.Description);
        if (!item.Result.Violations.IsEmpty)
        {
            json.WriteViews(
                "violations",
                item.Result.Violations.Select(violation => new RuleViolationView(violation, NativeRules.GetPointer(violation))));
        }
    }

    // Stored results use these codes. All other codes are already the last segment of a problem type.
    private static string? GetProblem(string? code) => code switch
    {
        "refused" => "rule-violation",
        "stale" => "version-conflict",
        "conflict" => "merge-conflict",
        "failed" => "server-error",
        _ => code,
    };
}
