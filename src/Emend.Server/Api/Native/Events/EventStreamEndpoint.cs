using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Api.Native.Events;

/// <summary>
/// Streams events as they occur (server-sent events). Each event is serialized once for all listeners of this node. While there are no
/// events, comments with an id report the current position, so that a client that reconnects continues there.
/// </summary>
internal sealed class EventStreamEndpoint(
    EventHub hub,
    ListenerAuthorizationMonitor listenerAuthorizationMonitor,
    IHostApplicationLifetime life,
    ILogger<EventStreamEndpoint> log)
{
    /// <summary>The number of buffered bytes after which the stream is flushed, even if more events are available.</summary>
    private const int FlushThreshold = 16 * 1024;

    private const int MinRetryMilliseconds = 1_000;
    private const int MaxRetryMilliseconds = 3_000;

    public async Task Write(HttpContext context, AuthenticatedCaller caller, EventQuery eventQuery)
    {
        using var listener = listenerAuthorizationMonitor.Monitor(
            caller.Caller, caller.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // The random delay spreads the reconnects when a node stops.
        var retry = Random.Shared.Next(MinRetryMilliseconds, MaxRetryMilliseconds);
        WriteText(context.Response.BodyWriter, $"retry: {retry}\n: start\nid: {eventQuery.Cursors.Write(eventQuery.After)}\n\n");
        try
        {
            await Write(context.Response.BodyWriter, caller, eventQuery, listener.Token);
        }
        catch (OperationCanceledException) when (listener.Token.IsCancellationRequested)
        {
            // The client disconnected, the caller lost access, or the node stops.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "An event stream of tenant {Tenant} failed. The client will reconnect.", caller.Tenant);
        }
    }

    private async Task Write(PipeWriter to, AuthenticatedCaller caller, EventQuery eventQuery, CancellationToken ct)
    {
        Func<FeedEvent, byte[]> render = feedEvent => CreateFrame(feedEvent, eventQuery.Cursors);
        await using var items = hub.Listen(caller.Tenant, eventQuery.Filter, eventQuery.After, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            var next = items.MoveNextAsync();
            if (to.UnflushedBytes > (next.IsCompleted ? FlushThreshold : 0))
            {
                await to.FlushAsync(ct);
            }

            if (!await next)
            {
                return;
            }

            if (items.Current.Event is { } feedEvent)
            {
                to.Write(feedEvent.GetPayload(render));
            }
            else
            {
                WriteText(to, $": position\nid: {eventQuery.Cursors.Write(items.Current.Position)}\n\n");
            }
        }
    }

    private static byte[] CreateFrame(FeedEvent feedEvent, TenantEventCursors cursors)
    {
        var id = cursors.Write(feedEvent.Position);
        var frame = new ArrayBufferWriter<byte>(1_024);
        WriteText(frame, $"id: {id}\nevent: {NativeEventNames.ToName(feedEvent.Event.Kind)}\ndata: ");
        frame.Write(EventWriter.ToJsonLine(feedEvent, id));
        WriteText(frame, "\n\n");
        return frame.WrittenSpan.ToArray();
    }

    private static void WriteText(IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);
}
