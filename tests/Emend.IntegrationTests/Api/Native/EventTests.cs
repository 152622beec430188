using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class EventTests : IAsyncLifetime
{
    private const string EventsPath = "/emend/v1/events";

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Stream_delivers_a_modification_with_actor_and_field_differences()
    {
        using var listener = await SseTestListener.Open(_app.Url);
        var opened = await listener.ReadNext();
        var order = await PlaceOrder();
        await SetQuantity(order, 2);

        var placed = await ReadUntil(listener, "ORDER_CREATED");
        var modified = await ReadUntil(listener, "ORDER_MODIFIED");

        Assert.Equal(200, (int)listener.Response.StatusCode);
        Assert.Equal("text/event-stream", listener.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(listener.Response.Headers.CacheControl!.NoStore);
        Assert.True(opened is { IsComment: true, Id.Length: > 0, Data: null });
        Assert.Equal((GetId(order), 1), ((string)placed["order"]!, (int)placed["revision"]!));
        Assert.Equal((GetId(order), 2, "native"), ((string)modified["order"]!, (int)modified["revision"]!, (string)modified["api"]!));
        Assert.Equal((string)order["tenantOrderId"]!, (string)modified["tenantOrderId"]!);
        Assert.EndsWith("Admin", (string)modified["actor"]!["name"]!);
        var quantity = modified["differences"]!.AsArray().Single(d => (string)d!["path"]! == $"/lines/{GetLineId(order)}/quantity")!;
        Assert.Equal((3, 2), ((int)quantity["before"]!, (int)quantity["after"]!));
        Assert.StartsWith("quantity of", (string)quantity["description"]!);
    }

    [Fact]
    public async Task Stream_and_pages_return_the_same_events_with_the_same_ids()
    {
        var order = await PlaceOrder();
        await SetQuantity(order, 2);
        await PlaceOrder();
        await WaitForOrderEvents(2);

        var pages = await ReadAllPages("?size=2");
        using var listener = await SseTestListener.Open(_app.Url, "?from=beginning");
        var stream = await listener.ReadEvents(pages.Count);

        Assert.Equal(pages.Select(e => e.ToJsonString()), stream.Select(f => f.Json.ToJsonString()));
        Assert.Equal(pages.Select(e => ((string)e["id"]!, (string)e["type"]!)), stream.Select(f => (f.Id!, f.Type!)));
        Assert.Equal(pages.Count, pages.Select(e => (string)e["id"]!).Distinct().Count());
        var middle = pages.Count / 2;
        var rest = await ReadAllPages("?after=" + pages[middle]["id"]);
        Assert.Equal(pages[(middle + 1)..].Select(e => (string)e["id"]!), rest.Select(e => (string)e["id"]!));
        using var resumed = await SseTestListener.Open(_app.Url, "?from=beginning", lastId: stream[middle].Id);
        Assert.Equal(stream[middle + 1].Id, (await resumed.ReadEvent()).Id);
        Assert.Equal([], (await _client.Get(EventsPath + "?from=now"))["events"].AsArray());
    }

    [Fact]
    public async Task Filters_select_events_for_pages_and_streams()
    {
        var one = await PlaceOrder("MUG-E-1207");
        var other = await PlaceOrder("TSHIRT-W-2468");
        await _client.Place(("MUG-E-1207", 1));
        await SetQuantity(one, 2);
        await SetQuantity(other, 2);
        await WaitForOrderEvents(3);

        var all = await ReadAllPages("");
        await AssertFilter($"?order={GetId(one)}", e => (string)e["order"]! == GetId(one));
        await AssertFilter(
            $"?order={GetId(one)}&order={GetId(other)}", e => (string)e["order"]! == GetId(one) || (string)e["order"]! == GetId(other));
        await AssertFilter("?type=ORDER_CREATED&type=ORDER_MODIFIED", e => (string)e["type"]! is "ORDER_CREATED" or "ORDER_MODIFIED");
        await AssertFilter("?api=fulfillmenttools", e => (string)e["api"]! == "fulfillmenttools");
        await AssertFilter("?article=MUG-E-1207", e => e["articles"]!.AsArray().Any(a => (string)a! == "MUG-E-1207"));
        var facility = all.SelectMany(e => e["facilities"]!.AsArray()).Select(f => (string)f!).First();
        await AssertFilter($"?facility={facility}", e => e["facilities"]!.AsArray().Any(f => (string)f! == facility));
        await AssertFilter(
            $"?order={GetId(one)}&type=ORDER_MODIFIED&api=native",
            e => (string)e["order"]! == GetId(one) && (int)e["revision"]! == 2 && (string)e["type"]! == "ORDER_MODIFIED");

        async Task AssertFilter(string query, Func<JsonNode, bool> matches)
        {
            var expected = all.Where(matches).Select(e => (string)e["id"]!).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await ReadAllPages(query)).Select(e => (string)e["id"]!));
            using var listener = await SseTestListener.Open(_app.Url, query + "&from=beginning");
            Assert.Equal(expected, (await listener.ReadEvents(expected.Count)).Select(f => f.Id!));
        }
    }

    [Fact]
    public async Task Stream_without_matching_events_sends_comments_with_the_current_position()
    {
        using var listener = await SseTestListener.Open(_app.Url, "?type=PICK_JOB_ABORTED");
        var first = (await listener.ReadNext())!.Id;
        await PlaceOrder();

        var comment = await listener.ReadNext();

        Assert.True(comment is { IsComment: true, Data: null });
        Assert.NotEqual(first, comment.Id);
        Assert.Empty((await _client.Get($"{EventsPath}?after={comment.Id}"))["events"].AsArray());
    }

    [Fact]
    public async Task Stream_works_over_http_2()
    {
        await using var http2App = await EmendApp.Start(services => services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)));
        using var listener = await SseTestListener.Open(http2App.Url, version: System.Net.HttpVersion.Version20);

        Assert.Equal(200, (int)listener.Response.StatusCode);
        Assert.True(await listener.ReadNext() is { IsComment: true });
    }

    private async Task<List<JsonNode>> ReadAllPages(string query)
    {
        var events = new List<JsonNode>();
        for (var page = await _client.Get(EventsPath + query); ; page = await _client.Get(EventsPath + query))
        {
            events.AddRange(page["events"].AsArray().Select(e => e!));
            if (!(bool)page["hasMore"]!)
            {
                return events;
            }

            query = $"{(query.Length == 0 ? "?" : RemoveAfterParameter(query) + "&")}after={page["cursor"]}";
        }
    }

    private static string RemoveAfterParameter(string query) =>
        "?" + string.Join('&', query[1..].Split('&').Where(p => !p.StartsWith("after=")));

    // Waits until the feed returns the events of all created orders. Events appear with a delay.
    private Task<int> WaitForOrderEvents(int created) => Wait.For(
        async () => (await _client.Get(EventsPath + "?type=ORDER_CREATED"))["events"].AsArray().Count,
        count => count >= created,
        count => $"{count} of {created} orders have events");

    private static async Task<JsonNode> ReadUntil(SseTestListener listener, string type)
    {
        for (var sseFrame = await listener.ReadEvent(); ; sseFrame = await listener.ReadEvent())
        {
            if (sseFrame.Type == type)
            {
                return sseFrame.Json;
            }
        }
    }

    private async Task<JsonNode> PlaceOrder(string article = "MUG-E-1207") => (await _client.Post(
        "/emend/v1/orders",
        $$"""{ "tenantOrderId": "T-{{Guid.NewGuid()}}", "lines": [ { "article": "{{article}}", "quantity": 3 } ] }""")).Body!;

    private async Task SetQuantity(JsonNode order, int quantity) => Assert.Equal(200, (await _client.Post(
        $"/emend/v1/orders/{GetId(order)}/modifications",
        $$"""{ "changes": [ { "type": "setQuantity", "line": "{{GetLineId(order)}}", "quantity": {{quantity}} } ] }""")).Status);

    private static string GetId(JsonNode order) => (string)order["id"]!;

    private static string GetLineId(JsonNode order) => (string)order["lines"]![0]!["id"]!;
}
