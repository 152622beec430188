using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

[Collection(BrokerCollection.Name)]
public sealed class SqliteBrokerTests() : BrokerContract(new TestDatabase.SqliteTestDatabase());

[Collection(BrokerCollection.Name)]
public sealed class PostgreSqlBrokerTests() : BrokerContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Publishing of all events to a configured broker.</summary>
public abstract class BrokerContract : IAsyncLifetime
{
    private const string Article = "MUG-E-1207";

    private readonly TestDatabase _database;
    private BrokerFixture _stand = null!;

    private protected BrokerContract(TestDatabase database) => this._database = database;

    public Task InitializeAsync()
    {
        _stand = BrokerFixture.At(_database);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _stand.DisposeAsync();

    [Fact]
    public async Task Every_event_is_published_as_a_cloud_event_with_the_webhook_payload()
    {
        var (all, placed) = (
            await TestQueueConsumer.To(_stand.Exchange), await TestQueueConsumer.To(_stand.Exchange, "demo.ORDER_CREATED"));
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        await using var receiver = await WebhookTestReceiver.Start();
        var made = await client.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"ORDER_MODIFIED","callbackUrl":"{{receiver.Url}}"}""");
        Assert.True(made.Status == 201, made.Text);
        var order = await client.Place((Article, 3));
        await BrokerFixture.Modify(client, order, 1);
        await BrokerFixture.Modify(client, order, 2);

        var heard = await all.Until(h => h.Count(one => one.Event is "ORDER_MODIFIED") == 2);

        var feedEvents = (await client.Get("/emend/v1/events"))["events"].AsArray();
        Assert.Equal(feedEvents.Select(e => (string)e!["id"]!), heard.Select(h => h.Id));
        Assert.Equal(heard.Select(h => h.Sequence).Order(StringComparer.Ordinal), heard.Select(h => h.Sequence));
        Assert.All(heard, h => Assert.Equal(
            ("application/cloudevents+json", DeliveryModes.Persistent, h.Id, $"demo.{h.Event}"),
            (h.Properties.ContentType, h.Properties.DeliveryMode, h.Properties.MessageId, h.Key)));
        Assert.Equal(feedEvents.Select(e => (long)e!["sequence"]!), heard.Select(h => (long)h.Body["data"]!["sequence"]!));
        Assert.All(heard, h => Assert.Equal((long)h.Body["data"]!["sequence"]!, h.Properties.Headers!["emend-sequence"]));
        var modified = heard.First(h => h.Event is "ORDER_MODIFIED");
        var call = (await receiver.Until(2))[0];
        Assert.True(JsonNode.DeepEquals(call.Body, modified.Body["data"]), modified.Body.ToJsonString());
        Assert.Equal(call.EventId, modified.Id);
        modified.Body.AsObject().Remove("data");
        modified.Body.AsObject().Remove("id");
        var at = (string)feedEvents.First(e => (string)e!["id"]! == call.EventId)!["occurredAt"]!;
        Assert.Equal(
            $$"""
            {"specversion":"1.0","source":"/tenants/demo","type":"emend.ORDER_MODIFIED","subject":"{{order["id"]}}","time":"{{at}}",
            "datacontenttype":"application/json","tenant":"demo","partitionkey":"{{order["id"]}}","sequence":"0000000002.0004"}
            """.ReplaceLineEndings(""),
            modified.Body.ToJsonString());
        Assert.Equal("ORDER_CREATED", Assert.Single(await placed.Until(1)).Event);
    }

    [Fact]
    public async Task Messages_of_the_native_api_contain_its_event_and_its_order()
    {
        var all = await TestQueueConsumer.To(_stand.Exchange);
        var node = await _stand.Node(null, "--Emend:RabbitMq:Api=native");
        using var client = BrokerFixture.Admin(node);
        var order = await client.Place((Article, 3));
        await BrokerFixture.Modify(client, order, 1);

        var heard = await all.Until(h => h.Any(one => one.Key is "demo.ORDER_MODIFIED"));

        var feedEvents = (await client.Get("/emend/v1/events"))["events"].AsArray();
        Assert.Equal(feedEvents.Select(e => e!.ToJsonString()), heard.Select(h => h.Body["data"]!["event"]!.ToJsonString()));
        Assert.All(heard, h => Assert.Equal(
            ($"demo.{h.Body["data"]!["event"]!["type"]}", $"emend.{h.Body["data"]!["event"]!["type"]}", (string)order["id"]!),
            (h.Key, (string)h.Body["type"]!, (string)h.Body["data"]!["order"]!["id"]!)));
        Assert.All(heard, h => Assert.Equal((long)h.Body["data"]!["event"]!["sequence"]!, h.Properties.Headers!["emend-sequence"]));
        var last = heard[^1].Body["data"]!["order"]!;
        Assert.True(JsonNode.DeepEquals((await client.Get($"/emend/v1/orders/{order["id"]}")).Body, last), last.ToJsonString());
    }

    [Fact]
    public async Task A_changed_api_applies_to_later_messages_and_is_listed()
    {
        var created = await TestQueueConsumer.To(_stand.Exchange, "*.ORDER_CREATED");
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));
        Assert.Equal("ORDER_CREATED", (string?)(await created.Until(1))[0].Body["data"]!["event"]);
        Assert.Equal("fulfillmenttools", (string?)(await client.Get("/emend/v1/subscriptions"))["subscriptions"][0]!["api"]);
        await node.Stop();

        var other = await _stand.Node(null, "--Emend:RabbitMq:Api=native");
        using var later = BrokerFixture.Admin(other);
        await later.Place((Article, 1));

        Assert.Equal("ORDER_CREATED", (string?)(await created.Until(2))[1].Body["data"]!["event"]!["type"]);
        Assert.Equal("native", (string?)(await later.Get("/emend/v1/subscriptions"))["subscriptions"][0]!["api"]);
    }

    [Fact]
    public async Task An_unknown_api_prevents_the_start_and_the_error_names_the_nearest()
    {
        var failure = await Assert.ThrowsAsync<InvalidConfigurationException>(() => _stand.Node(null, "--Emend:RabbitMq:Api=nativ"));

        Assert.Equal("Emend:RabbitMq:Api is nativ. Did you mean native?", failure.Message);
    }

    [Fact]
    public async Task Broker_deliveries_are_visible_to_the_tenant_and_can_be_replayed()
    {
        var testQueueConsumer = await TestQueueConsumer.To(_stand.Exchange, "*.ORDER_CREATED");
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));
        await testQueueConsumer.Until(1);

        var listed = (await client.Get("/emend/v1/subscriptions"))["subscriptions"].AsArray();
        Assert.Equal(("rabbitmq", "*"), ((string)listed.Single()!["id"]!, (string)listed.Single()!["event"]!));
        Assert.Empty((await client.Get("/api/subscriptions"))["subscriptions"].AsArray());
        Assert.Equal(404, (await client.Get("/api/subscriptions/rabbitmq")).Status);
        Assert.Equal(404, (await client.Send(HttpMethod.Delete, "/api/subscriptions/rabbitmq", null)).Status);
        Assert.Equal(404, (await client.Get("/emend/v1/subscriptions/rabbitmq/secret")).Status);
        Assert.Equal(404, (await client.Post("/emend/v1/subscriptions/rabbitmq/secret/rotate", "{}")).Status);
        Assert.Equal("ready\nrabbitmq: connected", (await client.Get("/health/ready")).Text);

        var replay = await client.Post("/emend/v1/subscriptions/rabbitmq/replay", """{"from":"2020-01-01T00:00:00Z"}""");
        Assert.Equal(202, replay.Status);
        var twice = await testQueueConsumer.Until(2);
        Assert.Equal(twice[0].Id, twice[1].Id);
        var one = await client.Post("/emend/v1/subscriptions/rabbitmq/replay", $$"""{"event":"{{twice[0].Id}}"}""");
        Assert.Equal(202, one.Status);
        Assert.Equal(twice[0].Id, (await testQueueConsumer.Until(3))[2].Id);
    }

    [Fact]
    public async Task Wrong_broker_password_is_reported_and_events_wait()
    {
        var testQueueConsumer = await TestQueueConsumer.To(_stand.Exchange, "*.ORDER_CREATED");
        var node = await _stand.Node(RabbitMqTestServer.Running.WithPassword("wrong"));
        using var client = BrokerFixture.Admin(node);
        var order = await client.Place((Article, 1));

        var tried = await Eventually(
            () => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("the broker is unavailable: wrong user or password", tried.Text, StringComparison.Ordinal);
        var ready = await client.Get("/health/ready");
        Assert.Equal(200, ready.Status);
        Assert.Matches(@"^ready\nrabbitmq: unavailable since [0-9T:Z-]+, wrong user or password$", ready.Text);

        await node.Stop();
        await _stand.Node();
        Assert.Equal((string?)order["id"], (await testQueueConsumer.Until(1))[0].Order);
    }

    [Fact]
    public async Task Exchange_of_another_type_is_reported()
    {
        await using (var connection = await new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.ExchangeDeclareAsync(_stand.Exchange, ExchangeType.Fanout, durable: true);
        }

        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));

        var tried = await Eventually(
            () => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("inequivalent arg 'type'", tried.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_exchange_is_declared_again()
    {
        var testQueueConsumer = await TestQueueConsumer.To(_stand.Exchange);
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));
        await testQueueConsumer.Until(1);
        await using var connection = await new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);
        await channel.ExchangeDeleteAsync(_stand.Exchange);

        await client.Place((Article, 1));

        await Wait.Until(() => IsThere(connection), "the exchange exists");
        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);

        Task<ApiResponse> Pending() => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING");
    }

    private async Task<bool> IsThere(IConnection connection)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.ExchangeDeclarePassiveAsync(_stand.Exchange);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    private static Task<ApiResponse> Eventually(Func<Task<ApiResponse>> ask, Func<ApiResponse, bool> holds) =>
        Wait.For(ask, holds, answer => answer.Text);
}
