using System.Collections.Concurrent;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The event stream of the C# client, also over interrupted connections.</summary>
public sealed class ClientEventTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stream_and_pages_return_the_same_events()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        using var timeout = new CancellationTokenSource(Timeout);
        var order = await emend.PlaceOrder();
        var filter = new EventFilter { Orders = [order.Id], Types = [EventType.OrderCreated, EventType.OrderModified] };
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(order.Lines[0].Id, 2)));

        var received = await ReadFirst(2, emend.Events.ListenAsync(filter, EventStartPosition.Beginning, ct: timeout.Token));
        var page = await emend.Events.ListPageAsync(filter);
        var following = await emend.Events.ListPageAsync(filter, EventStartPosition.AfterEvent(received[0].Id), size: 5);

        Assert.Equal([EventType.OrderCreated, EventType.OrderModified], received.Select(e => e.Type));
        Assert.Equal(("Aart Agent", order.Id, 2L), (received[1].Actor.Name, received[1].Order, received[1].Revision));
        Assert.Contains(received[1].Differences, d => d.Area == DifferenceArea.Lines && d.After!.Value.GetDecimal() == 2);
        Assert.Equal(received.Select(e => e.Id), page.Events.Select(e => e.Id));
        Assert.Equal(received[1].Id, following.Events.Single().Id);
        Assert.Empty((await emend.Events.ListPageAsync(filter, EventStartPosition.AfterEvent(following.Cursor))).Events);
    }

    /// <summary>Every connection is cut after a few reads, some before the first event.</summary>
    [Fact]
    public async Task Interrupted_streams_neither_lose_nor_duplicate_events()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        using var timeout = new CancellationTokenSource(Timeout);
        var lastEventIds = new ConcurrentQueue<string?>();
        using var http = new HttpClient(new StreamCuttingHandler(lastEventIds)) { BaseAddress = app.Url };
        using var listener = new EmendClient(http, ClientFixture.GetCredentials("agent"), ClientFixture.FastRetries);
        var order = await emend.PlaceOrder();
        var filter = new EventFilter { Orders = [order.Id], Types = [EventType.OrderModified] };
        var opened = new TaskCompletionSource();
        var received = ReadFirst(10, listener.Events.ListenAsync(filter, interrupted: _ => opened.TrySetResult(), ct: timeout.Token));

        await opened.Task.WaitAsync(timeout.Token);
        for (var i = 0; i < 10; i++)
        {
            await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["i"] = i })));
        }

        Assert.Equal(Enumerable.Range(2, 10).Select(r => (long)r), (await received).Select(e => e.Revision));
        Assert.True(lastEventIds.Count > 2, "the connection was interrupted");
        Assert.All(lastEventIds.Skip(1), Assert.NotNull);
    }

    [Fact]
    public async Task Listening_throws_on_rejected_requests_and_on_cancellation()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        using var unauthenticated = new EmendClient(app.Url, EmendCredentials.FromApiKey("none"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<UnauthenticatedException>(() => ReadFirst(1, unauthenticated.Events.ListenAsync()));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => ReadFirst(1, emend.Events.ListenAsync(from: EventStartPosition.AfterEvent("nothing"))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadFirst(1, emend.Events.ListenAsync(ct: timeout.Token)));
    }

    private static async Task<List<FeedEvent>> ReadFirst(int count, IAsyncEnumerable<FeedEvent> events)
    {
        var received = new List<FeedEvent>();
        await foreach (var feedEvent in events)
        {
            received.Add(feedEvent);
            if (received.Count == count)
            {
                break;
            }
        }

        return received;
    }

    /// <summary>Cuts every stream after a few reads and records the Last-Event-ID of each request.</summary>
    private sealed class StreamCuttingHandler(ConcurrentQueue<string?> lastEventIds) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                return response;
            }

            lastEventIds.Enqueue(request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            response.Content = new StreamContent(new TruncatedStream(stream, lastEventIds.Count));
            return response;
        }
    }

    private sealed class TruncatedStream(Stream inner, int reads) : MemoryStream
    {
        private int _left = reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _left-- > 0 ? inner.ReadAsync(buffer, cancellationToken) : throw new IOException("the connection was cut");
    }
}
