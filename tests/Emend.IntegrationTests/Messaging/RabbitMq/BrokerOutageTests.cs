using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>The broker and nodes go and come while orders change: nothing is missing, and each order keeps its order.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerOutageTests : IAsyncLifetime
{
    private const int Orders = 6;
    private const int Steps = 25;

    private BrokerFixture stand = null!;
    private TestQueueConsumer testQueueConsumer = null!;

    public async Task InitializeAsync()
    {
        stand = BrokerFixture.At(new TestDatabase.PostgreSqlTestDatabase());
        testQueueConsumer = await TestQueueConsumer.To(stand.Exchange, "*.ORDER_MODIFIED");
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task What_happens_while_the_broker_is_down_is_published_when_it_is_back()
    {
        var node = await stand.Node();
        using var client = BrokerFixture.Admin(node);
        var orders = await Place(client);
        await Modify(client, orders, 1, 2);
        await testQueueConsumer.Until(Orders * 2);
        RabbitMqTestServer.Running.Kill();
        try
        {
            await Modify(client, orders, 3, Steps);
            var ready = await client.Get("/health/ready");
            Assert.Equal(200, ready.Status);
            Assert.Contains("rabbitmq: away since ", ready.Text, StringComparison.Ordinal);
        }
        finally
        {
            RabbitMqTestServer.Running.Start();
        }

        await Complete(orders);
    }

    [Fact]
    public async Task What_is_under_way_when_the_broker_is_killed_is_published_again()
    {
        var node = await stand.Node();
        using var client = BrokerFixture.Admin(node);
        var orders = await Place(client);
        var writing = Modify(client, orders, 1, Steps);
        await testQueueConsumer.Until(Orders);
        RabbitMqTestServer.Running.Kill();
        RabbitMqTestServer.Running.Start();
        await writing;

        await Complete(orders);
    }

    [Fact]
    public async Task What_a_node_leaves_another_publishes()
    {
        var (first, second) = (await stand.Node(), await stand.Node());
        using var client = BrokerFixture.Admin(second);
        var orders = await Place(client);
        var writing = Modify(client, orders, 1, Steps);
        await testQueueConsumer.Until(Orders * 2);
        await first.Stop();
        await writing;

        await Complete(orders);
    }

    private static async Task<List<JsonNode>> Place(FulfillmenttoolsTestClient client)
    {
        var orders = new List<JsonNode>();
        for (var i = 0; i < Orders; i++) orders.Add(await client.Place(("MUG-E-1207", 1)));
        return orders;
    }

    private static Task Modify(FulfillmenttoolsTestClient client, List<JsonNode> orders, int from, int to) => Task.WhenAll(orders.Select(async order =>
    {
        for (var version = from; version <= to; version++) await BrokerFixture.Modify(client, order, version);
    }));

    private async Task Complete(List<JsonNode> orders)
    {
        await testQueueConsumer.Until(all => orders.All(order => BrokerFixture.Versions(all, order).Count() == Steps));
        foreach (var order in orders)
            Assert.Equal(Enumerable.Range(2, Steps).Select(v => (long)v), BrokerFixture.Versions(testQueueConsumer.All, order));
    }
}
