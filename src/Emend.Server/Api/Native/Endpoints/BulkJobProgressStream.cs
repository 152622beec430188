using System.Buffers;
using System.Text.Json;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Streams the progress of a bulk job whenever it changes (server-sent events). The stream ends with the job.</summary>
internal sealed class BulkJobProgressStream(
    IBulkJobStore store, ListenerAuthorizationMonitor listenerAuthorizationMonitor, IHostApplicationLifetime life, TimeProvider clock)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    // Without traffic a proxy may close the connection.
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10);

    public async Task Write(HttpContext context, AuthenticatedCaller caller, BulkJob job)
    {
        using var listener = listenerAuthorizationMonitor.Monitor(
            caller.Caller, caller.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Write(context, job, listener.Token);
        }
        catch (OperationCanceledException) when (listener.Token.IsCancellationRequested)
        {
            // The client disconnected, the caller lost access, or the node stops.
        }
    }

    private async Task Write(HttpContext context, BulkJob job, CancellationToken ct)
    {
        var (last, lastWriteAt) = ((BulkJob?)null, clock.GetTimestamp());
        for (BulkJob? now = job; now is not null; now = await store.Find(job.Tenant, job.Id, ct))
        {
            if (last?.State != now.State || last.Counts != now.Counts)
            {
                context.Response.BodyWriter.Write(CreateFrame(now));
                (last, lastWriteAt) = (now, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(lastWriteAt) >= KeepAliveInterval)
            {
                context.Response.BodyWriter.Write(": keep-alive\n\n"u8);
                lastWriteAt = clock.GetTimestamp();
            }

            await context.Response.BodyWriter.FlushAsync(ct);
            if (now.State is BulkJobState.Completed or BulkJobState.Canceled)
            {
                return;
            }

            await Task.Delay(PollInterval, clock, ct);
        }
    }

    private byte[] CreateFrame(BulkJob job)
    {
        var frame = new ArrayBufferWriter<byte>(1_024);
        frame.Write("event: progress\ndata: "u8);
        using (var json = new Utf8JsonWriter(frame, CanonicalJson.Options))
        {
            json.WriteObject(new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);
        }

        frame.Write("\n\n"u8);
        return frame.WrittenSpan.ToArray();
    }
}
