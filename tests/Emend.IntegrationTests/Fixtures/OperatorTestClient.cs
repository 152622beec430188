using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The operator of the tested server: creates and changes tenants through the operator API.</summary>
internal sealed class OperatorTestClient : IDisposable
{
    private const string Key = "operator-key-of-the-tests";
    private const string Tenants = "/emend/operator/v1/tenants";
    private readonly HttpClient _http;

    public OperatorTestClient(Uri url, string key = Key)
    {
        _http = new HttpClient { BaseAddress = url };
        _http.DefaultRequestHeaders.Add("X-Operator-Key", key);
    }

    /// <summary>The configuration that turns the operator API on.</summary>
    public static string Argument { get; } =
        "--Emend:Operator:KeyHash=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    /// <summary>Creates a tenant with an administrator and an API key, and returns the key.</summary>
    public async Task<string> Create(string id, string password = "a long password")
    {
        var answer = await Send(HttpMethod.Post, "", $$"""
            {"id":"{{id}}","name":"Tenant {{id}}","administrator":{"username":"admin@{{id}}.example","password":"{{password}}" },
             "apiKey":{"name":"first"} }
            """);
        Assert.True(answer.Status == 201, answer.Text);
        return (string)answer["apiKey"]["secret"]!;
    }

    public Task<ApiResponse> Suspend(string id) => Send(HttpMethod.Post, $"/{id}/suspend");

    public Task<ApiResponse> Resume(string id) => Send(HttpMethod.Post, $"/{id}/resume");

    public Task<ApiResponse> Remove(string id) => Send(HttpMethod.Delete, $"/{id}");

    public Task<ApiResponse> Get(string path) => Send(HttpMethod.Get, path);

    public async Task<ApiResponse> Send(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, Tenants + path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, response.ReasonPhrase ?? "", text.Length == 0 ? null : JsonNode.Parse(text), text);
    }

    public void Dispose() => _http.Dispose();
}
