using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using RabbitMQ.Client;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

/// <summary>A message as received by a consumer.</summary>
internal sealed record ConsumedMessage(string Key, IReadOnlyBasicProperties Properties, JsonNode Body)
{
    public string Id => (string)Body["id"]!;

    public string Order => (string)Body["subject"]!;

    public string Sequence => (string)Body["sequence"]!;

    public string Event => (string)Body["data"]!["event"]!;

    public long Version => (long)Body["data"]!["payload"]!["version"]!;
}

/// <summary>A durable queue bound to the exchange of the test. Messages survive a crash of the broker.</summary>
internal sealed class TestQueueConsumer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);
    private readonly string _queue;
    private readonly List<ConsumedMessage> _heard = [];

    private TestQueueConsumer(string queue) => this._queue = queue;

    public IReadOnlyList<ConsumedMessage> All => _heard;

    public static async Task<TestQueueConsumer> To(string exchange, string key = "#")
    {
        var testQueueConsumer = new TestQueueConsumer($"{exchange}-{key}");
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(testQueueConsumer._queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(testQueueConsumer._queue, exchange, key);
        return testQueueConsumer;
    }

    /// <summary>Consumes messages until a condition is met.</summary>
    public async Task<IReadOnlyList<ConsumedMessage>> Until(Func<IReadOnlyList<ConsumedMessage>, bool> enough)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        return await Wait.For(
            ReadAll, enough, heard => $"{heard.Count} came, that is not enough: {string.Join(' ', heard.Select(h => h.Key))}", Timeout);

        async Task<IReadOnlyList<ConsumedMessage>> ReadAll()
        {
            while (!enough(_heard) && await channel.BasicGetAsync(_queue, autoAck: true) is { } got)
            {
                _heard.Add(new(got.RoutingKey, got.BasicProperties, JsonNode.Parse(got.Body.Span)!));
            }

            return _heard;
        }
    }

    public Task<IReadOnlyList<ConsumedMessage>> Until(int count) => Until(all => all.Count >= count);

    private static Task<IConnection> Connect() =>
        new ConnectionFactory { Uri = RabbitMqTestServer.Running.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
