using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>What cannot be asked for, and who may not ask.</summary>
public sealed class EventQueryTests : IAsyncLifetime
{
    private const string Path = "/emend/v1/events";

    private EmendApp app = null!;
    private FulfillmenttoolsTestClient admin = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        admin = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("?kind=ORDER_MODIFYED", "kind", "did you mean ORDER_MODIFIED?")]
    [InlineData("?kind=x", "kind", "must be one of ")]
    [InlineData("?face=nativ", "face", "did you mean native?")]
    [InlineData("?order=none", "order", "must be the id of an order")]
    [InlineData("?facility=none", "facility", "must be the id of a facility")]
    [InlineData("?from=yesterday", "from", "must be now or beginning")]
    [InlineData("?from=now&after=x", "from", "name one of the two")]
    [InlineData("?after=17", "after", "must be the id of an event or the cursor of a page, as it was told")]
    [InlineData("?size=0", "size", "must be a whole number from 1 to 500")]
    [InlineData("?kinds=ORDER_MODIFIED", "kinds", "did you mean kind?")]
    [InlineData("?article=1&article=2&article=3&article=4&article=5&article=6&article=7&article=8&article=9&article=10&article=11"
        + "&article=12&article=13&article=14&article=15&article=16&article=17&article=18&article=19&article=20&article=21",
        "article", "must be there at most 20 times")]
    public async Task What_is_not_well_formed_is_told_with_what_would_be_right_by_stream_and_page(string query, string name, string expected)
    {
        var page = await admin.Get(Path + query);
        using var listener = await SseTestListener.Open(app.Url, query);

        Assert.Equal((400, "/problems/malformed"), (page.Status, (string)page["type"]!));
        Assert.Contains(page["errors"].AsArray(), e => (string)e!["pointer"]! == "/" + name && ((string)e["right"]!).StartsWith(expected));
        Assert.Equal(400, (int)listener.Response.StatusCode);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_a_stream_has_no_size()
    {
        var answer = await admin.Get(Path + "?kind=A&face=B&after=C&hole=D");
        using var listener = await SseTestListener.Open(app.Url, "?size=5");

        Assert.Equal(["kind", "face", "after", "hole"], answer["errors"].AsArray().Select(e => ((string)e!["pointer"]!).Trim('/')));
        Assert.Equal(400, (int)listener.Response.StatusCode);
    }

    [Fact]
    public async Task A_cursor_that_was_altered_or_told_to_another_tenant_or_lies_ahead_is_told_apart()
    {
        var cursor = (string)(await admin.Get(Path))["cursor"]!;
        var altered = cursor[..20] + (cursor[20] == 'A' ? 'B' : 'A') + cursor[21..];
        var ahead = await Told("demo", new(long.MaxValue, 1, 0));
        var foreign = await Told("other", EventPosition.Beginning);

        await Is(altered, "was altered");
        await Is(cursor[1..], "is no cursor");
        await Is(foreign, "was told to another tenant");
        await Is(ahead, "lies ahead of all events");
        Assert.Equal(200, (await admin.Get($"{Path}?after={cursor}")).Status);

        async Task Is(string text, string detail)
        {
            var answer = await admin.Get($"{Path}?after={text}");
            Assert.Equal(400, answer.Status);
            Assert.Contains(detail, answer.Text);
            using var listener = await SseTestListener.Open(app.Url, lastId: text);
            var told = await new StreamReader(await listener.Response.Content.ReadAsStreamAsync()).ReadToEndAsync();
            Assert.Equal(400, (int)listener.Response.StatusCode);
            Assert.DoesNotContain("Exception", told);
        }
    }

    [Fact]
    public async Task Who_is_bound_to_facilities_hears_what_happens_there_and_may_not_ask_for_more()
    {
        using var client = await app.SignIn();
        await client.Place(("MUG-E-1207", 1));
        await client.Place(("TSHIRT-W-2468", 100_000));
        var all = await Settled();
        var facilities = all.SelectMany(e => e!["facilities"]!.AsArray()).Select(f => (string)f!).Distinct().ToList();
        var own = facilities[0];
        var others = (await client.Get("/api/facilities?size=50"))["facilities"].AsArray().Select(f => (string)f!["id"]!);
        var foreign = others.First(f => f != own);
        using var bound = await Key($$"""{"role":"AGENT","facilities":["{{own}}"]}""");

        var heard = (await bound.Client.Get(Path))["events"].AsArray();
        var asked = await bound.Client.Get($"{Path}?facility={foreign}");

        Assert.InRange(heard.Count, 1, all.Count - 1);
        Assert.Equal(
            all.Where(e => e!["facilities"]!.AsArray().Any(f => (string)f! == own)).Select(e => (string)e!["id"]!),
            heard.Select(e => (string)e!["id"]!));
        Assert.Equal((403, "/problems/forbidden"), (asked.Status, (string)asked["type"]!));
        Assert.Equal(200, (await bound.Client.Get($"{Path}?facility={own}")).Status);
    }

    [Fact]
    public async Task A_key_that_is_revoked_ends_the_stream_and_does_not_open_it_again()
    {
        using var key = await Key("""{"role":"AGENT"}""");
        using var listener = await SseTestListener.Open(app.Url, key: key.Secret);
        using var other = await SseTestListener.Open(app.Url);
        await listener.Next();

        await admin.Send(HttpMethod.Delete, "/emend/v1/credentials/" + key.Id, null);

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.Null(await listener.Next(timeout.Token));
        using var sseTestListener = await SseTestListener.Open(app.Url, key: key.Secret);
        Assert.Equal(401, (int)sseTestListener.Response.StatusCode);
        using var client = await app.SignIn();
        await client.Place(("MUG-E-1207", 1));
        Assert.NotNull((await other.Event()).Data);
    }

    [Fact]
    public async Task Who_loses_the_permission_hears_no_more()
    {
        await admin.Post("/api/roles", """{"name":"READER","permissions":["ORDER_READ"]}""");
        using var key = await Key("""{"role":"READER"}""");
        using var listener = await SseTestListener.Open(app.Url, key: key.Secret);
        await listener.Next();

        var changed = await admin.Put("/api/roles/READER", """{"name":"READER","version":1,"permissions":["STOCK_READ"]}""");

        Assert.Equal(200, changed.Status);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.Null(await listener.Next(timeout.Token));
    }

    [Fact]
    public async Task Nobody_hears_without_a_key_and_whoever_takes_anything_gets_a_page()
    {
        using var http = new HttpClient { BaseAddress = app.Url };
        using var nobody = await http.GetAsync(Path);
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var anything = await http.GetAsync(Path);

        Assert.Equal(401, (int)nobody.StatusCode);
        Assert.Equal("application/json", anything.Content.Headers.ContentType!.MediaType);
        Assert.True(anything.Headers.CacheControl!.NoStore);
    }

    private async Task<string> Told(string tenant, EventPosition at) =>
        (await app.Services.GetRequiredService<EventCursors>().Of(new(tenant), CancellationToken.None)).Write(at);

    private async Task<JsonArray> Settled()
    {
        for (var attempt = 0; ; attempt++)
        {
            var events = (await admin.Get(Path))["events"].AsArray();
            if (events.Count(e => (string)e!["kind"]! == "ORDER_CREATED") == 2 || attempt == 100)
                return events;
            await Task.Delay(50);
        }
    }

    private async Task<Opened> Key(string role)
    {
        var made = await admin.Post("/emend/v1/credentials", $$"""{"name":"{{Guid.NewGuid()}}","roles":[{{role}}]}""");
        Assert.True(made.Status == 201, made.Text);
        return new((string)made["id"]!, (string)made["secret"]!, FulfillmenttoolsTestClient.WithKey(app.Url, (string)made["secret"]!));
    }

    private sealed record Opened(string Id, string Secret, FulfillmenttoolsTestClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
