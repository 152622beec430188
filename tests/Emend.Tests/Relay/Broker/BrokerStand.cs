using System.Text.Json.Nodes;
using Emend.Server.Relay;
using Emend.Tests.Fixtures;
using Emend.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Relay.Broker;

/// <summary>Tests of the broker come one after the other: some of them stop it.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection
{
    public const string Name = "RabbitMQ";
}

/// <summary>Nodes that publish to an exchange of their own.</summary>
internal sealed class BrokerStand : IAsyncDisposable
{
    private readonly StorePlace place;
    private readonly List<EmendApp> nodes = [];

    private BrokerStand(StorePlace place) => this.place = place;

    public string Exchange { get; } = $"test-{Guid.NewGuid():N}";

    public static BrokerStand At(StorePlace place) => new(place);

    public async Task<EmendApp> Node(Uri? uri = null)
    {
        var node = await EmendApp.Join(
            place,
            [$"--Emend:RabbitMq:Uri={uri ?? RabbitServer.Running.Uri}", $"--Emend:RabbitMq:Exchange={Exchange}"],
            services => services.AddSingleton(RelayOptions.Default with
            {
                Look = TimeSpan.FromMilliseconds(100),
                Lease = TimeSpan.FromSeconds(5),
                FirstPause = TimeSpan.FromMilliseconds(100),
                Patience = TimeSpan.FromSeconds(3),
            }));
        nodes.Add(node);
        return node;
    }

    public static FaceClient Admin(EmendApp node) => FaceClient.WithKey(node.Url, "demo-api-key");

    public static async Task Modify(FaceClient admin, JsonNode order, int version)
    {
        var answer = await admin.Patch(
            $"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>What came of an order's modifications, each the first time that it came.</summary>
    public static IEnumerable<long> Versions(IEnumerable<Heard> heard, JsonNode order) => heard
        .Where(h => h.Event is "ORDER_MODIFIED" && h.Order == (string?)order["id"]).Select(h => h.Version).Distinct();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        place.Dispose();
    }
}
