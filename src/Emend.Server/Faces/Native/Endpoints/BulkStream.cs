using System.Buffers;
using System.Text.Json;
using Emend.Server.Desk.Bulk;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How far a job is, told whenever it is further (server-sent events); ends with the job.</summary>
internal sealed class BulkStream(IBulkStore store, Doorkeeper doorkeeper, IHostApplicationLifetime life, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    // A proxy in between may take silence for the end.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    public async Task Tell(HttpContext context, Visitor visitor, BulkJob job)
    {
        using var admission = doorkeeper.Admit(visitor.Caller, visitor.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Write(context, job, admission.Until);
        }
        catch (OperationCanceledException) when (admission.Until.IsCancellationRequested)
        {
            // They went, may listen no longer, or the node goes.
        }
    }

    private async Task Write(HttpContext context, BulkJob job, CancellationToken ct)
    {
        var (told, toldAt) = ((BulkJob?)null, clock.GetTimestamp());
        for (BulkJob? now = job; now is not null; now = await store.Find(job.Tenant, job.Id, ct))
        {
            if (told?.State != now.State || told.Counts != now.Counts)
            {
                context.Response.BodyWriter.Write(Frame(now));
                (told, toldAt) = (now, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(toldAt) >= Silence)
            {
                context.Response.BodyWriter.Write(": still there\n\n"u8);
                toldAt = clock.GetTimestamp();
            }

            await context.Response.BodyWriter.FlushAsync(ct);
            if (now.State is BulkState.Done or BulkState.Cancelled) return;
            await Task.Delay(Look, clock, ct);
        }
    }

    private byte[] Frame(BulkJob job)
    {
        var frame = new ArrayBufferWriter<byte>(1_024);
        frame.Write("event: progress\ndata: "u8);
        using (var json = new Utf8JsonWriter(frame, CanonicalJson.Options))
            json.Object(new ToldBulk(job, clock.GetUtcNow()), BulkBody.Write);
        frame.Write("\n\n"u8);
        return frame.WrittenSpan.ToArray();
    }
}
