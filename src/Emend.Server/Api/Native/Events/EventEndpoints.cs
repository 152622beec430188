using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native.Events;

/// <summary>Returns events as a stream or in pages. Both contain the same events with the same ids.</summary>
internal sealed class EventEndpoints(
    NativeAuthorizer authorizer, EventQueryReader eventQueryReader, EventStreamEndpoint stream, EventPageEndpoint pages)
{
    public async Task Get(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        var streams = AcceptsStream(context.Request);
        var (eventQuery, problems) = await eventQueryReader.Read(context, caller, streams);
        if (!problems.IsEmpty)
        {
            await ProblemResponses.InvalidRequest(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, P.OrderRead))
        {
            return;
        }

        if (!await EventQueryReader.RequireFacilityAccess(context, caller, eventQuery))
        {
            return;
        }

        if (eventQuery.RestoredAt is { } restoredAt)
        {
            await ProblemResponses.Restored(context, eventQuery.Cursors.Write(restoredAt));
            return;
        }

        await (streams ? stream.Write(context, caller, eventQuery) : pages.Write(context, caller, eventQuery));
    }

    // Without a preference the client gets a page, because a page ends.
    public static bool AcceptsStream(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(MediaTypeNames.Text.EventStream) is > 0 and var stream && stream >= Quality(MediaTypeNames.Application.Json);

        double Quality(string type) => accepted.FirstOrDefault(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } one
            ? one.Quality ?? 1
            : 0;
    }
}
