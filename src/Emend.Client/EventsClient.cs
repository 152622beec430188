using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>What happened, as a stream or in pages. Both tell the same events under the same ids in the same order.</summary>
public sealed class EventsClient
{
    private readonly HttpTransport httpTransport;

    internal EventsClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>
    /// Hears events as they happen, until you give up. A stream that ends is opened again where it was, at whatever node: nothing is
    /// missed and nothing heard twice. Keep the id of the last event you dealt with, and begin behind it after a restart of your own.
    /// </summary>
    /// <param name="filter">Which to hear; all where nothing is said.</param>
    /// <param name="from">Where to begin; now where nothing is said.</param>
    /// <param name="interrupted">Told whenever the stream could not be opened or was cut; it is opened again without end.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<FeedEvent> ListenAsync(
        EventFilter? filter = null,
        EventStartPosition from = default,
        Action<ServiceUnavailableException>? interrupted = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        var asked = Of(filter).Asking("from", from.From).Asking("after", from.After);
        string? heard = null;
        for (var silent = 0; ;)
        {
            await using var stream = new EventStreamConnection<FeedEvent>(httpTransport, asked.AsStreamBehind(heard), EmendJsonContext.Default.FeedEvent);
            while (await stream.NextAsync(ct) is { } told) yield return told;

            silent = stream.LastId is null ? silent + 1 : 0;
            heard = stream.LastId ?? heard;
            if (stream.Failure is { } failure) interrupted?.Invoke(failure);
            await httpTransport.PauseAsync(silent, stream.Wait, ct);
        }
    }

    /// <summary>Reads one page of what happened, the oldest first.</summary>
    /// <param name="filter">Which; all where nothing is said.</param>
    /// <param name="from">Where to begin, such as behind the cursor of the page before; at the beginning where nothing is said.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public Task<EventPage> PageAsync(
        EventFilter? filter = null, EventStartPosition from = default, int? size = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(Of(filter).Asking("from", from.From).Asking("after", from.After).Asking("size", size), EmendJsonContext.Default.EventPage, ct);

    private static ApiRequest Of(EventFilter? filter) => ApiRequest.Get("events")
        .Asking("order", filter?.Orders)
        .Asking("kind", filter?.Kinds?.Select(kind => kind.Name))
        .Asking("face", filter?.Faces)
        .Asking("facility", filter?.Facilities)
        .Asking("article", filter?.Articles);
}
