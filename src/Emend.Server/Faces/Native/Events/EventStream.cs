using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emend.Server.Faces.Native.Events;

/// <summary>
/// Events as they happen (server-sent events). Each is written once for all listeners of this node; where nothing happens, a comment
/// with an id tells how far it was looked, so that whoever comes again goes on there.
/// </summary>
internal sealed class EventStream(EventHub hub, Doorkeeper doorkeeper, IHostApplicationLifetime life, ILogger<EventStream> log)
{
    /// <summary>So much is written before it is handed on, where more is there at once.</summary>
    private const int Most = 16 * 1024;

    private const int LeastRetry = 1_000;
    private const int MostRetry = 3_000;

    public async Task Tell(HttpContext context, Visitor visitor, EventsAsked asked)
    {
        using var admission = doorkeeper.Admit(
            visitor.Caller, visitor.Actor, context.RequestAborted, life.ApplicationStopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // Not all come again at once when a node goes.
        var retry = Random.Shared.Next(LeastRetry, MostRetry);
        Put(context.Response.BodyWriter, $"retry: {retry}\n: from here\nid: {asked.Cursors.Write(asked.After)}\n\n");
        try
        {
            await Write(context.Response.BodyWriter, visitor, asked, admission.Until);
        }
        catch (OperationCanceledException) when (admission.Until.IsCancellationRequested)
        {
            // They went, may listen no longer, or the node goes.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "A stream of events of {Tenant} ended; whoever listened comes again.", visitor.Tenant);
        }
    }

    private async Task Write(PipeWriter to, Visitor visitor, EventsAsked asked, CancellationToken ct)
    {
        Func<FeedEvent, byte[]> render = told => Frame(told, asked.Cursors);
        await using var items = hub.Listen(visitor.Tenant, asked.Filter, asked.After, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            var next = items.MoveNextAsync();
            if (to.UnflushedBytes > (next.IsCompleted ? Most : 0))
                await to.FlushAsync(ct);
            if (!await next)
                return;
            if (items.Current.Event is { } told) to.Write(told.Rendered(render));
            else Put(to, $": so far\nid: {asked.Cursors.Write(items.Current.Position)}\n\n");
        }
    }

    private static byte[] Frame(FeedEvent told, CursorsOfTenant cursors)
    {
        var id = cursors.Write(told.Position);
        var frame = new ArrayBufferWriter<byte>(1_024);
        Put(frame, $"id: {id}\nevent: {told.What.Kind}\ndata: ");
        frame.Write(EventBody.Line(told, id));
        Put(frame, "\n\n");
        return frame.WrittenSpan.ToArray();
    }

    private static void Put(IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);
}
