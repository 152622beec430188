using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Messaging;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging;

public sealed class SqliteEventDeliveryTests() : EventDeliveryContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlEventDeliveryTests() : EventDeliveryContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Event delivery to webhooks: at least once, and in sequence per order, despite failures.</summary>
public abstract class EventDeliveryContract : IAsyncLifetime
{
    private const string Article = "MUG-E-1207";

    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private WebhookTestReceiver _receiver = null!;

    private protected EventDeliveryContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_database, services => services.AddSingleton(DeliveryOptions.Default with
        {
            PollInterval = TimeSpan.FromMilliseconds(100),
            InitialBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromMilliseconds(400),
            RequestTimeout = TimeSpan.FromSeconds(1),
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
    public async Task Events_are_signed_and_contain_the_order_at_that_time()
    {
        var id = await Subscribe("ORDER_MODIFIED");
        var secret = (string)(await _client.Get($"/emend/v1/subscriptions/{id}/secret"))["secret"]!;
        var order = await _client.Place((Article, 3));
        await Modify(order, 1, 1);
        await Modify(order, 2, 2);

        var calls = await _receiver.Until(2);

        Assert.Equal([2, 3], calls.Select(c => c.Version));
        Assert.All(calls, c => Assert.Equal("ORDER_MODIFIED", (string?)c.Body["event"]));
        Assert.Equal([1, 2], calls.Select(c => (int)c.Body["payload"]!["customAttributes"]!["step"]!));
        Assert.Equal("""{"step":1}""", calls[0].Body["payload"]!["changes"]!["customAttributes"]!.ToJsonString());
        Assert.All(calls, c => Assert.Equal(c.EventId, c.Headers["webhook-id"]));
        Assert.All(calls, c => Assert.Equal(Signed(c, secret), c.Headers["webhook-signature"]));
        var feedEvents = (await _client.Get("/emend/v1/events?type=ORDER_MODIFIED"))["events"].AsArray();
        Assert.Equal(feedEvents.Select(e => (string?)e!["id"]), calls.Select(c => c.EventId));
    }

    [Fact]
    public async Task Pick_jobs_and_routing_plans_have_the_format_of_the_api()
    {
        await Subscribe("PICK_JOB_CREATED");
        await Subscribe("ROUTING_PLAN_ROUTED", ",\"headers\":[{\"key\":\"X-Shop\",\"value\":\"one\"}]");
        var order = await _client.Place((Article, 2));

        var calls = await _receiver.Until(2);

        var job = calls.Single(c => (string?)c.Body["event"] is "PICK_JOB_CREATED");
        var read = await _client.Get($"/api/pickjobs/{job.Body["payload"]!["id"]}");
        Assert.True(JsonNode.DeepEquals(read.Body, job.Body["payload"]), job.Body.ToJsonString() + read.Text);
        var plan = calls.Single(c => (string?)c.Body["event"] is "ROUTING_PLAN_ROUTED");
        Assert.Equal((string?)order["id"], (string?)plan.Body["payload"]!["orderRef"]);
        Assert.Equal("one", plan.Headers["X-Shop"]);
    }

    [Fact]
    public async Task Failed_event_is_retried_before_later_events_of_its_order_and_without_blocking_other_orders()
    {
        await Subscribe("ORDER_MODIFIED");
        var (bad, good) = (await _client.Place((Article, 1)), await _client.Place((Article, 1)));
        var refusals = 0;
        _receiver.Answer = (_, body) => Task.FromResult(
            (string?)body["payload"]!["id"] == (string?)bad["id"] && Interlocked.Increment(ref refusals) <= 2 ? 500 : 200);
        for (var step = 1; step <= 3; step++)
        {
            await Modify(bad, step, step);
            await Modify(good, step, step);
        }

        await _receiver.Until(all => all.Count(c => c.Answered == 200) == 6);

        var (ofBad, ofGood) = (ReadOrderId(bad), ReadOrderId(good));
        Assert.Equal([2, 2, 2, 3, 4], ofBad.Select(c => c.Version));
        Assert.Equal([500, 500, 200, 200, 200], ofBad.Select(c => c.Answered));
        Assert.Equal([2, 3, 4], ofGood.Select(c => c.Version));
    }

    [Fact]
    public async Task Undeliverable_event_is_dead_lettered_marks_later_events_and_can_be_replayed()
    {
        var id = await Subscribe("ORDER_MODIFIED");
        var order = await _client.Place((Article, 1));
        _receiver.Answer = (_, body) => Task.FromResult((long)body["payload"]!["version"]! == 2 ? 503 : 200);
        await Modify(order, 1, 1);
        await Modify(order, 2, 2);

        var calls = await _receiver.Until(all => all.Any(c => c.Answered == 200));
        var taken = Assert.Single(calls, c => c.Answered == 200);
        Assert.Equal((3, "true"), (taken.Version, taken.Headers["emend-gap-before"]));
        var deadLettered = await Delivery(id, "DEAD_LETTERED");
        Assert.Equal((503, "the receiver returned status 503"), ((int)deadLettered["status"]!, (string?)deadLettered["failure"]));
        Assert.True((bool)(await Delivery(id, "DELIVERED"))["gapBefore"]!);
        Assert.Equal(1, (int)(await _client.Get("/emend/v1/subscriptions"))["subscriptions"][0]!["deadLettered"]!);

        _receiver.Answer = (_, _) => Task.FromResult(200);
        var replay = await _client.Post($"/emend/v1/subscriptions/{id}/replay", $$"""{"event":"{{deadLettered["event"]}}"}""");
        Assert.Equal(202, replay.Status);
        await _receiver.Until(all => all.Count(c => c.Answered == 200) == 2);
        Assert.Equal(2, _receiver.Taken[^1].Version);
        await Wait.Until(async () => (await Deliveries(id, "DEAD_LETTERED")).Count == 0, "the deliveries are stored");
    }

    [Fact]
    public async Task Replay_since_a_time_sends_all_events_in_order()
    {
        var id = await Subscribe("ORDER_MODIFIED");
        var order = await _client.Place((Article, 1));
        for (var step = 1; step <= 5; step++)
        {
            await Modify(order, step, step);
        }

        await _receiver.Until(5);
        await Wait.Until(async () => (await Deliveries(id, "DELIVERED")).Count == 5, "the deliveries are stored");

        var replay = await _client.Post($"/emend/v1/subscriptions/{id}/replay", """{"from":"2020-01-01T00:00:00Z"}""");

        Assert.Equal(202, replay.Status);
        await _receiver.Until(10);
        Assert.Equal([2, 3, 4, 5, 6, 2, 3, 4, 5, 6], _receiver.Calls.Select(c => c.Version));
    }

    [Fact]
    public async Task Slow_or_dead_receiver_does_not_delay_other_receivers()
    {
        await using var slow = await WebhookTestReceiver.Start();
        slow.Answer = async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        };
        await Subscribe("ORDER_CREATED", url: slow.Url);
        await Subscribe("ORDER_CREATED", url: "http://127.0.0.1:1");
        await Subscribe("ORDER_CREATED");
        for (var i = 0; i < 40; i++)
        {
            await _client.Place((Article, 1));
        }

        await _receiver.Until(all => all.Length == 40, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Another_node_delivers_after_the_delivering_node_stops()
    {
        await Subscribe("ORDER_MODIFIED");
        var order = await _client.Place((Article, 1));
        await Modify(order, 1, 1);
        await _receiver.Until(1);
        await _app.Stop();
        await using var other = await EmendApp.Join(_database);
        using var there = FulfillmenttoolsTestClient.WithKey(other.Url, "demo-api-key");

        var done = await there.Patch($"/api/orders/{order["id"]}", """{"version":2,"customAttributes":{"step":2}}""");
        await _receiver.Until(2);

        Assert.Equal(200, done.Status);
        Assert.Equal([2, 3], _receiver.Taken.Select(c => c.Version));
    }

    [Fact]
    public async Task New_and_previous_secret_both_sign()
    {
        var id = await Subscribe("ORDER_CREATED");
        var former = (string)(await _client.Get($"/emend/v1/subscriptions/{id}/secret"))["secret"]!;
        var current = (string)(await _client.Post($"/emend/v1/subscriptions/{id}/secret/rotate", "{}"))["secret"]!;
        await WaitForDispatcher();
        await _client.Place((Article, 1));

        var call = (await _receiver.Until(1))[0];

        Assert.NotEqual(former, current);
        Assert.Equal($"{Signed(call, current)} {Signed(call, former)}", call.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Deleted_subscription_receives_no_events()
    {
        var id = await Subscribe("ORDER_CREATED");
        await _client.Place((Article, 1));
        await _receiver.Until(1);
        Assert.Equal(200, (await _client.Send(HttpMethod.Delete, $"/api/subscriptions/{id}", null)).Status);
        await Subscribe("ORDER_CREATED", url: $"{_receiver.Url}/other");
        await WaitForDispatcher();
        await _client.Place((Article, 1));
        await _receiver.Until(2);

        Assert.Equal(["/hook", "/other/hook"], _receiver.Calls.Select(c => c.Path));
        Assert.Equal(404, (await _client.Get($"/emend/v1/subscriptions/{id}/deliveries")).Status);
    }

    // The dispatcher has stopped and started workers for all changes before the call. Each of its passes renews the leases first, so two
    // renewals include a whole pass.
    private async Task WaitForDispatcher()
    {
        var database = _app.Services.GetRequiredService<Database>();
        for (var pass = 0; pass < 2; pass++)
        {
            var before = await ReadLeaseEnd();
            await Wait.Until(async () => await ReadLeaseEnd() != before, "the leases are renewed");
        }

        Task<long> ReadLeaseEnd() =>
            database.First(Statement.From("SELECT max(claimed_until) FROM subscriptions"), row => row.Long(0), CancellationToken.None);
    }

    internal static string Signed(ReceivedCall call, string secret)
    {
        var (id, time) = (call.Headers["webhook-id"], call.Headers["webhook-timestamp"]);
        var signed = Encoding.UTF8.GetBytes($"{id}.{time}.{Encoding.UTF8.GetString(call.Bytes)}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
    }

    private ReceivedCall[] ReadOrderId(JsonNode order) => [.. _receiver.Calls.Where(c => c.OrderId == (string?)order["id"])];

    private async Task<string> Subscribe(string name, string more = "", string? url = null)
    {
        var made = await _client.Post(
            "/api/subscriptions",
            $$"""{"name":"one","event":"{{name}}","target":{"type":"WEBHOOK","callbackUrl":"{{url ?? _receiver.Url}}/hook"{{more}} } }""");
        Assert.True(made.Status == 201, made.Text);
        return (string)made["id"]!;
    }

    private async Task Modify(JsonNode order, int version, int step)
    {
        var answer = await _client.Patch(
            $"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"step":{{step}} } }""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private async Task<JsonArray> Deliveries(string id, string state) =>
        (await _client.Get($"/emend/v1/subscriptions/{id}/deliveries?state={state}"))["deliveries"].AsArray();

    private async Task<JsonNode> Delivery(string id, string state)
    {
        await Wait.Until(async () => (await Deliveries(id, state)).Count > 0, "the deliveries are stored");
        return Assert.Single(await Deliveries(id, state))!;
    }
}
