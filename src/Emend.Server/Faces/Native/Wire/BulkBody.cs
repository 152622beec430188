using System.Text.Json;
using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A job at a moment: its rate depends on it.</summary>
internal sealed record ToldBulk(BulkJob Job, DateTimeOffset Now);

/// <summary>Tells jobs over many orders and what came of each order.</summary>
internal static class BulkBody
{
    public static void Write(Utf8JsonWriter json, ToldBulk told)
    {
        var (job, counts) = (told.Job, told.Job.Counts);
        json.WriteString("id", job.Id);
        json.WriteString("state", States.Of(job.State));
        json.WriteBoolean("dryRun", job.Asked.DryRun);
        json.Object("by", job.Asked, static (by, asked) =>
        {
            by.WriteString("id", asked.By.User.Value);
            by.WriteString("name", asked.ByName);
        });
        json.Kept("do", job.Asked.What);
        json.Moment("createdAt", job.CreatedAt);
        json.Moment("endedAt", job.EndedAt);
        json.WriteNumber("total", job.Total);
        json.WriteNumber("done", counts.Done);
        json.WriteNumber("unchanged", counts.Unchanged);
        json.WriteNumber("refused", counts.Refused);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("remaining", job.Remaining);
        if (job.Rate(told.Now) is { } rate) json.WriteNumber("rate", Math.Round(rate, 1));
        if (job.Left(told.Now) is { } left) json.WriteNumber("secondsLeft", (long)left.TotalSeconds);
    }

    public static void Write(Utf8JsonWriter json, BulkItem item)
    {
        json.WriteNumber("position", item.Position);
        json.WriteString("order", item.Of.Order.Value);
        json.WriteString("state", States.Of(item.Result.State));
        if (item.Result.Revision is { } revision) json.WriteNumber("revision", revision);
        json.Text("why", item.Result.Why);
        json.Text("detail", item.Result.Words);
        if (!item.Result.Refusals.IsEmpty)
            json.Objects("refusals", item.Result.Refusals, static (entry, refusal) =>
                RefusalBody.Write(entry, refusal, OrderAnswers.PointerOf(refusal)));
    }
}
