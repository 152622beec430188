using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Api.Native.Contracts;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>One frame of a stream.</summary>
internal sealed record SseFrame(string? Id, string? Kind, string? Data, bool IsComment)
{
    public JsonNode Json => JsonNode.Parse(Data!)!;
}

/// <summary>Somebody who listens to the stream of events, line by line as it comes.</summary>
internal sealed class SseTestListener : IDisposable
{
    private readonly HttpClient http;
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private SseTestListener(HttpClient http, HttpResponseMessage response, StreamReader lines)
    {
        this.http = http;
        this.response = response;
        this.lines = lines;
    }

    public HttpResponseMessage Response => response;

    /// <summary>The id that was told last: by an event or between them.</summary>
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
            request.Headers.Add("Last-Event-ID", lastId);
        var opened = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(client, opened, new StreamReader(await opened.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next frame, waited for half a minute; null where the stream ended.</summary>
    public async Task<SseFrame?> Next()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await Next(timeout.Token);
    }

    /// <summary>The next frame; null where the stream ended.</summary>
    public async Task<SseFrame?> Next(CancellationToken ct)
    {
        var (id, kind, data, comment, any) = ((string?)null, (string?)null, (string?)null, false, false);
        while (await Line(ct) is { } line)
        {
            if (line.Length == 0 && any)
            {
                LastId = id ?? LastId;
                if (data is not null)
                    Assert.Empty(OpenApiConformance.Check(EventWriter.Event, data));
                return new(id, kind, data, comment);
            }

            any = true;
            switch (line.Split(": ", 2))
            {
                case ["id", var value]: id = value; break;
                case ["event", var value]: kind = value; break;
                case ["data", var value]: Assert.Null(data); data = value; break;
                case ["retry", var value]: Assert.InRange(int.Parse(value), 1_000, 3_000); break;
                case ["", _]: comment = true; break;
                default: Assert.Fail($"The line {line} is none of a stream of events."); break;
            }
        }

        return null;
    }

    /// <summary>The next event, whatever is told between.</summary>
    public async Task<SseFrame> Event()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Next(timeout.Token) is { } sseFrame)
            if (sseFrame.Data is not null)
                return sseFrame;
        throw new InvalidOperationException("The stream ended.");
    }

    public async Task<List<SseFrame>> Events(int count)
    {
        var events = new List<SseFrame>();
        while (events.Count < count)
            events.Add(await Event());
        return events;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
        http.Dispose();
    }

    // A node that was killed says no goodbye.
    private async Task<string?> Line(CancellationToken ct)
    {
        try
        {
            return await lines.ReadLineAsync(ct);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return null;
        }
    }
}
