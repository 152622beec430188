using System.Text.RegularExpressions;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Http;

public sealed partial class SecurityHeaderTests : IAsyncLifetime, IDisposable
{
    private EmendApp _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _http = new() { BaseAddress = _app.Url };
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/native.json")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    [InlineData("/api/orders")]
    [InlineData("/emend/v1/orders")]
    [InlineData("/emend/v1/nowhere")]
    public async Task Every_response_forbids_content_sniffing_and_frames(string path)
    {
        using var response = await _http.GetAsync(path);

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_cache_stores_an_api_response()
    {
        using var admin = new HttpClient { BaseAddress = _app.Url };
        admin.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        string[] paths =
        [
            "/api/orders", "/api/pickjobs", "/api/users", "/api/shipments", "/emend/v1/orders", "/emend/v1/events", "/emend/v1/audit",
            "/api/orders/none", "/emend/v1/orders/none",
        ];
        foreach (var path in paths)
        {
            using var response = await admin.GetAsync(path);
            Assert.True(response.Headers.CacheControl?.NoStore, path);
        }
    }

    [Fact]
    public async Task The_page_of_the_documents_works_under_its_policy()
    {
        using var response = await _http.GetAsync("/docs/index.html");
        var page = await response.Content.ReadAsStringAsync();
        var policy = Header(response, "Content-Security-Policy");

        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineScript(), page);
        foreach (Match script in ScriptSource().Matches(page))
        {
            using var loaded = await _http.GetAsync(new Uri(new Uri(_app.Url, "/docs/"), script.Groups[1].Value));
            Assert.Equal(200, (int)loaded.StatusCode);
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=")]
    private static partial Regex InlineScript();

    [GeneratedRegex("<script[^>]*src=\"([^\"]+)\"")]
    private static partial Regex ScriptSource();
}
