using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

[Collection(BrokerCollection.Name)]
public sealed class SqliteBrokerTests() : BrokerContract(new TestDatabase.SqliteTestDatabase());

[Collection(BrokerCollection.Name)]
public sealed class PostgreSqlBrokerTests() : BrokerContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Where a broker is configured, it is told everything.</summary>
public abstract class BrokerContract : IAsyncLifetime
{
    private const string Article = "MUG-E-1207";

    private readonly TestDatabase database;
    private BrokerFixture stand = null!;

    private protected BrokerContract(TestDatabase database) => this.database = database;

    public Task InitializeAsync()
    {
        stand = BrokerFixture.At(database);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Every_event_comes_as_a_cloud_event_with_what_a_webhook_is_told()
    {
        var (all, placed) = (await TestQueueConsumer.To(stand.Exchange), await TestQueueConsumer.To(stand.Exchange, "demo.ORDER_CREATED"));
        var node = await stand.Node();
        using var client = BrokerFixture.Admin(node);
        await using var receiver = await WebhookTestReceiver.Start();
        var made = await client.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"ORDER_MODIFIED","callbackUrl":"{{receiver.Url}}"}""");
        Assert.True(made.Status == 201, made.Text);
        var order = await client.Place((Article, 3));
        await BrokerFixture.Modify(client, order, 1);
        await BrokerFixture.Modify(client, order, 2);

        var heard = await all.Until(h => h.Count(one => one.Event is "ORDER_MODIFIED") == 2);

        var told = (await client.Get("/emend/v1/events"))["events"].AsArray();
        Assert.Equal(told.Select(e => (string)e!["id"]!), heard.Select(h => h.Id));
        Assert.Equal(heard.Select(h => h.Sequence).Order(StringComparer.Ordinal), heard.Select(h => h.Sequence));
        Assert.All(heard, h => Assert.Equal(
            ("application/cloudevents+json", DeliveryModes.Persistent, h.Id, $"demo.{h.Event}"),
            (h.Properties.ContentType, h.Properties.DeliveryMode, h.Properties.MessageId, h.Key)));
        var modified = heard.First(h => h.Event is "ORDER_MODIFIED");
        var call = (await receiver.Until(2))[0];
        Assert.True(JsonNode.DeepEquals(call.Body, modified.Body["data"]), modified.Body.ToJsonString());
        Assert.Equal(call.EventId, modified.Id);
        modified.Body.AsObject().Remove("data");
        modified.Body.AsObject().Remove("id");
        var at = (string)told.First(e => (string)e!["id"]! == call.EventId)!["at"]!;
        Assert.Equal(
            $$"""
            {"specversion":"1.0","source":"/tenants/demo","type":"emend.ORDER_MODIFIED","subject":"{{order["id"]}}","time":"{{at}}",
            "datacontenttype":"application/json","tenant":"demo","partitionkey":"{{order["id"]}}","sequence":"0000000002.0004"}
            """.ReplaceLineEndings(""),
            modified.Body.ToJsonString());
        Assert.Equal("ORDER_CREATED", Assert.Single(await placed.Until(1)).Event);
    }

    [Fact]
    public async Task How_the_broker_fares_is_told_to_the_tenant_and_everything_can_be_published_again()
    {
        var testQueueConsumer = await TestQueueConsumer.To(stand.Exchange, "*.ORDER_CREATED");
        var node = await stand.Node();
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

        var asked = await client.Post("/emend/v1/subscriptions/rabbitmq/replay", """{"from":"2020-01-01T00:00:00Z"}""");
        Assert.Equal(202, asked.Status);
        var twice = await testQueueConsumer.Until(2);
        Assert.Equal(twice[0].Id, twice[1].Id);
        var one = await client.Post("/emend/v1/subscriptions/rabbitmq/replay", $$"""{"event":"{{twice[0].Id}}"}""");
        Assert.Equal(202, one.Status);
        Assert.Equal(twice[0].Id, (await testQueueConsumer.Until(3))[2].Id);
    }

    [Fact]
    public async Task A_broker_that_refuses_the_password_is_told_and_what_happens_waits_for_one_that_does_not()
    {
        var testQueueConsumer = await TestQueueConsumer.To(stand.Exchange, "*.ORDER_CREATED");
        var node = await stand.Node(RabbitMqTestServer.Running.WithPassword("wrong"));
        using var client = BrokerFixture.Admin(node);
        var order = await client.Place((Article, 1));

        var tried = await Eventually(
            () => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("the broker is away: it refused user or password", tried.Text, StringComparison.Ordinal);
        var ready = await client.Get("/health/ready");
        Assert.Equal(200, ready.Status);
        Assert.Matches(@"^ready\nrabbitmq: away since [0-9T:Z-]+, it refused user or password$", ready.Text);

        await node.Stop();
        await stand.Node();
        Assert.Equal((string?)order["id"], (await testQueueConsumer.Until(1))[0].Order);
    }

    [Fact]
    public async Task An_exchange_of_another_kind_is_told()
    {
        await using (var connection = await new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
            await channel.ExchangeDeclareAsync(stand.Exchange, ExchangeType.Fanout, durable: true);
        var node = await stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));

        var tried = await Eventually(
            () => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("inequivalent arg 'type'", tried.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_that_somebody_deleted_is_made_again()
    {
        var testQueueConsumer = await TestQueueConsumer.To(stand.Exchange);
        var node = await stand.Node();
        using var client = BrokerFixture.Admin(node);
        await client.Place((Article, 1));
        await testQueueConsumer.Until(1);
        await using var connection = await new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);
        await channel.ExchangeDeleteAsync(stand.Exchange);

        await client.Place((Article, 1));

        for (var attempt = 0; !await IsThere(connection); attempt++)
        {
            Assert.True(attempt < 100);
            await Task.Delay(100);
        }

        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);

        Task<ApiResponse> Pending() => client.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING");
    }

    private async Task<bool> IsThere(IConnection connection)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.ExchangeDeclarePassiveAsync(stand.Exchange);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    private static async Task<ApiResponse> Eventually(Func<Task<ApiResponse>> ask, Func<ApiResponse, bool> holds)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await ask();
            if (holds(answer)) return answer;
            Assert.True(attempt < 100, answer.Text);
            await Task.Delay(100);
        }
    }
}
