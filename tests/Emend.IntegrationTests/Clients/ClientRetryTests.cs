using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>A request whose response was lost is sent again and must not be applied twice.</summary>
public sealed class ClientRetryTests
{
    [Fact]
    public async Task Write_with_a_lost_response_is_applied_once()
    {
        await using var app = await EmendApp.Start();
        var (emend, http) = app.CreateClientWith(RecordingHandler.LosingResponses(2, out var seen));

        var order = await emend.Orders.PlaceAsync(new() { TenantOrderId = "once", Lines = [new(ClientFixture.Mug, 3)] });
        var placements = seen.Sent.Where(s => s.Path == "/emend/v1/orders").ToArray();

        Assert.Equal((3, 1), (placements.Length, placements.Select(s => (s.Key, s.Body)).Distinct().Count()));
        Assert.Equal(order.Id, (await emend.Orders.GetAsync(order.Id)).Id);
        await Assert.ThrowsAsync<RuleViolationException>(
            () => emend.Orders.PlaceAsync(new() { TenantOrderId = "once", Lines = [new(ClientFixture.Mug, 3)] }));
        http.Dispose();
    }

    [Fact]
    public async Task Modification_and_undo_with_lost_responses_are_applied_once_and_return_their_results()
    {
        await using var app = await EmendApp.Start();
        using var direct = app.CreateClient();
        var order = await direct.PlaceOrder();
        var (first, http) = app.CreateClientWith(RecordingHandler.LosingResponses(1, out var modifying));
        var (second, other) = app.CreateClientWith(RecordingHandler.LosingResponses(1, out var undoing));

        var modified = await first.Orders.ModifyAsync(order.Id, new(new Change.AddLine(ClientFixture.Cap, 1)));
        var undone = await second.Orders.UndoAsync(order.Id, 2);

        Assert.Equal((2L, 3L), (modified.Revision, undone.Revision));
        Assert.Equal([3L, 2L], (await direct.Orders.ListHistoryAsync(order.Id).Collect()).Select(e => e.Revision));
        Assert.All([modifying, undoing], seen => Assert.Single(seen.Sent.Where(s => s.Key is not null).Select(s => s.Key).Distinct()));
        http.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Each_call_has_its_own_key_and_a_given_key_works_across_clients()
    {
        await using var app = await EmendApp.Start();
        using var handler = new RecordingHandler((_, _) => null);
        var (emend, http) = app.CreateClientWith(handler);
        await emend.PlaceOrder();
        await emend.PlaceOrder();

        Assert.Equal(2, handler.Sent.Select(s => s.Key).OfType<string>().Distinct().Count());
        using var restarted = app.CreateClient();
        var order = await emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "job-17");
        Assert.Equal(order.Id, (await restarted.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "job-17")).Id);
        http.Dispose();
    }

    [Fact]
    public async Task Write_survives_a_connection_that_closes_before_the_response()
    {
        await using var app = await EmendApp.Start();
        using var proxy = new FaultyProxy(app.Url.Port, maxCuts: 2);
        using var direct = app.CreateClient();
        using var client = new EmendClient(
            new Uri($"http://127.0.0.1:{proxy.Port}"), ClientFixture.GetCredentials("agent"), ClientFixture.FastRetries);

        var order = await client.Orders.PlaceAsync(new() { TenantOrderId = "cut", Lines = [new(ClientFixture.Mug, 1)] });

        Assert.Equal(2, proxy.CutCount);
        Assert.Equal("cut", (await direct.Orders.GetAsync(order.Id)).TenantOrderId);
        await Assert.ThrowsAsync<RuleViolationException>(
            () => direct.Orders.PlaceAsync(new() { TenantOrderId = "cut", Lines = [new(ClientFixture.Mug, 1)] }));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Transient_errors_are_retried(HttpStatusCode status)
    {
        using var handler = new RecordingHandler((count, _) => count < 3 ? new(status) : Json("""{ "id": "o", "revision": 4 }"""));

        Assert.Equal(4, (await CreateClient(handler).Orders.GetAsync("o")).Revision);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task Permanent_errors_are_not_retried(HttpStatusCode status)
    {
        using var handler = new RecordingHandler((_, _) => new(status));

        var failure = await Assert.ThrowsAnyAsync<EmendException>(() => CreateClient(handler).Orders.GetAsync("o"));
        Assert.Equal(((int)status, 1), (failure.Status, handler.Sent.Count));
    }

    [Fact]
    public async Task Write_without_a_key_is_sent_once()
    {
        using var handler = new RecordingHandler((_, _) => throw new HttpRequestException("no connection"));

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => CreateClient(handler).Credentials.CreateAsync(new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] }));
        Assert.Equal((1, null, 1), (failure.Attempts, failure.IdempotencyKey, handler.Sent.Count));
    }

    [Fact]
    public async Task Exception_after_the_last_attempt_has_the_idempotency_key()
    {
        using var handler = new RecordingHandler((_, _) => throw new HttpRequestException("no connection"));

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => CreateClient(handler).Orders.PlaceAsync(new() { Lines = [new("a", 1)] }));
        Assert.Equal((4, 0, 4), (failure.Attempts, failure.Status, handler.Sent.Count));
        Assert.Equal(handler.Sent[0].Key, failure.IdempotencyKey);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task Retry_After_is_respected_and_a_too_long_delay_is_returned()
    {
        using var handler = new RecordingHandler(
            (count, _) => ServiceUnavailable(count == 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(5)));
        var watch = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => CreateClient(handler).Orders.GetAsync("o"));
        Assert.Equal((2, TimeSpan.FromMinutes(5), 503), (failure.Attempts, failure.RetryAfter, failure.Status));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Timeout_is_retried_and_then_thrown()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = new EmendClient(
            new Uri($"http://{silent.LocalEndpoint}"),
            EmendCredentials.None,
            ClientFixture.FastRetries with { MaxAttempts = 2, Timeout = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => client.Orders.GetAsync("o"));
        Assert.Equal((2, 0), (failure.Attempts, failure.Status));
        Assert.Contains("timed out", failure.Message);
    }

    [Fact]
    public async Task Cancellation_ends_the_retry_delay()
    {
        using var handler = new RecordingHandler((_, _) => ServiceUnavailable(TimeSpan.FromMinutes(1)));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CreateClient(handler, ClientFixture.FastRetries with { MaxBackoff = TimeSpan.FromHours(1) })
                .Orders.GetAsync("o", ct: timeout.Token));
        Assert.Single(handler.Sent);
    }

    private static EmendClient CreateClient(HttpMessageHandler handler, EmendClientOptions? options = null) =>
        new(new HttpClient(handler) { BaseAddress = new("http://emend.example/") }, options: options ?? ClientFixture.FastRetries);

    private static HttpResponseMessage Json(string text) => new() { Content = new StringContent(text) };

    private static HttpResponseMessage ServiceUnavailable(TimeSpan retryAfter) => new(HttpStatusCode.ServiceUnavailable)
    {
        Headers = { RetryAfter = new(retryAfter) },
    };
}
