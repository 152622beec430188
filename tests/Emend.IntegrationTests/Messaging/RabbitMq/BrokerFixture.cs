using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>Tests of the broker come one after the other: some of them stop it.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection
{
    public const string Name = "RabbitMQ";
}

/// <summary>Nodes that publish to an exchange of their own.</summary>
internal sealed class BrokerFixture : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<EmendApp> nodes = [];

    private BrokerFixture(TestDatabase database) => this.database = database;

    public string Exchange { get; } = $"test-{Guid.NewGuid():N}";

    public static BrokerFixture At(TestDatabase database) => new(database);

    public async Task<EmendApp> Node(Uri? uri = null)
    {
        var node = await EmendApp.Join(
            database,
            [$"--Emend:RabbitMq:Uri={uri ?? RabbitMqTestServer.Running.Uri}", $"--Emend:RabbitMq:Exchange={Exchange}"],
            services => services.AddSingleton(DeliveryOptions.Default with
            {
                PollInterval = TimeSpan.FromMilliseconds(100),
                LeaseDuration = TimeSpan.FromSeconds(5),
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                RequestTimeout = TimeSpan.FromSeconds(3),
            }));
        nodes.Add(node);
        return node;
    }

    public static FulfillmenttoolsTestClient Admin(EmendApp node) => FulfillmenttoolsTestClient.WithKey(node.Url, "demo-api-key");

    public static async Task Modify(FulfillmenttoolsTestClient client, JsonNode order, int version)
    {
        var answer = await client.Patch(
            $"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>What came of an order's modifications, each the first time that it came.</summary>
    public static IEnumerable<long> Versions(IEnumerable<ConsumedMessage> heard, JsonNode order) => heard
        .Where(h => h.Event is "ORDER_MODIFIED" && h.Order == (string?)order["id"]).Select(h => h.Version).Distinct();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        database.Dispose();
    }
}
