using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>Stops and starts the broker and nodes while orders change. No event is lost, and events stay in sequence per order.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerOutageTests : IAsyncLifetime
{
    private const int Orders = 6;
    private const int Steps = 25;

    private BrokerFixture _stand = null!;
    private TestQueueConsumer _testQueueConsumer = null!;

    public async Task InitializeAsync()
    {
        _stand = BrokerFixture.At(new TestDatabase.PostgreSqlTestDatabase());
        _testQueueConsumer = await TestQueueConsumer.To(_stand.Exchange, "*.ORDER_MODIFIED");
    }

    public async Task DisposeAsync() => await _stand.DisposeAsync();

    [Fact]
    public async Task Events_during_a_broker_outage_are_published_afterwards()
    {
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        var orders = await Place(client);
        await Modify(client, orders, 1, 2);
        await _testQueueConsumer.Until(Orders * 2);
        RabbitMqTestServer.Running.Kill();
        try
        {
            await Modify(client, orders, 3, Steps);
            var ready = await client.Get("/health/ready");
            Assert.Equal(200, ready.Status);
            Assert.Contains("rabbitmq: unavailable since ", ready.Text, StringComparison.Ordinal);
        }
        finally
        {
            RabbitMqTestServer.Running.Start();
        }

        await Complete(orders);
    }

    [Fact]
    public async Task Unconfirmed_events_are_published_again_after_a_broker_crash()
    {
        var node = await _stand.Node();
        using var client = BrokerFixture.Admin(node);
        var orders = await Place(client);
        var writing = Modify(client, orders, 1, Steps);
        await _testQueueConsumer.Until(Orders);
        RabbitMqTestServer.Running.Kill();
        RabbitMqTestServer.Running.Start();
        await writing;

        await Complete(orders);
    }

    [Fact]
    public async Task Another_node_publishes_the_events_of_a_stopped_node()
    {
        var (first, second) = (await _stand.Node(), await _stand.Node());
        using var client = BrokerFixture.Admin(second);
        var orders = await Place(client);
        var writing = Modify(client, orders, 1, Steps);
        await _testQueueConsumer.Until(Orders * 2);
        await first.Stop();
        await writing;

        await Complete(orders);
    }

    private static async Task<List<JsonNode>> Place(FulfillmenttoolsTestClient client)
    {
        var orders = new List<JsonNode>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add(await client.Place(("MUG-E-1207", 1)));
        }

        return orders;
    }

    private static Task Modify(FulfillmenttoolsTestClient client, List<JsonNode> orders, int from, int to) =>
        Task.WhenAll(orders.Select(async order =>
    {
        for (var version = from; version <= to; version++)
        {
            await BrokerFixture.Modify(client, order, version);
        }
    }));

    private async Task Complete(List<JsonNode> orders)
    {
        await _testQueueConsumer.Until(all => orders.All(order => BrokerFixture.Versions(all, order).Count() == Steps));
        foreach (var order in orders)
        {
            Assert.Equal(Enumerable.Range(2, Steps).Select(v => (long)v), BrokerFixture.Versions(_testQueueConsumer.All, order));
        }
    }
}
