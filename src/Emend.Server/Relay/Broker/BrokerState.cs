namespace Emend.Server.Relay.Broker;

/// <summary>How the broker fares, as seen from this node: told in the log where it changes, and to whoever asks how the node is.</summary>
internal sealed class BrokerState(TimeProvider clock, ILogger<BrokerState> log)
{
    private readonly Lock _lock = new();
    private string _failure = "";
    private DateTimeOffset _since;

    /// <summary>In few words: everybody may ask, so what is behind the colon is for the log alone.</summary>
    public string Words { get; private set; } = "not needed yet";

    public void Connected()
    {
        lock (_lock)
        {
            if (_failure.Length > 0) log.LogInformation("The RabbitMQ broker is there again; what waits is published.");
            (_failure, Words) = ("", "connected");
        }
    }

    public void Away(string failure)
    {
        lock (_lock)
        {
            if (_failure == failure) return;
            log.LogWarning("The RabbitMQ broker is away: {Failure}. Events wait in the database until it is there.", failure);
            if (_failure.Length == 0) _since = clock.GetUtcNow();
            (_failure, Words) = (failure, $"away since {_since:yyyy-MM-dd'T'HH:mm:ss'Z'}, {failure.Split(':')[0]}");
        }
    }
}
