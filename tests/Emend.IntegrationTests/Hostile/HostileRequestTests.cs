using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Hostile;

/// <summary>
/// Generated hostile requests to all endpoints of both APIs: the server never fails, and every error has the format of the API and a
/// documented status. <c>EMEND_HOSTILE_REQUESTS</c> is the number of requests per API; the long run has 100,000.
/// </summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const string CountVariable = "EMEND_HOSTILE_REQUESTS";
    private const int DefaultCount = 2_000;
    private const int Clients = 4;
    private const int MaxReported = 20;

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private SampleEntities _samples = null!;

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out var count) ? count : DefaultCount;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton(new RateLimitOptions(0, 0)));
        _client = await _app.SignIn();
        _samples = await SampleEntities.Create(_client);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("fulfillmenttools")]
    [InlineData("native")]
    public async Task A_hostile_request_never_fails_the_server_and_gets_a_well_formed_error(string api)
    {
        var endpoints = OpenApiConformance.All.Where(e => e.Api.Name == api).ToList();
        var generator = new HostileRequestGenerator(_app.Url, _client.Token, endpoints, _samples);
        var (wrong, statuses) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<int, int>());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

        var numbers = Enumerable.Range(0, Count);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (number, ct) =>
        {
            if (wrong.Count < MaxReported)
            {
                var request = generator.Create(number);
                using var message = request.Message;
                var (status, problem) = await Send(http, message, ct);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (problem is not null)
                {
                    wrong.Enqueue($"{request.Description}\n  {status}: {problem}");
                }
            }
        });

        RuleFindings.MustBeNone(wrong);
        Assert.Equal(Count, statuses.Values.Sum());
        Assert.True(statuses[400] > Count / 4, $"{statuses[400]} requests are invalid");
    }

    private static async Task<(int Status, string? Problem)> Send(HttpClient http, HttpRequestMessage message, CancellationToken ct)
    {
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType is "text/event-stream")
        {
            return (status, null);
        }

        var text = await response.Content.ReadAsStringAsync(ct);
        // Kestrel refuses an invalid request line or header itself, without a body.
        var isApplication = response.Headers.Contains("X-Content-Type-Options");
        if (!isApplication)
        {
            var isRefusedByKestrel = status is 400 or 411 or 413 or 414 or 431 && text.Length == 0;
            return (status, isRefusedByKestrel ? null : "not answered by the application: " + text);
        }

        if (status >= 500)
        {
            return (status, text);
        }

        var path = Uri.UnescapeDataString(message.RequestUri!.AbsolutePath);
        if (status is 404 && text.Length == 0 && IsOutsideOfApis(path))
        {
            return (status, null);
        }

        // Kestrel resolves dots, so another endpoint answers.
        var isResolved = path.Contains("..", StringComparison.Ordinal);
        return (status, isResolved || status < 400 || status is 404 or 405 ? CheckForm(status, text)
            : OpenApiConformance.Deviations(message.Method.Method, path, status, text).FirstOrDefault() ?? CheckForm(status, text));
    }

    private static bool IsOutsideOfApis(string path) =>
        !(path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/emend/v1/", StringComparison.Ordinal))
        || path.Contains("..", StringComparison.Ordinal);

    /// <summary>An error is JSON with a text, and nothing else. 405 has no body.</summary>
    private static string? CheckForm(int status, string text)
    {
        if (status < 400 || (status is 405 && text.Length == 0))
        {
            return null;
        }

        try
        {
            var body = JsonElement.Parse(text);
            var isError = body.ValueKind is JsonValueKind.Array
                ? body.GetArrayLength() > 0 && body[0].GetProperty("summary").GetString() is { Length: > 0 }
                : body.TryGetProperty("title", out _) || body.TryGetProperty("error", out _);
            return isError ? null : "no error: " + text;
        }
        catch (JsonException e)
        {
            return $"{e.Message} {text}";
        }
    }
}
