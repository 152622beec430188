using System.Collections.Concurrent;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The C# client hears events, over lines that break.</summary>
public sealed class ClientEventTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Events_are_heard_as_they_happen_and_pages_tell_the_same()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        using var end = new CancellationTokenSource(Patience);
        var order = await emend.Place();
        var filter = new EventFilter { Orders = [order.Id], Kinds = [EventType.OrderCreated, EventType.OrderModified] };
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(order.Lines[0].Id, 2)));

        var heard = await First(2, emend.Events.ListenAsync(filter, EventStartPosition.Beginning, ct: end.Token));
        var page = await emend.Events.PageAsync(filter);
        var behind = await emend.Events.PageAsync(filter, EventStartPosition.AfterEvent(heard[0].Id), size: 5);

        Assert.Equal([EventType.OrderCreated, EventType.OrderModified], heard.Select(e => e.Kind));
        Assert.Equal(("Aart Agent", order.Id, 2L), (heard[1].Actor.Name, heard[1].Order, heard[1].Revision));
        Assert.Contains(heard[1].Differences, d => d.Area == DifferenceArea.Lines && d.After!.Value.GetDecimal() == 2);
        Assert.Equal(heard.Select(e => e.Id), page.Events.Select(e => e.Id));
        Assert.Equal(heard[1].Id, behind.Events.Single().Id);
        Assert.Empty((await emend.Events.PageAsync(filter, EventStartPosition.AfterEvent(behind.Cursor))).Events);
    }

    /// <summary>Every line is cut soon after it began, also before anything was told on it.</summary>
    [Fact]
    public async Task Lines_that_break_lose_no_event_and_tell_none_twice()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        using var end = new CancellationTokenSource(Patience);
        var lines = new ConcurrentQueue<string?>();
        using var http = new HttpClient(new StreamCuttingHandler(lines)) { BaseAddress = app.Url };
        using var listener = new EmendClient(http, ClientFixture.Of("agent"), ClientFixture.Hasty);
        var order = await emend.Place();
        var filter = new EventFilter { Orders = [order.Id], Kinds = [EventType.OrderModified] };
        var opened = new TaskCompletionSource();
        var heard = First(10, listener.Events.ListenAsync(filter, interrupted: _ => opened.TrySetResult(), ct: end.Token));

        await opened.Task.WaitAsync(end.Token);
        for (var i = 0; i < 10; i++) await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["i"] = i })));

        Assert.Equal(Enumerable.Range(2, 10).Select(r => (long)r), (await heard).Select(e => e.Revision));
        Assert.True(lines.Count > 2, "the line was cut");
        Assert.All(lines.Skip(1), Assert.NotNull);
    }

    [Fact]
    public async Task What_cannot_be_heard_is_thrown_and_who_gives_up_hears_no_more()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        using var stranger = new EmendClient(app.Url, EmendCredentials.Key("none"));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<UnauthenticatedException>(() => First(1, stranger.Events.ListenAsync()));
        await Assert.ThrowsAsync<InvalidRequestException>(() => First(1, emend.Events.ListenAsync(from: EventStartPosition.AfterEvent("nothing"))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => First(1, emend.Events.ListenAsync(ct: end.Token)));
    }

    private static async Task<List<FeedEvent>> First(int count, IAsyncEnumerable<FeedEvent> events)
    {
        var heard = new List<FeedEvent>();
        await foreach (var told in events)
        {
            heard.Add(told);
            if (heard.Count == count) break;
        }

        return heard;
    }

    /// <summary>Cuts every stream after a few reads, and notes behind what each was asked for.</summary>
    private sealed class StreamCuttingHandler(ConcurrentQueue<string?> lines) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") return response;
            lines.Enqueue(request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null);
            response.Content = new StreamContent(new TruncatedStream(await response.Content.ReadAsStreamAsync(cancellationToken), lines.Count));
            return response;
        }
    }

    private sealed class TruncatedStream(Stream inner, int reads) : MemoryStream
    {
        private int left = reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            left-- > 0 ? inner.ReadAsync(buffer, cancellationToken) : throw new IOException("the line was cut");
    }
}
