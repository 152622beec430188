using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native.Events;

/// <summary>What happened: as a stream for whoever takes one, else in pages. Both tell the same events with the same ids.</summary>
internal sealed class EventEndpoints(Entrance entrance, EventAsking asking, EventStream stream, EventPages pages)
{
    public async Task Get(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        var streams = TakesStream(context.Request);
        var (asked, problems) = await asking.Read(context, visitor, streams);
        if (!problems.IsEmpty)
        {
            await Problems.Malformed(context, problems);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, P.OrderRead) || !await EventAsking.Reaches(context, visitor, asked)) return;
        await (streams ? stream.Tell(context, visitor, asked) : pages.Tell(context, visitor, asked));
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
