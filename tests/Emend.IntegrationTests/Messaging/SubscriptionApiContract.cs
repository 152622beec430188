using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Events;
using Emend.Server.Messaging;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging;

public sealed class SqliteSubscriptionApiTests() : SubscriptionApiContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlSubscriptionApiTests() : SubscriptionApiContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>A subscription belongs to an API. Its receiver gets the event names and bodies of that API.</summary>
public abstract class SubscriptionApiContract : IAsyncLifetime
{
    private const string Path = "/emend/v1/subscriptions";

    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private WebhookTestReceiver _receiver = null!;

    private protected SubscriptionApiContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_database, services => services
            .AddSingleton<IApiEventFormat, BriefEventFormat>()
            .AddSingleton(DeliveryOptions.Default with
            {
                PollInterval = TimeSpan.FromMilliseconds(100),
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromMilliseconds(400),
                DeadLetterAfter = TimeSpan.FromSeconds(1),
            }));
        _client = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-key");
        _receiver = await WebhookTestReceiver.Start();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_native_subscription_receives_cloud_events_with_the_native_event_and_order()
    {
        var made = await Subscribe("native", "\"types\":[\"ORDER_MODIFIED\"]");
        Assert.Equal(("native", "ORDER_MODIFIED"), ((string?)made["api"], (string?)made["event"]));
        var order = await _client.Place(("MUG-E-1207", 3));
        await Modify(order, 1);

        var call = Assert.Single(await _receiver.Until(1));

        Assert.Equal("application/cloudevents+json", call.Headers["Content-Type"]);
        var secret = (string)(await _client.Get($"{Path}/{made["id"]}/secret"))["secret"]!;
        Assert.Equal(EventDeliveryContract.Signed(call, secret), call.Headers["webhook-signature"]);
        var feedEvent = (await _client.Get("/emend/v1/events?type=ORDER_MODIFIED"))["events"][0]!;
        Assert.Equal(
            (call.Headers["webhook-id"], call.Headers["emend-sequence"]), ((string)feedEvent["id"]!, feedEvent["sequence"]!.ToString()));
        var read = (await _client.Get($"/emend/v1/orders/{order["id"]}")).Body;
        Assert.True(JsonNode.DeepEquals(feedEvent, call.Body["data"]!["event"]), call.Body.ToJsonString());
        Assert.True(JsonNode.DeepEquals(read, call.Body["data"]!["order"]), call.Body.ToJsonString());
        call.Body.AsObject().Remove("data");
        Assert.Equal(
            $$"""
            {"specversion":"1.0","id":"{{feedEvent["id"]}}","source":"/tenants/demo","type":"emend.ORDER_MODIFIED",
            "subject":"{{order["id"]}}","time":"{{feedEvent["occurredAt"]}}","datacontenttype":"application/json","tenant":"demo",
            "partitionkey":"{{order["id"]}}","sequence":"{{SequenceText((long)feedEvent["sequence"]!)}}"}
            """.ReplaceLineEndings(""),
            call.Body.ToJsonString());
    }

    [Fact]
    public async Task A_native_subscription_is_told_about_a_gap_and_events_can_be_replayed()
    {
        var id = (await Subscribe("native", "\"types\":[\"ORDER_MODIFIED\"]"))["id"];
        var order = await _client.Place(("MUG-E-1207", 1));
        _receiver.Answer = (_, body) => Task.FromResult((long)body["data"]!["event"]!["version"]! == 2 ? 503 : 200);
        await Modify(order, 1);
        await Modify(order, 2);

        var calls = await _receiver.Until(all => all.Any(c => c.Answered == 200));
        var taken = Assert.Single(calls, c => c.Answered == 200);
        Assert.Equal(("true", true), (taken.Headers["emend-gap-before"], (bool?)taken.Body["gapbefore"]));

        await UntilStored(id, "DEAD_LETTERED");
        await UntilStored(id, "DELIVERED");
        _receiver.Answer = (_, _) => Task.FromResult(200);
        var replay = await _client.Post($"{Path}/{id}/replay", $$"""{"event":"{{calls[0].Body["id"]}}"}""");
        Assert.Equal(202, replay.Status);
        await _receiver.Until(all => all.Count(c => c.Answered == 200) == 2);
        Assert.Equal((string?)calls[0].Body["id"], (string?)_receiver.Taken[^1].Body["id"]);
    }

    [Fact]
    public async Task A_subscription_without_an_api_receives_the_body_of_the_fulfillmenttools_api()
    {
        var made = await Subscribe(null, "\"types\":[\"ORDER_MODIFIED\",\"ORDER_CREATED\"]");
        Assert.Equal(("fulfillmenttools", "ORDER_CREATED,ORDER_MODIFIED"), ((string?)made["api"], (string?)made["event"]));
        var order = await _client.Place(("MUG-E-1207", 3));

        var call = (await _receiver.Until(1))[0];

        Assert.Equal("application/json", call.Headers["Content-Type"]);
        Assert.Equal(("ORDER_CREATED", (string?)order["id"]), ((string?)call.Body["event"], (string?)call.Body["payload"]!["id"]));
    }

    [Fact]
    public async Task Another_api_brings_its_own_names_and_bodies_and_reports_only_the_events_that_it_names()
    {
        await Subscribe(BriefEventFormat.Name, "\"headers\":[{\"key\":\"X-Shop\",\"value\":\"one\"}]");
        var order = await _client.Place(("MUG-E-1207", 3));
        await Modify(order, 1);
        await _client.Post($"/emend/v1/orders/{order["id"]}/actions/cancel-order", "{}");

        var calls = await _receiver.Until(3);

        Assert.Equal(
            [
                $$"""{"what":"order-placed","order":"{{order["id"]}}","at":1}""",
                $$"""{"what":"order-changed","order":"{{order["id"]}}","at":2}""",
                $$"""{"what":"order-changed","order":"{{order["id"]}}","at":3}""",
            ],
            calls.Select(c => c.Body.ToJsonString()));
        Assert.All(calls, c => Assert.Equal(("application/json", "one"), (c.Headers["Content-Type"], c.Headers["X-Shop"])));
    }

    [Fact]
    public async Task A_subscription_to_one_event_of_another_api_receives_all_kinds_with_that_name()
    {
        var now = DateTimeOffset.UtcNow;
        var named = new Subscription(new("demo"), "own", "Own", "order-changed", new(_receiver.Url), [])
        {
            Api = BriefEventFormat.Name, CreatedAt = now, Secrets = new(new byte[32], null, DateTimeOffset.UnixEpoch),
        };
        Assert.Null(await _app.Services.GetRequiredService<SubscriptionService>().Add(named, CancellationToken.None));
        var order = await _client.Place(("MUG-E-1207", 3));
        await Modify(order, 1);
        await _client.Post($"/emend/v1/orders/{order["id"]}/actions/cancel-order", "{}");

        Assert.Equal([2, 3], (await _receiver.Until(2)).Select(c => (int)c.Body["at"]!));
        Assert.Equal(404, (await _client.Get("/api/subscriptions/own")).Status);
    }

    [Theory]
    [InlineData("\"api\":\"nativ\"", "/api", "is nativ", "did you mean native?")]
    [InlineData("\"api\":\"shopware\"", "/api", "is shopware", "must be one of brief, fulfillmenttools, native")]
    [InlineData("\"types\":[\"ORDER_MODIFED\"]", "/types/0", "", "did you mean ORDER_MODIFIED")]
    [InlineData("\"api\":\"brief\",\"types\":[\"ORDER_CREATED\",\"SHIPMENT_CREATED\"]", "/types/1",
        "is SHIPMENT_CREATED, which the API brief does not report", "must be another type")]
    public async Task An_unknown_api_or_type_is_rejected_with_the_nearest_name(
        string members, string pointer, string detail, string expected)
    {
        var answer = await _client.Post(Path, $$"""{"name":"x","callbackUrl":"{{_receiver.Url}}",{{members}}}""");

        Assert.Equal(400, answer.Status);
        var error = Assert.Single(answer["errors"].AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Contains(detail, (string?)error["detail"], StringComparison.Ordinal);
        Assert.Contains(expected, (string?)error["expected"], StringComparison.Ordinal);
        Assert.Empty((await _client.Get(Path))["subscriptions"].AsArray());
    }

    [Fact]
    public async Task The_maximum_of_an_api_counts_only_its_own_subscriptions_and_native_ones_have_none()
    {
        const string Types = "\"types\":[\"ORDER_MODIFIED\"]";
        var native = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => Post("native", Types)));
        Assert.All(native, answer => Assert.Equal(201, answer.Status));

        var vendor = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.Post(
            "/api/subscriptions", $$"""{"name":"x","event":"ORDER_MODIFIED","callbackUrl":"{{_receiver.Url}}"}""")));
        Assert.Equal(5, vendor.Count(answer => answer.Status == 201));
        Assert.All(vendor.Where(answer => answer.Status != 201), answer => Assert.Equal(422, answer.Status));
        Assert.Equal(422, (await Post("fulfillmenttools", Types)).Status);
        Assert.Equal(201, (await Post("native", Types)).Status);
        Assert.Equal(201, (await Post(BriefEventFormat.Name, "\"types\":[\"ORDER_CREATED\"]")).Status);
        Assert.Equal(201, (await Post(BriefEventFormat.Name, "\"types\":[\"ORDER_CREATED\"]")).Status);
        var third = await Post(BriefEventFormat.Name, "\"types\":[\"ORDER_CREATED\"]");
        Assert.Equal(422, third.Status);
        Assert.Contains("already have 2 subscriptions", third.Text);
        Assert.Equal(5, (int)(await _client.Get("/api/subscriptions?size=100"))["total"]!);
    }

    [Fact]
    public async Task A_subscription_of_an_earlier_version_keeps_its_body_and_counts()
    {
        await Store("old", "ORDER_CREATED", "");
        await Store("old-types", "ORDER_CREATED,ORDER_MODIFIED", ",\"types\":[\"ORDER_CREATED\",\"ORDER_MODIFIED\"]");
        await Store("old-all", "*", "");
        Assert.Equal(
            ["fulfillmenttools", "fulfillmenttools", "fulfillmenttools"],
            (await _client.Get(Path))["subscriptions"].AsArray().Select(s => (string?)s!["api"]));
        Assert.Equal("ORDER_CREATED", (string?)(await _client.Get("/api/subscriptions/old"))["event"]);
        var order = await _client.Place(("MUG-E-1207", 1));

        var calls = await _receiver.Until(all => all.Count(c => (string?)c.Body["event"] is "ORDER_CREATED") == 3);

        Assert.All(
            calls.Where(c => (string?)c.Body["event"] is "ORDER_CREATED"),
            c => Assert.Equal((string?)order["id"], (string?)c.Body["payload"]!["id"]));
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.Post(
            "/api/subscriptions", $$"""{"name":"x","event":"ORDER_CREATED","callbackUrl":"{{_receiver.Url}}"}""")));
        Assert.Equal(4, added.Count(answer => answer.Status == 201));
    }

    [Fact]
    public async Task A_subscription_of_an_api_that_this_version_does_not_have_waits_without_delaying_others()
    {
        await Store("gone", "*", ",\"api\":\"gone\"");
        await Subscribe(BriefEventFormat.Name, null);
        var order = await _client.Place(("MUG-E-1207", 1));

        var call = Assert.Single(await _receiver.Until(1));

        Assert.Equal((string?)order["id"], (string?)call.Body["order"]);
        Assert.Empty((await _client.Get($"{Path}/gone/deliveries"))["deliveries"].AsArray());
        var replay = await _client.Post($"{Path}/gone/replay", $$"""{"event":"{{call.Headers["webhook-id"]}}"}""");
        Assert.Equal(400, replay.Status);
        Assert.Contains("a subscription of the API gone", replay.Text);
        Assert.Equal("gone", (string?)(await _client.Get(Path))["subscriptions"].AsArray().Last()!["api"]);
    }

    [Fact]
    public async Task The_fulfillmenttools_api_shows_only_its_own_subscriptions()
    {
        var own = await _client.Post(
            "/api/subscriptions", $$"""{"name":"own","event":"ORDER_MODIFIED","callbackUrl":"{{_receiver.Url}}"}""");
        JsonNode[] others =
        [
            await Subscribe("native", "\"types\":[\"ORDER_MODIFIED\"]"), await Subscribe("native", null), await Subscribe(null, null),
        ];

        var listed = (await _client.Get("/api/subscriptions"))["subscriptions"].AsArray();
        Assert.Equal((string?)own["id"], (string?)Assert.Single(listed)!["id"]);
        foreach (var other in others)
        {
            Assert.Equal(404, (await _client.Get($"/api/subscriptions/{other["id"]}")).Status);
            Assert.Equal(404, (await _client.Send(HttpMethod.Delete, $"/api/subscriptions/{other["id"]}", null)).Status);
        }

        Assert.Equal(
            ["fulfillmenttools", "native", "native", "fulfillmenttools"],
            (await _client.Get(Path))["subscriptions"].AsArray().Select(s => (string?)s!["api"]));
    }

    // A row as an earlier version wrote it, with more members of the document.
    private async Task Store(string id, string name, string members)
    {
        var document = $$"""{"format":1,"callback":"{{_receiver.Url}}","headers":[],"facilities":[]{{members}}}""";
        var head = await _app.Services.GetRequiredService<EventReader>().ReadHead(new("demo"), CancellationToken.None);
        await _app.Services.GetRequiredService<Database>().Write(
            [
                Statement.One(
                    """
                    INSERT INTO subscriptions (tenant_id, subscription_id, name, event, slot, doc, secret, previous_secret_until,
                        created_at, xid, seq, idx, change_counter, claimed_by, claimed_until)
                    VALUES ('demo', $1, 'Old', $2, 0, $3, $4, 0, 0, $5, $6, $7, 0, '', 0)
                    """,
                    id, name, Encoding.UTF8.GetBytes(document), new byte[32], head.Transaction, head.Sequence, (long)head.Index),
            ],
            CancellationToken.None);
    }

    private Task UntilStored(JsonNode? id, string state) => Wait.Until(
        async () => (await _client.Get($"{Path}/{id}/deliveries?state={state}"))["deliveries"].AsArray().Count > 0,
        $"a delivery is {state}");

    // The revision, then the position in the entry.
    private static string SequenceText(long sequence) => $"{sequence / 10_000:D10}.{sequence % 10_000:D4}";

    private async Task<JsonNode> Subscribe(string? api, string? members)
    {
        var answer = await Post(api, members);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Body!;
    }

    private Task<ApiResponse> Post(string? api, string? members)
    {
        var more = (api is null ? "" : $",\"api\":\"{api}\"") + (members is null ? "" : "," + members);
        return _client.Post(Path, $$"""{"name":"x","callbackUrl":"{{_receiver.Url}}"{{more}}}""");
    }

    private async Task Modify(JsonNode order, int version)
    {
        var answer = await _client.Patch(
            $"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
        Assert.True(answer.Status == 200, answer.Text);
    }
}
