using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>Broker tests run sequentially, because some of them stop the broker.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection
{
    public const string Name = "RabbitMQ";
}

/// <summary>Nodes that publish to a separate exchange.</summary>
internal sealed class BrokerFixture : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<EmendApp> _nodes = [];

    private BrokerFixture(TestDatabase database) => this._database = database;

    public string Exchange { get; } = $"test-{Guid.NewGuid():N}";

    public static BrokerFixture At(TestDatabase database) => new(database);

    public async Task<EmendApp> Node(Uri? uri = null, params string[] more)
    {
        var node = await EmendApp.Join(
            _database,
            [$"--Emend:RabbitMq:Uri={uri ?? RabbitMqTestServer.Running.Uri}", $"--Emend:RabbitMq:Exchange={Exchange}", .. more],
            services => services.AddSingleton(DeliveryOptions.Default with
            {
                PollInterval = TimeSpan.FromMilliseconds(100),
                LeaseDuration = TimeSpan.FromSeconds(5),
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                RequestTimeout = TimeSpan.FromSeconds(3),
            }));
        _nodes.Add(node);
        return node;
    }

    public static FulfillmenttoolsTestClient Admin(EmendApp node) => FulfillmenttoolsTestClient.WithKey(node.Url, "demo-api-key");

    public static async Task Modify(FulfillmenttoolsTestClient client, JsonNode order, int version)
    {
        var answer = await client.Patch(
            $"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>The received modifications of an order, without repetitions.</summary>
    public static IEnumerable<long> Versions(IEnumerable<ConsumedMessage> heard, JsonNode order) => heard
        .Where(h => h.Event is "ORDER_MODIFIED" && h.Order == (string?)order["id"]).Select(h => h.Version).Distinct();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _database.Dispose();
    }
}
