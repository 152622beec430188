using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>A response of the fulfillmenttools API.</summary>
internal sealed record ApiResponse(int Status, string Reason, JsonNode? Body, string Text)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonNode this[string member] => (Body as JsonObject)?[member] ?? throw new KeyNotFoundException($"No {member} in {Text}");

    /// <summary>All errors of the response as one text.</summary>
    public string Problems => string.Join('\n', Body!.AsArray().Select(p => $"{p!["summary"]} {p["description"]}"));
}

/// <summary>A client of the fulfillmenttools API that is signed in to the demo tenant.</summary>
internal sealed class FulfillmenttoolsTestClient : IDisposable
{
    private readonly HttpClient _http;

    private FulfillmenttoolsTestClient(Uri url) => _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>The id token; empty for a client with an API key.</summary>
    public string Token { get; private set; } = "";

    public static async Task<FulfillmenttoolsTestClient> SignIn(Uri url, string who, string? password = null)
    {
        var client = new FulfillmenttoolsTestClient(url);
        var answer = await client.Send(
            HttpMethod.Post,
            "/v1/accounts:signInWithPassword?key=demo",
            $$"""{"email":"{{who}}@demo.emend","password":"{{password ?? "demo-" + who}}","returnSecureToken":true}""");
        Assert.True(answer.Status == 200, answer.Text);
        client.Token = (string)answer["idToken"]!;
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        return client;
    }

    /// <summary>A client with an API key.</summary>
    public static FulfillmenttoolsTestClient WithKey(Uri url, string key)
    {
        var client = new FulfillmenttoolsTestClient(url);
        client._http.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    /// <summary>Reads a file.</summary>
    public async Task<(int Status, string? Type, byte[] Body)> Download(string path)
    {
        using var response = await _http.GetAsync(path);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<ApiResponse> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<ApiResponse> Post(string path, string body, string? key = null) => Send(HttpMethod.Post, path, body, key);

    public Task<ApiResponse> Patch(string path, string body, string? key = null) => Send(HttpMethod.Patch, path, body, key);

    public Task<ApiResponse> Put(string path, string body) => Send(HttpMethod.Put, path, body);

    public async Task<ApiResponse> Send(HttpMethod method, string path, string? body, string? key = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendContent(method, path, content, key);
    }

    /// <summary>Sends the body with a revision in If-Match.</summary>
    public Task<ApiResponse> PostFor(string revision, string path, string body) => SendFor(revision, HttpMethod.Post, path, body);

    public Task<ApiResponse> SendFor(string revision, HttpMethod method, string path, string? body) =>
        SendWith("If-Match", revision, method, path, body);

    /// <summary>Sends the body with another header.</summary>
    public async Task<ApiResponse> SendWith(string header, string value, HttpMethod method, string path, string? body)
    {
        _http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        try
        {
            return await Send(method, path, body);
        }
        finally
        {
            _http.DefaultRequestHeaders.Remove(header);
        }
    }

    public async Task<ApiResponse> SendContent(
        HttpMethod method, string path, HttpContent? content, string? key = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        Assert.Empty(OpenApiConformance.Deviations(method.Method, path, (int)response.StatusCode, text));
        return new ApiResponse((int)response.StatusCode, response.ReasonPhrase ?? "", Parse(text), text)
        {
            Headers = response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Places an order of these articles. Fails if the order is rejected.</summary>
    public async Task<JsonNode> Place(params (string Article, int Quantity)[] lines)
    {
        var answer = await Post("/api/orders", Order(lines));
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!;
    }

    /// <summary>An order to an address in Amsterdam.</summary>
    public static string Order(params (string Article, int Quantity)[] lines) =>
        $$"""
        {
          "orderDate": "2026-11-20T08:45:50.525Z",
          "consumer": { "addresses": [ { "firstName": "Sanne", "lastName": "de Vries", "street": "Prinsengracht",
                         "houseNumber": "263", "postalCode": "1016 GV", "city": "Amsterdam", "country": "NL" } ] },
          "deliveryPreferences": { "shipping": { "serviceLevel": "DELIVERY" } },
          "orderLineItems": [ {{string.Join(',', lines.Select(l =>
              $$"""{ "article": { "tenantArticleId": "{{l.Article}}", "title": "{{l.Article}}" }, "quantity": {{l.Quantity}} }"""))}} ]
        }
        """;

    public void Dispose() => _http.Dispose();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
