using System.Text.Json.Nodes;
using Emend.Tests.Fixtures;
using Emend.Tests.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.Tests.Relay.Broker;

[Collection(BrokerCollection.Name)]
public sealed class SqliteBrokerTests() : BrokerContract(new StorePlace.Sqlite());

[Collection(BrokerCollection.Name)]
public sealed class PostgreSqlBrokerTests() : BrokerContract(new StorePlace.PostgreSql());

/// <summary>Where a broker is configured, it is told everything.</summary>
public abstract class BrokerContract : IAsyncLifetime
{
    private const string Article = "MUG-E-1207";

    private readonly StorePlace place;
    private BrokerStand stand = null!;

    private protected BrokerContract(StorePlace place) => this.place = place;

    public Task InitializeAsync()
    {
        stand = BrokerStand.At(place);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Every_event_comes_as_a_cloud_event_with_what_a_webhook_is_told()
    {
        var (all, placed) = (await Bound.To(stand.Exchange), await Bound.To(stand.Exchange, "demo.ORDER_CREATED"));
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        await using var receiver = await Receiver.Start();
        var made = await admin.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"ORDER_MODIFIED","callbackUrl":"{{receiver.Url}}"}""");
        Assert.True(made.Status == 201, made.Text);
        var order = await admin.Place((Article, 3));
        await BrokerStand.Modify(admin, order, 1);
        await BrokerStand.Modify(admin, order, 2);

        var heard = await all.Until(h => h.Count(one => one.Event is "ORDER_MODIFIED") == 2);

        var told = (await admin.Get("/emend/v1/events"))["events"].AsArray();
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
        var bound = await Bound.To(stand.Exchange, "*.ORDER_CREATED");
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        await admin.Place((Article, 1));
        await bound.Until(1);

        var listed = (await admin.Get("/emend/v1/subscriptions"))["subscriptions"].AsArray();
        Assert.Equal(("rabbitmq", "*"), ((string)listed.Single()!["id"]!, (string)listed.Single()!["event"]!));
        Assert.Empty((await admin.Get("/api/subscriptions"))["subscriptions"].AsArray());
        Assert.Equal(404, (await admin.Get("/api/subscriptions/rabbitmq")).Status);
        Assert.Equal(404, (await admin.Send(HttpMethod.Delete, "/api/subscriptions/rabbitmq", null)).Status);
        Assert.Equal(404, (await admin.Get("/emend/v1/subscriptions/rabbitmq/secret")).Status);
        Assert.Equal(404, (await admin.Post("/emend/v1/subscriptions/rabbitmq/secret/rotate", "{}")).Status);
        Assert.Equal("ready\nrabbitmq: connected", (await admin.Get("/health/ready")).Text);

        var asked = await admin.Post("/emend/v1/subscriptions/rabbitmq/replay", """{"from":"2020-01-01T00:00:00Z"}""");
        Assert.Equal(202, asked.Status);
        var twice = await bound.Until(2);
        Assert.Equal(twice[0].Id, twice[1].Id);
        var one = await admin.Post("/emend/v1/subscriptions/rabbitmq/replay", $$"""{"event":"{{twice[0].Id}}"}""");
        Assert.Equal(202, one.Status);
        Assert.Equal(twice[0].Id, (await bound.Until(3))[2].Id);
    }

    [Fact]
    public async Task A_broker_that_refuses_the_password_is_told_and_what_happens_waits_for_one_that_does_not()
    {
        var bound = await Bound.To(stand.Exchange, "*.ORDER_CREATED");
        var node = await stand.Node(RabbitServer.Running.WithPassword("wrong"));
        using var admin = BrokerStand.Admin(node);
        var order = await admin.Place((Article, 1));

        var tried = await Eventually(
            () => admin.Get("/emend/v1/subscriptions/rabbitmq/deliveries"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("the broker is away: it refused user or password", tried.Text, StringComparison.Ordinal);
        var ready = await admin.Get("/health/ready");
        Assert.Equal(200, ready.Status);
        Assert.Matches(@"^ready\nrabbitmq: away since [0-9T:Z-]+, it refused user or password$", ready.Text);

        await node.Stop();
        await stand.Node();
        Assert.Equal((string?)order["id"], (await bound.Until(1))[0].Order);
    }

    [Fact]
    public async Task An_exchange_of_another_kind_is_told()
    {
        await using (var connection = await new ConnectionFactory { Uri = RabbitServer.Running.Uri }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
            await channel.ExchangeDeclareAsync(stand.Exchange, ExchangeType.Fanout, durable: true);
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        await admin.Place((Article, 1));

        var tried = await Eventually(
            () => admin.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING"),
            answer => answer["deliveries"].AsArray().Any(d => d!["failure"] is not null));
        Assert.Contains("inequivalent arg 'type'", tried.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_that_somebody_deleted_is_made_again()
    {
        var bound = await Bound.To(stand.Exchange);
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        await admin.Place((Article, 1));
        await bound.Until(1);
        await using var connection = await new ConnectionFactory { Uri = RabbitServer.Running.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);
        await channel.ExchangeDeleteAsync(stand.Exchange);

        await admin.Place((Article, 1));

        for (var attempt = 0; !await IsThere(connection); attempt++)
        {
            Assert.True(attempt < 100);
            await Task.Delay(100);
        }

        await Eventually(Pending, answer => answer["deliveries"].AsArray().Count == 0);

        Task<Answer> Pending() => admin.Get("/emend/v1/subscriptions/rabbitmq/deliveries?state=PENDING");
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

    private static async Task<Answer> Eventually(Func<Task<Answer>> ask, Func<Answer, bool> holds)
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
