using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class EventTests : IAsyncLifetime
{
    private const string Path = "/emend/v1/events";

    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_modification_is_heard_at_once_with_who_and_each_field_that_differs()
    {
        using var listener = await SseTestListener.Open(app.Url);
        var opened = await listener.Next();
        var order = await Place();
        await Lower(order, 2);

        var placed = await Heard(listener, "ORDER_CREATED");
        var modified = await Heard(listener, "ORDER_MODIFIED");

        Assert.Equal(200, (int)listener.Response.StatusCode);
        Assert.Equal("text/event-stream", listener.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(listener.Response.Headers.CacheControl!.NoStore);
        Assert.True(opened is { IsComment: true, Id.Length: > 0, Data: null });
        Assert.Equal((Id(order), 1), ((string)placed["order"]!, (int)placed["revision"]!));
        Assert.Equal((Id(order), 2, "native"), ((string)modified["order"]!, (int)modified["revision"]!, (string)modified["face"]!));
        Assert.Equal((string)order["tenantOrderId"]!, (string)modified["tenantOrderId"]!);
        Assert.EndsWith("Admin", (string)modified["actor"]!["name"]!);
        var quantity = modified["differences"]!.AsArray().Single(d => (string)d!["path"]! == $"/lines/{Line(order)}/quantity")!;
        Assert.Equal((3, 2), ((int)quantity["before"]!, (int)quantity["after"]!));
        Assert.StartsWith("quantity of", (string)quantity["words"]!);
    }

    [Fact]
    public async Task Stream_and_pages_tell_the_same_events_under_the_same_ids()
    {
        var order = await Place();
        await Lower(order, 2);
        await Place();
        await Settled(2);

        var pages = await Poll("?size=2");
        using var listener = await SseTestListener.Open(app.Url, "?from=beginning");
        var stream = await listener.Events(pages.Count);

        Assert.Equal(pages.Select(e => e.ToJsonString()), stream.Select(f => f.Json.ToJsonString()));
        Assert.Equal(pages.Select(e => ((string)e["id"]!, (string)e["kind"]!)), stream.Select(f => (f.Id!, f.Kind!)));
        Assert.Equal(pages.Count, pages.Select(e => (string)e["id"]!).Distinct().Count());
        var middle = pages.Count / 2;
        var rest = await Poll("?after=" + pages[middle]["id"]);
        Assert.Equal(pages[(middle + 1)..].Select(e => (string)e["id"]!), rest.Select(e => (string)e["id"]!));
        using var sseTestListener = await SseTestListener.Open(app.Url, "?from=beginning", lastId: stream[middle].Id);
        Assert.Equal(stream[middle + 1].Id, (await sseTestListener.Event()).Id);
        Assert.Equal([], (await client.Get(Path + "?from=now"))["events"].AsArray());
    }

    [Fact]
    public async Task Who_asks_for_some_hears_those_alone()
    {
        var one = await Place("MUG-E-1207");
        var other = await Place("TSHIRT-W-2468");
        await client.Place(("MUG-E-1207", 1));
        await Lower(one, 2);
        await Lower(other, 2);
        await Settled(3);

        var all = await Poll("");
        await Is($"?order={Id(one)}", e => (string)e["order"]! == Id(one));
        await Is($"?order={Id(one)}&order={Id(other)}", e => (string)e["order"]! == Id(one) || (string)e["order"]! == Id(other));
        await Is("?kind=ORDER_CREATED&kind=ORDER_MODIFIED", e => (string)e["kind"]! is "ORDER_CREATED" or "ORDER_MODIFIED");
        await Is("?face=fulfillmenttools", e => (string)e["face"]! == "fulfillmenttools");
        await Is("?article=MUG-E-1207", e => e["articles"]!.AsArray().Any(a => (string)a! == "MUG-E-1207"));
        var facility = all.SelectMany(e => e["facilities"]!.AsArray()).Select(f => (string)f!).First();
        await Is($"?facility={facility}", e => e["facilities"]!.AsArray().Any(f => (string)f! == facility));
        await Is($"?order={Id(one)}&kind=ORDER_MODIFIED&face=native", e => (string)e["order"]! == Id(one) && (int)e["revision"]! == 2
            && (string)e["kind"]! == "ORDER_MODIFIED");

        async Task Is(string query, Func<JsonNode, bool> wanted)
        {
            var expected = all.Where(wanted).Select(e => (string)e["id"]!).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await Poll(query)).Select(e => (string)e["id"]!));
            using var listener = await SseTestListener.Open(app.Url, query + "&from=beginning");
            Assert.Equal(expected, (await listener.Events(expected.Count)).Select(f => f.Id!));
        }
    }

    [Fact]
    public async Task While_nothing_it_wants_happens_a_listener_is_told_how_far_it_was_looked()
    {
        using var listener = await SseTestListener.Open(app.Url, "?kind=PICK_JOB_ABORTED");
        var first = (await listener.Next())!.Id;
        await Place();

        var beat = await listener.Next();

        Assert.True(beat is { IsComment: true, Data: null });
        Assert.NotEqual(first, beat.Id);
        Assert.Empty((await client.Get($"{Path}?after={beat.Id}"))["events"].AsArray());
    }

    [Fact]
    public async Task The_stream_is_the_same_over_http_2()
    {
        await using var two = await EmendApp.Start(services => services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)));
        using var listener = await SseTestListener.Open(two.Url, version: System.Net.HttpVersion.Version20);

        Assert.Equal(200, (int)listener.Response.StatusCode);
        Assert.True(await listener.Next() is { IsComment: true });
    }

    private async Task<List<JsonNode>> Poll(string query)
    {
        var events = new List<JsonNode>();
        for (var page = await client.Get(Path + query); ; page = await client.Get(Path + query))
        {
            events.AddRange(page["events"].AsArray().Select(e => e!));
            if (!(bool)page["more"]!)
                return events;
            query = $"{(query.Length == 0 ? "?" : Without(query) + "&")}after={page["cursor"]}";
        }
    }

    private static string Without(string query) => "?" + string.Join('&', query[1..].Split('&').Where(p => !p.StartsWith("after=")));

    // What was done is told as soon as nothing older can come.
    private async Task Settled(int created)
    {
        for (var attempt = 0; attempt < 100 && await Count() < created; attempt++)
            await Task.Delay(50);

        async Task<int> Count() => (await client.Get(Path + "?kind=ORDER_CREATED"))["events"].AsArray().Count;
    }

    private static async Task<JsonNode> Heard(SseTestListener listener, string kind)
    {
        for (var sseFrame = await listener.Event(); ; sseFrame = await listener.Event())
            if (sseFrame.Kind == kind)
                return sseFrame.Json;
    }

    private async Task<JsonNode> Place(string article = "MUG-E-1207") => (await client.Post(
        "/emend/v1/orders",
        $$"""{ "tenantOrderId": "T-{{Guid.NewGuid()}}", "lines": [ { "article": "{{article}}", "quantity": 3 } ] }""")).Body!;

    private async Task Lower(JsonNode order, int quantity) => Assert.Equal(200, (await client.Post(
        $"/emend/v1/orders/{Id(order)}/modifications",
        $$"""{ "changes": [ { "type": "setQuantity", "line": "{{Line(order)}}", "quantity": {{quantity}} } ] }""")).Status);

    private static string Id(JsonNode order) => (string)order["id"]!;

    private static string Line(JsonNode order) => (string)order["lines"]![0]!["id"]!;
}
