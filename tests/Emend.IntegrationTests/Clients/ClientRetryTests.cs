using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>Pain P2 of those who modify orders: a request whose answer was lost is sent again, and must not be done twice.</summary>
public sealed class ClientRetryTests
{
    [Fact]
    public async Task A_write_whose_answer_was_lost_is_done_once()
    {
        await using var app = await EmendApp.Start();
        var (emend, http) = app.Through(RecordingHandler.Losing(2, out var seen));

        var order = await emend.Orders.PlaceAsync(new() { TenantOrderId = "once", Lines = [new(ClientFixture.Mug, 3)] });
        var placing = seen.Sent.Where(s => s.Path == "/emend/v1/orders").ToArray();

        Assert.Equal((3, 1), (placing.Length, placing.Select(s => (s.Key, s.Body)).Distinct().Count()));
        Assert.Equal(order.Id, (await emend.Orders.GetAsync(order.Id)).Id);
        await Assert.ThrowsAsync<RuleViolationException>(() => emend.Orders.PlaceAsync(new() { TenantOrderId = "once", Lines = [new(ClientFixture.Mug, 3)] }));
        http.Dispose();
    }

    [Fact]
    public async Task A_modification_and_an_undo_whose_answers_were_lost_are_done_once_and_told()
    {
        await using var app = await EmendApp.Start();
        using var calm = app.Client();
        var order = await calm.Place();
        var (first, http) = app.Through(RecordingHandler.Losing(1, out var modifying));
        var (second, other) = app.Through(RecordingHandler.Losing(1, out var undoing));

        var done = await first.Orders.ModifyAsync(order.Id, new(new Change.AddLine(ClientFixture.Cap, 1)));
        var undone = await second.Orders.UndoAsync(order.Id, 2);

        Assert.Equal((2L, 3L), (done.Revision, undone.Revision));
        Assert.Equal([3L, 2L], (await calm.Orders.HistoryAsync(order.Id).All()).Select(e => e.Revision));
        Assert.All([modifying, undoing], seen => Assert.Single(seen.Sent.Where(s => s.Key is not null).Select(s => s.Key).Distinct()));
        http.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Two_calls_have_two_keys_and_their_own_key_counts_over_clients()
    {
        await using var app = await EmendApp.Start();
        using var handler = new RecordingHandler((_, _) => null);
        var (emend, http) = app.Through(handler);
        await emend.Place();
        await emend.Place();

        Assert.Equal(2, handler.Sent.Select(s => s.Key).OfType<string>().Distinct().Count());
        using var restarted = app.Client();
        var order = await emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "job-17");
        Assert.Equal(order.Id, (await restarted.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "job-17")).Id);
        http.Dispose();
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_answer_is_survived()
    {
        await using var app = await EmendApp.Start();
        using var tunnel = new FaultyProxy(app.Url.Port, cuts: 2);
        using var direct = app.Client();
        using var client = new EmendClient(new Uri($"http://127.0.0.1:{tunnel.Port}"), ClientFixture.Of("agent"), ClientFixture.Hasty);

        var order = await client.Orders.PlaceAsync(new() { TenantOrderId = "cut", Lines = [new(ClientFixture.Mug, 1)] });

        Assert.Equal(2, tunnel.Cut);
        Assert.Equal("cut", (await direct.Orders.GetAsync(order.Id)).TenantOrderId);
        await Assert.ThrowsAsync<RuleViolationException>(() => direct.Orders.PlaceAsync(new() { TenantOrderId = "cut", Lines = [new(ClientFixture.Mug, 1)] }));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task What_is_said_to_pass_is_tried_again(HttpStatusCode status)
    {
        using var handler = new RecordingHandler((count, _) => count < 3 ? new(status) : Json("""{ "id": "o", "revision": 4 }"""));

        Assert.Equal(4, (await Alone(handler).Orders.GetAsync("o")).Revision);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task What_will_not_pass_is_not_tried_again(HttpStatusCode status)
    {
        using var handler = new RecordingHandler((_, _) => new(status));

        var failure = await Assert.ThrowsAnyAsync<EmendException>(() => Alone(handler).Orders.GetAsync("o"));
        Assert.Equal(((int)status, 1), (failure.Status, handler.Sent.Count));
    }

    [Fact]
    public async Task A_write_without_a_key_is_sent_once()
    {
        using var handler = new RecordingHandler((_, _) => throw new HttpRequestException("no line"));

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => Alone(handler).Credentials.CreateAsync(new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] }));
        Assert.Equal((1, null, 1), (failure.Attempts, failure.IdempotencyKey, handler.Sent.Count));
    }

    [Fact]
    public async Task In_the_end_it_gives_up_and_hands_on_the_key()
    {
        using var handler = new RecordingHandler((_, _) => throw new HttpRequestException("no line"));

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => Alone(handler).Orders.PlaceAsync(new() { Lines = [new("a", 1)] }));
        Assert.Equal((4, 0, 4), (failure.Attempts, failure.Status, handler.Sent.Count));
        Assert.Equal(handler.Sent[0].Key, failure.IdempotencyKey);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task Retry_After_is_honoured_and_too_long_a_wait_is_handed_on()
    {
        using var handler = new RecordingHandler((count, _) => count == 1 ? Busy(TimeSpan.FromSeconds(1)) : Busy(TimeSpan.FromMinutes(5)));
        var watch = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => Alone(handler).Orders.GetAsync("o"));
        Assert.Equal((2, TimeSpan.FromMinutes(5), 503), (failure.Attempts, failure.RetryAfter, failure.Status));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_tried_again_and_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = new EmendClient(
            new Uri($"http://{silent.LocalEndpoint}"),
            EmendCredentials.None,
            ClientFixture.Hasty with { MaxAttempts = 2, Timeout = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => client.Orders.GetAsync("o"));
        Assert.Equal((2, 0), (failure.Attempts, failure.Status));
        Assert.Contains("too long", failure.Message);
    }

    [Fact]
    public async Task Who_gives_up_is_not_kept_waiting()
    {
        using var handler = new RecordingHandler((_, _) => Busy(TimeSpan.FromMinutes(1)));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Alone(handler, ClientFixture.Hasty with { MaxBackoff = TimeSpan.FromHours(1) }).Orders.GetAsync("o", ct: timeout.Token));
        Assert.Single(handler.Sent);
    }

    private static EmendClient Alone(HttpMessageHandler handler, EmendClientOptions? options = null) =>
        new(new HttpClient(handler) { BaseAddress = new("http://emend.example/") }, options: options ?? ClientFixture.Hasty);

    private static HttpResponseMessage Json(string text) => new() { Content = new StringContent(text) };

    private static HttpResponseMessage Busy(TimeSpan after) => new(HttpStatusCode.ServiceUnavailable)
    {
        Headers = { RetryAfter = new(after) },
    };
}
