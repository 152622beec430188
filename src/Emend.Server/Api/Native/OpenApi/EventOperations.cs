using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the event endpoint.</summary>
internal static class EventOperations
{
    private static readonly JsonSchema Stream = JsonSchema.Text().WithDescription(
        "Server-sent events: `id` is the position in the feed, `event` the type, `data` one Event as JSON in one line. Comments with an id "
        + "report the current position while there are no events.");

    public static readonly OperationMetadata List = new("listEvents", "Events", "List or stream events")
    {
        Description = """
            `Accept: text/event-stream` opens a stream, which starts now by default. Other requests return a page, which starts at the first
            event by default. Both contain the same events with the same ids in the same order. A client that continues after its last id,
            on any node, receives every event exactly once. If the restore of a backup removed the event with that id, the response is 410
            with the cursor from which to continue. Facility-restricted callers receive the events of their facilities. A stream
            ends within seconds after its API key or token becomes invalid.
            """.ReplaceLineEndings("\n"),
        Parameters =
        [
            Filter("order", "Only events of this order.", NativeCommonSchemas.Id),
            Filter("type", "Only events of this type.", EventWriter.TypeSchema),
            Filter("api", "Only events of requests to this API. Events of the system itself have the API emend.", NativeCommonSchemas.Id),
            Filter("facility", "Only events that affect this facility.", NativeCommonSchemas.Id),
            Filter("article", "Only events that affect this article.", NativeCommonSchemas.Id),
            new("after", "Only events after this event id or cursor.", NativeCommonSchemas.Id),
            new("from", "The start position if `after` is missing.", JsonSchema.Choice("now", "beginning")),
            new("size", "The maximum number of events of a page.", JsonSchema.Integer(1, EventQueryReader.MaxSize))
            {
                Default = EventQueryReader.DefaultSize,
            },
            new(
                EventQueryReader.LastEventIdHeader,
                "Like `after`, with precedence over it. Browsers send it when they reconnect.",
                NativeCommonSchemas.Id)
            {
                IsHeader = true,
            },
        ],
        Responses =
        [
            new(StatusCodes.Status200OK, "The events.", NativeViews.Schema<EventPageView>()),
            new(StatusCodes.Status200OK, "The stream, if requested.", Stream) { MediaType = "text/event-stream" },
        ],
        ErrorStatuses = [400, 410],
    };

    private static OperationParameter Filter(string name, string text, JsonSchema schema) => new(name, text, schema) { IsRepeated = true };
}
