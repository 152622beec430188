using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>The event feed, as a stream or in pages. Both return the same events with the same ids in the same order.</summary>
public sealed class EventsClient
{
    private readonly HttpTransport _httpTransport;

    internal EventsClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>
    /// Streams events until the caller cancels. The client reopens an interrupted stream at its last position, on any node, without lost
    /// or duplicate events. Store the id of the last event you processed, and start after it when your process restarts.
    /// </summary>
    /// <param name="filter">The filter. Default: all events.</param>
    /// <param name="from">The start position. Default: new events only.</param>
    /// <param name="interrupted">Called when the stream cannot be opened or is interrupted. The client always tries to reopen it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<FeedEvent> ListenAsync(
        EventFilter? filter = null,
        EventStartPosition from = default,
        Action<ServiceUnavailableException>? interrupted = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        var request = CreateRequest(filter).WithQuery("from", from.From).WithQuery("after", from.After);
        string? lastId = null;
        for (var failures = 0; ;)
        {
            await using var stream = new EventStreamConnection<FeedEvent>(
                _httpTransport, request.AsEventStream(lastId), EmendJsonContext.Default.FeedEvent);
            while (await stream.ReadNextAsync(ct) is { } feedEvent)
            {
                yield return feedEvent;
            }

            failures = stream.LastId is null ? failures + 1 : 0;
            lastId = stream.LastId ?? lastId;
            if (stream.Failure is { } failure)
            {
                interrupted?.Invoke(failure);
            }

            await _httpTransport.DelayReconnectAsync(failures, stream.ReconnectDelay, ct);
        }
    }

    /// <summary>Reads one page of events, oldest first.</summary>
    /// <param name="filter">The filter. Default: all events.</param>
    /// <param name="from">The start position, such as the cursor of the previous page. Default: the oldest event.</param>
    /// <param name="size">The page size, at most 500.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<EventPage> ListPageAsync(
        EventFilter? filter = null, EventStartPosition from = default, int? size = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            CreateRequest(filter).WithQuery("from", from.From).WithQuery("after", from.After).WithQuery("size", size),
            EmendJsonContext.Default.EventPage,
            ct);

    private static ApiRequest CreateRequest(EventFilter? filter) => ApiRequest.Get("events")
        .WithQuery("order", filter?.Orders)
        .WithQuery("type", filter?.Types?.Select(type => type.Name))
        .WithQuery("api", filter?.Apis)
        .WithQuery("facility", filter?.Facilities)
        .WithQuery("article", filter?.Articles);
}
