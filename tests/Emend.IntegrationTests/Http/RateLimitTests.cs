using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Http;

/// <summary>Limits per address and per credential, and the bounded queue of password hashes.</summary>
public sealed class RateLimitTests
{
    [Theory]
    [InlineData("POST", "/v1/accounts:signInWithPassword?key=demo", "error")]
    [InlineData("GET", "/api/orders", "summary")]
    [InlineData("GET", "/emend/v1/orders", "/problems/too-many-requests")]
    public async Task An_address_without_a_credential_is_limited_in_the_format_of_the_api(string method, string path, string format)
    {
        await using var app = await EmendApp.Start(services => services.AddSingleton(new RateLimitOptions(AddressPerMinute: 3, 0)));
        using var http = new HttpClient { BaseAddress = app.Url };
        for (var i = 0; i < 3; i++)
        {
            using var allowed = await Send(http, method, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, allowed.StatusCode);
        }

        using var refused = await Send(http, method, path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var body = await refused.Content.ReadAsStringAsync();
        Assert.Contains(format, body, StringComparison.Ordinal);
        Assert.Empty(OpenApiConformance.Deviations(method, path, 429, body));
        using var health = await http.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task A_credential_is_limited_and_other_credentials_are_not()
    {
        using var metric = new CountedMetric("Microsoft.AspNetCore.RateLimiting", "aspnetcore.rate_limiting.requests", "global_limiter");
        await using var app = await EmendApp.Start(services => services.AddSingleton(new RateLimitOptions(0, CredentialPerSecond: 1)));
        using var admin = await app.SignIn();
        using var picker = await app.SignIn("picker");
        var statuses = new List<int>();
        for (var i = 0; i < 20; i++)
        {
            statuses.Add((await admin.Get("/api/facilities")).Status);
        }

        Assert.Equal([200, 200], statuses.Take(2));
        Assert.Contains(429, statuses);
        Assert.Equal(200, (await picker.Get("/api/facilities")).Status);
        Assert.True(metric.Count > 0);
    }

    [Fact]
    public async Task Passwords_beyond_the_queue_are_refused_with_a_delay_and_counted()
    {
        using var metric = new CountedMetric(PasswordHashQueue.MeterName, PasswordHashQueue.RejectedCounter);
        await using var app = await EmendApp.Start(services => services.AddSingleton(new RateLimitOptions(0, 0)).AddSingleton(
            new IdentityOptions { PasswordThreads = 1, PasswordQueueCapacity = 1, MaxFailedSignIns = 1_000 }));
        using var http = new HttpClient { BaseAddress = app.Url };

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var answer = await Send(http, "POST", "/v1/accounts:signInWithPassword?key=demo");
            return (answer.StatusCode, Delay: answer.Headers.RetryAfter?.Delta, Text: await answer.Content.ReadAsStringAsync());
        }));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests, a.Text));
        Assert.Contains(answers, a => a.StatusCode is HttpStatusCode.BadRequest);
        var refused = answers.Where(a => a.StatusCode is HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, a => Assert.NotNull(a.Delay));
        Assert.All(refused, a => Assert.Equal(429, (int)JsonNode.Parse(a.Text)!["error"]!["code"]!));
        Assert.Equal(refused.Count, metric.Count);
    }

    [Fact]
    public async Task A_new_password_beyond_the_queue_is_refused_with_429()
    {
        await using var app = await EmendApp.Start(services => services.AddSingleton(
            new IdentityOptions { PasswordThreads = 1, PasswordQueueCapacity = 1 }));
        using var admin = await app.SignIn();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => admin.Post(
            "/api/users",
            $$"""
            {"username":"u{{number}}@demo.emend","password":"a long word","firstname":"A","lastname":"B",
             "assignedRoles":[{"ref":"FULFILLER"}]}
            """)));

        Assert.All(answers, a => Assert.True(a.Status is 201 or 429, a.Text));
        Assert.Contains(answers, a => a.Status == 201);
        Assert.Contains(answers, a => a.Status == 429 && a.Text.Contains("Try again", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> Send(HttpClient http, string method, string path)
    {
        var content = method == "POST"
            ? new StringContent("""{"email":"nobody@demo.emend","password":"wrong"}""", Encoding.UTF8, "application/json") : null;
        return http.SendAsync(new(new(method), path) { Content = content });
    }

    /// <summary>Counts the measurements of one instrument, with a value among their tags if one is given.</summary>
    private sealed class CountedMetric : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public CountedMetric(string meter, string instrument, string? tag = null)
        {
            _listener.InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == meter && published.Name == instrument)
                {
                    listener.EnableMeasurementEvents(published);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                if (tag is null || tags.ToArray().Any(t => Equals(t.Value, tag)))
                {
                    Interlocked.Add(ref _count, value);
                }
            });
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
