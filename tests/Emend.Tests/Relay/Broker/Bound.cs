using System.Diagnostics;
using System.Text.Json.Nodes;
using Emend.Tests.Fixtures;
using RabbitMQ.Client;

namespace Emend.Tests.Relay.Broker;

/// <summary>A message, as a consumer gets it.</summary>
internal sealed record Heard(string Key, IReadOnlyBasicProperties Properties, JsonNode Body)
{
    public string Id => (string)Body["id"]!;

    public string Order => (string)Body["subject"]!;

    public string Sequence => (string)Body["sequence"]!;

    public string Event => (string)Body["data"]!["event"]!;

    public long Version => (long)Body["data"]!["payload"]!["version"]!;
}

/// <summary>Somebody's queue at an exchange of the test's own: durable, so that what came is there after the broker was killed.</summary>
internal sealed class Bound
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly string queue;
    private readonly List<Heard> heard = [];

    private Bound(string queue) => this.queue = queue;

    public IReadOnlyList<Heard> All => heard;

    public static async Task<Bound> To(string exchange, string key = "#")
    {
        var bound = new Bound($"{exchange}-{key}");
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(bound.queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(bound.queue, exchange, key);
        return bound;
    }

    /// <summary>Takes what there is until it is enough.</summary>
    public async Task<IReadOnlyList<Heard>> Until(Func<IReadOnlyList<Heard>, bool> enough)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        for (var waited = Stopwatch.StartNew(); !enough(heard);)
        {
            Assert.True(waited.Elapsed < Patience, $"{heard.Count} came, that is not enough: {string.Join(' ', heard.Select(h => h.Key))}");
            if (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
                heard.Add(new(got.RoutingKey, got.BasicProperties, JsonNode.Parse(got.Body.Span)!));
            else
                await Task.Delay(50);
        }

        return heard;
    }

    public Task<IReadOnlyList<Heard>> Until(int count) => Until(all => all.Count >= count);

    private static Task<IConnection> Connect() =>
        new ConnectionFactory { Uri = RabbitServer.Running.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
