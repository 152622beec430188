using System.Diagnostics;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using RabbitMQ.Client;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>A message, as a consumer gets it.</summary>
internal sealed record ConsumedMessage(string Key, IReadOnlyBasicProperties Properties, JsonNode Body)
{
    public string Id => (string)Body["id"]!;

    public string Order => (string)Body["subject"]!;

    public string Sequence => (string)Body["sequence"]!;

    public string Event => (string)Body["data"]!["event"]!;

    public long Version => (long)Body["data"]!["payload"]!["version"]!;
}

/// <summary>Somebody's queue at an exchange of the test's own: durable, so that what came is there after the broker was killed.</summary>
internal sealed class TestQueueConsumer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly string queue;
    private readonly List<ConsumedMessage> heard = [];

    private TestQueueConsumer(string queue) => this.queue = queue;

    public IReadOnlyList<ConsumedMessage> All => heard;

    public static async Task<TestQueueConsumer> To(string exchange, string key = "#")
    {
        var testQueueConsumer = new TestQueueConsumer($"{exchange}-{key}");
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(testQueueConsumer.queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(testQueueConsumer.queue, exchange, key);
        return testQueueConsumer;
    }

    /// <summary>Takes what there is until it is enough.</summary>
    public async Task<IReadOnlyList<ConsumedMessage>> Until(Func<IReadOnlyList<ConsumedMessage>, bool> enough)
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

    public Task<IReadOnlyList<ConsumedMessage>> Until(int count) => Until(all => all.Count >= count);

    private static Task<IConnection> Connect() =>
        new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
