using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Emend.IntegrationTests.Messaging;

/// <summary>One call of the receiver.</summary>
internal sealed record ReceivedCall(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Bytes, int Answered)
{
    private readonly Lazy<JsonNode> _body = new(() => JsonNode.Parse(Bytes)!);

    public JsonNode Body => _body.Value;

    public string EventId => (string)Body["eventId"]!;

    public string OrderId => (string)(Body["payload"]!["orderRef"] ?? Body["payload"]!["id"])!;

    public long Version => (long)Body["payload"]!["version"]!;
}

/// <summary>A webhook receiver on a free loopback port with a configurable response.</summary>
internal sealed class WebhookTestReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private readonly WebApplication _app;

    private WebhookTestReceiver(WebApplication app) => this._app = app;

    /// <summary>The status to respond with. May be delayed.</summary>
    public Func<HttpContext, JsonNode, Task<int>> Answer { get; set; } = (_, _) => Task.FromResult(200);

    /// <summary>All calls, in the order of the responses.</summary>
    public ReceivedCall[] Calls => [.. _calls];

    public ReceivedCall[] Taken => [.. _calls.Where(c => c.Answered == 200)];

    public string Url => _app.Urls.Single();

    public static async Task<WebhookTestReceiver> Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var receiver = new WebhookTestReceiver(builder.Build());
        receiver._app.Run(receiver.Receive);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until the calls meet a condition.</summary>
    public Task<ReceivedCall[]> Until(Func<ReceivedCall[], bool> enough, TimeSpan? patience = null) =>
        Wait.For(() => Task.FromResult(Calls), enough, calls => $"it was called {calls.Length} times, which is not enough", patience);

    public Task<ReceivedCall[]> Until(int count) => Until(all => all.Length >= count);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Receive(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var call = new ReceivedCall(context.Request.Path, headers, bytes.ToArray(), 0);
        var status = await Answer(context, call.Body);
        context.Response.StatusCode = status;
        _calls.Enqueue(call with { Answered = status });
    }
}
