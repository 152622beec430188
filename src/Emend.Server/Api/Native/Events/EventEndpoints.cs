using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native.Events;

/// <summary>What happened: as a stream for whoever takes one, else in pages. Both tell the same events with the same ids.</summary>
internal sealed class EventEndpoints(NativeAuthorizer entrance, EventQueryReader eventQueryReader, EventStreamEndpoint stream, EventPageEndpoint pages)
{
    public async Task Get(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        var streams = TakesStream(context.Request);
        var (eventQuery, problems) = await eventQueryReader.Read(context, caller, streams);
        if (!problems.IsEmpty)
        {
            await ProblemResponses.Malformed(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, P.OrderRead) || !await EventQueryReader.Reaches(context, caller, eventQuery)) return;
        await (streams ? stream.Write(context, caller, eventQuery) : pages.Write(context, caller, eventQuery));
    }

    // Whoever says nothing, or that anything will do, gets a page: it ends.
    public static bool TakesStream(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(MediaTypeNames.Text.EventStream) is > 0 and var stream && stream >= Quality(MediaTypeNames.Application.Json);

        double Quality(string type) => accepted.FirstOrDefault(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } one
            ? one.Quality ?? 1
            : 0;
    }
}
