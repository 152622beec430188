using System.Buffers;
using System.Text.Json;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How far a job is, told whenever it is further (server-sent events); ends with the job.</summary>
internal sealed class BulkJobProgressStream(IBulkJobStore store, ListenerAuthorizationMonitor listenerAuthorizationMonitor, IHostApplicationLifetime life, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    // A proxy in between may take silence for the end.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    public async Task Write(HttpContext context, AuthenticatedCaller caller, BulkJob job)
    {
        using var listenerAuthorization = listenerAuthorizationMonitor.Monitor(caller.Caller, caller.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Write(context, job, listenerAuthorization.Until);
        }
        catch (OperationCanceledException) when (listenerAuthorization.Until.IsCancellationRequested)
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
            if (now.State is BulkJobState.Done or BulkJobState.Cancelled) return;
            await Task.Delay(Look, clock, ct);
        }
    }

    private byte[] Frame(BulkJob job)
    {
        var frame = new ArrayBufferWriter<byte>(1_024);
        frame.Write("event: progress\ndata: "u8);
        using (var json = new Utf8JsonWriter(frame, CanonicalJson.Options))
            json.Object(new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);
        frame.Write("\n\n"u8);
        return frame.WrittenSpan.ToArray();
    }
}
