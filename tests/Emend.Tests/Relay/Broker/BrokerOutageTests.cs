using System.Text.Json.Nodes;
using Emend.Tests.Fixtures;
using Emend.Tests.Storage;

namespace Emend.Tests.Relay.Broker;

/// <summary>The broker and nodes go and come while orders change: nothing is missing, and each order keeps its order.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerOutageTests : IAsyncLifetime
{
    private const int Orders = 6;
    private const int Steps = 25;

    private BrokerStand stand = null!;
    private Bound bound = null!;

    public async Task InitializeAsync()
    {
        stand = BrokerStand.At(new StorePlace.PostgreSql());
        bound = await Bound.To(stand.Exchange, "*.ORDER_MODIFIED");
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task What_happens_while_the_broker_is_down_is_published_when_it_is_back()
    {
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        var orders = await Place(admin);
        await Modify(admin, orders, 1, 2);
        await bound.Until(Orders * 2);
        RabbitServer.Running.Kill();
        try
        {
            await Modify(admin, orders, 3, Steps);
            var ready = await admin.Get("/health/ready");
            Assert.Equal(200, ready.Status);
            Assert.Contains("rabbitmq: away since ", ready.Text, StringComparison.Ordinal);
        }
        finally
        {
            RabbitServer.Running.Start();
        }

        await Complete(orders);
    }

    [Fact]
    public async Task What_is_under_way_when_the_broker_is_killed_is_published_again()
    {
        var node = await stand.Node();
        using var admin = BrokerStand.Admin(node);
        var orders = await Place(admin);
        var writing = Modify(admin, orders, 1, Steps);
        await bound.Until(Orders);
        RabbitServer.Running.Kill();
        RabbitServer.Running.Start();
        await writing;

        await Complete(orders);
    }

    [Fact]
    public async Task What_a_node_leaves_another_publishes()
    {
        var (first, second) = (await stand.Node(), await stand.Node());
        using var admin = BrokerStand.Admin(second);
        var orders = await Place(admin);
        var writing = Modify(admin, orders, 1, Steps);
        await bound.Until(Orders * 2);
        await first.Stop();
        await writing;

        await Complete(orders);
    }

    private static async Task<List<JsonNode>> Place(FaceClient admin)
    {
        var orders = new List<JsonNode>();
        for (var i = 0; i < Orders; i++) orders.Add(await admin.Place(("MUG-E-1207", 1)));
        return orders;
    }

    private static Task Modify(FaceClient admin, List<JsonNode> orders, int from, int to) => Task.WhenAll(orders.Select(async order =>
    {
        for (var version = from; version <= to; version++) await BrokerStand.Modify(admin, order, version);
    }));

    private async Task Complete(List<JsonNode> orders)
    {
        await bound.Until(all => orders.All(order => BrokerStand.Versions(all, order).Count() == Steps));
        foreach (var order in orders)
            Assert.Equal(Enumerable.Range(2, Steps).Select(v => (long)v), BrokerStand.Versions(bound.All, order));
    }
}
