using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Validation and authorization of event queries, by page and by stream.</summary>
public sealed class EventQueryTests : IAsyncLifetime
{
    private const string Path = "/emend/v1/events";

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _admin = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _admin = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("?type=ORDER_MODIFYED", "type", "did you mean ORDER_MODIFIED?")]
    [InlineData("?type=x", "type", "must be one of ")]
    [InlineData("?api=nativ", "api", "did you mean native?")]
    [InlineData("?order=none", "order", "must be the id of an order")]
    [InlineData("?facility=none", "facility", "must be the id of a facility")]
    [InlineData("?from=yesterday", "from", "must be now or beginning")]
    [InlineData("?from=now&after=x", "from", "send one of them")]
    [InlineData("?after=!!!!", "after", "must be an unchanged event id or page cursor")]
    [InlineData("?after=17", "after", "must be an unchanged event id or page cursor")]
    [InlineData("?size=0", "size", "must be a whole number from 1 to 500")]
    [InlineData("?types=ORDER_MODIFIED", "types", "did you mean type?")]
    [InlineData("?article=1&article=2&article=3&article=4&article=5&article=6&article=7&article=8&article=9&article=10&article=11"
        + "&article=12&article=13&article=14&article=15&article=16&article=17&article=18&article=19&article=20&article=21",
        "article", "must be sent at most 20 times")]
    public async Task Invalid_parameter_is_rejected_with_the_expected_value_by_stream_and_page(string query, string name, string expected)
    {
        var page = await _admin.Get(Path + query);
        using var listener = await SseTestListener.Open(_app.Url, query);

        Assert.Equal((400, "/problems/invalid-request"), (page.Status, (string)page["type"]!));
        Assert.Contains(
            page["errors"].AsArray(),
            e => (string)e!["pointer"]! == "/" + name && ((string)e["expected"]!).StartsWith(expected));
        Assert.Equal(400, (int)listener.Response.StatusCode);
    }

    [Fact]
    public async Task All_invalid_parameters_are_reported_together_and_a_stream_rejects_size()
    {
        var response = await _admin.Get(Path + "?type=A&api=B&after=C&hole=D");
        using var listener = await SseTestListener.Open(_app.Url, "?size=5");

        Assert.Equal(["type", "api", "after", "hole"], response["errors"].AsArray().Select(e => ((string)e!["pointer"]!).Trim('/')));
        Assert.Equal(400, (int)listener.Response.StatusCode);
    }

    [Fact]
    public async Task Altered_foreign_or_future_cursor_is_rejected_with_its_reason()
    {
        var cursor = (string)(await _admin.Get(Path))["cursor"]!;
        var altered = cursor[..20] + (cursor[20] == 'A' ? 'B' : 'A') + cursor[21..];
        var ahead = await WriteCursor("demo", new(long.MaxValue, 1, 0));
        var foreign = await WriteCursor("other", EventPosition.Beginning);

        await AssertRejected(altered, "was altered");
        await AssertRejected(cursor[1..], "is not a cursor");
        await AssertRejected(foreign, "was issued to another tenant");
        await AssertRejected(ahead, "is later than all events");
        Assert.Equal(200, (await _admin.Get($"{Path}?after={cursor}")).Status);

        async Task AssertRejected(string text, string detail)
        {
            var page = await _admin.Get($"{Path}?after={text}");
            Assert.Equal(400, page.Status);
            Assert.Contains(detail, page.Text);
            using var listener = await SseTestListener.Open(_app.Url, lastId: text);
            var body = await new StreamReader(await listener.Response.Content.ReadAsStreamAsync()).ReadToEndAsync();
            Assert.Equal(400, (int)listener.Response.StatusCode);
            Assert.DoesNotContain("Exception", body);
        }
    }

    [Fact]
    public async Task Caller_restricted_to_facilities_receives_only_events_of_these_facilities()
    {
        using var client = await _app.SignIn();
        await client.Place(("MUG-E-1207", 1));
        await client.Place(("TSHIRT-W-2468", 100_000));
        var all = await WaitForOrderEvents();
        var facilities = all.SelectMany(e => e!["facilities"]!.AsArray()).Select(f => (string)f!).Distinct().ToList();
        var own = facilities[0];
        var others = (await client.Get("/api/facilities?size=50"))["facilities"].AsArray().Select(f => (string)f!["id"]!);
        var foreign = others.First(f => f != own);
        using var restricted = await CreateCredential($$"""{"role":"AGENT","facilities":["{{own}}"]}""");

        var received = (await restricted.Client.Get(Path))["events"].AsArray();
        var forbidden = await restricted.Client.Get($"{Path}?facility={foreign}");

        Assert.InRange(received.Count, 1, all.Count - 1);
        Assert.Equal(
            all.Where(e => e!["facilities"]!.AsArray().Any(f => (string)f! == own)).Select(e => (string)e!["id"]!),
            received.Select(e => (string)e!["id"]!));
        Assert.Equal((403, "/problems/forbidden"), (forbidden.Status, (string)forbidden["type"]!));
        Assert.Equal(200, (await restricted.Client.Get($"{Path}?facility={own}")).Status);
    }

    [Fact]
    public async Task Revoked_credential_ends_its_stream_and_cannot_open_another()
    {
        using var key = await CreateCredential("""{"role":"AGENT"}""");
        using var listener = await SseTestListener.Open(_app.Url, key: key.Secret);
        using var other = await SseTestListener.Open(_app.Url);
        await listener.ReadNext();

        await _admin.Send(HttpMethod.Delete, "/emend/v1/credentials/" + key.Id, null);

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.Null(await listener.ReadNext(timeout.Token));
        using var reopened = await SseTestListener.Open(_app.Url, key: key.Secret);
        Assert.Equal(401, (int)reopened.Response.StatusCode);
        using var client = await _app.SignIn();
        await client.Place(("MUG-E-1207", 1));
        Assert.NotNull((await other.ReadEvent()).Data);
    }

    [Fact]
    public async Task Stream_ends_when_the_caller_loses_the_permission()
    {
        await _admin.Post("/api/roles", """{"name":"READER","permissions":["ORDER_READ"]}""");
        using var key = await CreateCredential("""{"role":"READER"}""");
        using var listener = await SseTestListener.Open(_app.Url, key: key.Secret);
        await listener.ReadNext();

        var changed = await _admin.Put("/api/roles/READER", """{"name":"READER","version":1,"permissions":["STOCK_READ"]}""");

        Assert.Equal(200, changed.Status);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.Null(await listener.ReadNext(timeout.Token));
    }

    [Fact]
    public async Task Events_require_authentication_and_are_returned_as_a_page_by_default()
    {
        using var http = new HttpClient { BaseAddress = _app.Url };
        using var anonymous = await http.GetAsync(Path);
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var page = await http.GetAsync(Path);

        Assert.Equal(401, (int)anonymous.StatusCode);
        Assert.Equal("application/json", page.Content.Headers.ContentType!.MediaType);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    private async Task<string> WriteCursor(string tenant, EventPosition at) =>
        (await _app.Services.GetRequiredService<EventCursors>().ForTenant(new(tenant), CancellationToken.None)).Write(at);

    private Task<JsonArray> WaitForOrderEvents() => Wait.For(
        async () => (await _admin.Get(Path))["events"].AsArray(),
        events => events.Count(e => (string)e!["type"]! == "ORDER_CREATED") == 2,
        events => $"two orders are created: {events.ToJsonString()}");

    private async Task<TestCredential> CreateCredential(string role)
    {
        var created = await _admin.Post("/emend/v1/credentials", $$"""{"name":"{{Guid.NewGuid()}}","roles":[{{role}}]}""");
        Assert.True(created.Status == 201, created.Text);
        var secret = (string)created["secret"]!;
        return new((string)created["id"]!, secret, FulfillmenttoolsTestClient.WithKey(_app.Url, secret));
    }

    private sealed record TestCredential(string Id, string Secret, FulfillmenttoolsTestClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
