using Emend.Server.Faces.Native.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoint of events says of itself.</summary>
internal static class EventOperations
{
    private static readonly Shape Stream = Shape.Text().Says(
        "Server-sent events: `id` is the place in the feed, `event` the kind, `data` one Event as JSON in one line. Comments with an id "
        + "tell how far was looked while nothing happened.");

    public static readonly Operation Read = new("readEvents", "Events", "Hear what happened, as a stream or in pages")
    {
        Description = """
            `Accept: text/event-stream` opens a stream, which begins now where nothing else is said; everything else gets a page, from the
            beginning. Both tell the same events under the same ids, in an order that is the same for everybody: whoever goes on after the
            last id they heard, at whatever node, misses nothing and hears nothing twice. Who is bound to facilities hears what happens
            there. A stream ends within seconds when the key or token it was opened with counts no longer.
            """.ReplaceLineEndings("\n"),
        Parameters =
        [
            Filter("order", "Only of this order.", CommonShapes.Ref),
            Filter("kind", "Only of this kind.", EventBody.Kind),
            Filter("face", "Only what came in through this face; what Emend did by itself has the face emend.", CommonShapes.Ref),
            Filter("facility", "Only what matters at this facility.", CommonShapes.Ref),
            Filter("article", "Only what touches this article.", CommonShapes.Ref),
            new("after", "Only after the event of this id, or after this cursor.", CommonShapes.Ref),
            new("from", "Where to begin, where no place is named.", Shape.Choice("now", "beginning")),
            new("size", "How many events a page has.", Shape.Whole(1, EventAsking.MostSize)) { Usual = EventAsking.UsualSize },
            new(EventAsking.LastHeard, "As after, and before it: what a browser sends when it connects again.", CommonShapes.Ref)
            {
                IsHeader = true,
            },
        ],
        Answers =
        [
            new(StatusCodes.Status200OK, "The events.", EventBody.Page),
            new(StatusCodes.Status200OK, "Or the stream.", Stream) { Type = "text/event-stream" },
        ],
        Fails = [400],
    };

    private static Parameter Filter(string name, string words, Shape shape) => new(name, words, shape) { IsRepeated = true };
}
