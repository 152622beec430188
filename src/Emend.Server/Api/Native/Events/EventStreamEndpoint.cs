using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Api.Native.Events;

/// <summary>
/// Events as they happen (server-sent events). Each is written once for all listeners of this node; where nothing happens, a comment
/// with an id tells how far it was looked, so that whoever comes again goes on there.
/// </summary>
internal sealed class EventStreamEndpoint(EventHub hub, ListenerAuthorizationMonitor listenerAuthorizationMonitor, IHostApplicationLifetime life, ILogger<EventStreamEndpoint> log)
{
    /// <summary>So much is written before it is handed on, where more is there at once.</summary>
    private const int Max = 16 * 1024;

    private const int MinRetry = 1_000;
    private const int MaxRetry = 3_000;

    public async Task Write(HttpContext context, AuthenticatedCaller caller, EventQuery eventQuery)
    {
        using var listenerAuthorization = listenerAuthorizationMonitor.Monitor(
            caller.Caller, caller.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // Not all come again at once when a node goes.
        var retry = Random.Shared.Next(MinRetry, MaxRetry);
        Put(context.Response.BodyWriter, $"retry: {retry}\n: from here\nid: {eventQuery.Cursors.Write(eventQuery.After)}\n\n");
        try
        {
            await Write(context.Response.BodyWriter, caller, eventQuery, listenerAuthorization.Until);
        }
        catch (OperationCanceledException) when (listenerAuthorization.Until.IsCancellationRequested)
        {
            // They went, may listen no longer, or the node goes.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "A stream of events of {Tenant} ended; whoever listened comes again.", caller.Tenant);
        }
    }

    private async Task Write(PipeWriter to, AuthenticatedCaller caller, EventQuery eventQuery, CancellationToken ct)
    {
        Func<FeedEvent, byte[]> render = told => Frame(told, eventQuery.Cursors);
        await using var items = hub.Listen(caller.Tenant, eventQuery.Filter, eventQuery.After, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            var next = items.MoveNextAsync();
            if (to.UnflushedBytes > (next.IsCompleted ? Max : 0))
                await to.FlushAsync(ct);
            if (!await next)
                return;
            if (items.Current.Event is { } told) to.Write(told.Rendered(render));
            else Put(to, $": so far\nid: {eventQuery.Cursors.Write(items.Current.Position)}\n\n");
        }
    }

    private static byte[] Frame(FeedEvent told, TenantEventCursors cursors)
    {
        var id = cursors.Write(told.Position);
        var frame = new ArrayBufferWriter<byte>(1_024);
        Put(frame, $"id: {id}\nevent: {told.Event.Kind}\ndata: ");
        frame.Write(EventWriter.Line(told, id));
        Put(frame, "\n\n");
        return frame.WrittenSpan.ToArray();
    }

    private static void Put(IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);
}
