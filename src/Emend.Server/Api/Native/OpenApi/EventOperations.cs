using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoint of events says of itself.</summary>
internal static class EventOperations
{
    private static readonly JsonSchema Stream = JsonSchema.Text().WithDescription(
        "Server-sent events: `id` is the place in the feed, `event` the kind, `data` one Event as JSON in one line. Comments with an id "
        + "tell how far was looked while nothing happened.");

    public static readonly OperationMetadata Read = new("readEvents", "Events", "Hear what happened, as a stream or in pages")
    {
        Description = """
            `Accept: text/event-stream` opens a stream, which begins now where nothing else is said; everything else gets a page, from the
            beginning. Both tell the same events under the same ids, in an order that is the same for everybody: whoever goes on after the
            last id they heard, at whatever node, misses nothing and hears nothing twice. Who is bound to facilities hears what happens
            there. A stream ends within seconds when the key or token it was opened with counts no longer.
            """.ReplaceLineEndings("\n"),
        Parameters =
        [
            Filter("order", "Only of this order.", NativeCommonSchemas.Ref),
            Filter("kind", "Only of this kind.", EventWriter.Kind),
            Filter("face", "Only what came in through this face; what Emend did by itself has the face emend.", NativeCommonSchemas.Ref),
            Filter("facility", "Only what matters at this facility.", NativeCommonSchemas.Ref),
            Filter("article", "Only what touches this article.", NativeCommonSchemas.Ref),
            new("after", "Only after the event of this id, or after this cursor.", NativeCommonSchemas.Ref),
            new("from", "Where to begin, where no place is named.", JsonSchema.Choice("now", "beginning")),
            new("size", "How many events a page has.", JsonSchema.Whole(1, EventQueryReader.MaxSize)) { Default = EventQueryReader.DefaultSize },
            new(EventQueryReader.LastHeard, "As after, and before it: what a browser sends when it connects again.", NativeCommonSchemas.Ref)
            {
                IsHeader = true,
            },
        ],
        Answers =
        [
            new(StatusCodes.Status200OK, "The events.", EventWriter.Page),
            new(StatusCodes.Status200OK, "Or the stream.", Stream) { Type = "text/event-stream" },
        ],
        Fails = [400],
    };

    private static OperationParameter Filter(string name, string text, JsonSchema schema) => new(name, text, schema) { IsRepeated = true };
}
