using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Api.Native.Views;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>One frame of a server-sent event stream.</summary>
internal sealed record SseFrame(string? Id, string? Type, string? Data, bool IsComment)
{
    public JsonNode Json => JsonNode.Parse(Data!)!;
}

/// <summary>Client of the event stream. Reads it line by line and checks each event against the schema.</summary>
internal sealed class SseTestListener : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private SseTestListener(HttpClient http, HttpResponseMessage response, StreamReader reader)
    {
        this._http = http;
        this._response = response;
        this._reader = reader;
    }

    public HttpResponseMessage Response => _response;

    /// <summary>The id of the last frame: an event or a comment.</summary>
    public string? LastId { get; private set; }

    public static async Task<SseTestListener> Open(
        Uri url, string query = "", string? lastId = null, string key = "demo-api-key", Version? version = null)
    {
        var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emend/v1/events" + query)
        {
            Version = version ?? System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("X-Api-Key", key);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var opened = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(client, opened, new StreamReader(await opened.Content.ReadAsStreamAsync()));
    }

    /// <summary>Reads the next frame within 30 seconds. Null if the stream ended.</summary>
    public async Task<SseFrame?> ReadNext()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await ReadNext(timeout.Token);
    }

    /// <summary>Reads the next frame. Null if the stream ended.</summary>
    public async Task<SseFrame?> ReadNext(CancellationToken ct)
    {
        var (id, type, data, comment, any) = ((string?)null, (string?)null, (string?)null, false, false);
        while (await ReadLine(ct) is { } line)
        {
            if (line.Length == 0 && any)
            {
                LastId = id ?? LastId;
                if (data is not null)
                {
                    Assert.Empty(OpenApiConformance.Check(NativeViews.Schema<EventView>(), data));
                }

                return new(id, type, data, comment);
            }

            any = true;
            switch (line.Split(": ", 2))
            {
                case ["id", var value]: id = value; break;
                case ["event", var value]: type = value; break;
                case ["data", var value]: Assert.Null(data); data = value; break;
                case ["retry", var value]: Assert.InRange(int.Parse(value), 1_000, 3_000); break;
                case ["", _]: comment = true; break;
                default: Assert.Fail($"The line {line} is not valid in an event stream."); break;
            }
        }

        return null;
    }

    /// <summary>Reads the next event and skips comments.</summary>
    public async Task<SseFrame> ReadEvent()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await ReadNext(timeout.Token) is { } sseFrame)
        {
            if (sseFrame.Data is not null)
            {
                return sseFrame;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public async Task<List<SseFrame>> ReadEvents(int count)
    {
        var events = new List<SseFrame>();
        while (events.Count < count)
        {
            events.Add(await ReadEvent());
        }

        return events;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
        _http.Dispose();
    }

    // A killed node resets the connection. This counts as the end of the stream.
    private async Task<string?> ReadLine(CancellationToken ct)
    {
        try
        {
            return await _reader.ReadLineAsync(ct);
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException)
        {
            return null;
        }
    }
}
