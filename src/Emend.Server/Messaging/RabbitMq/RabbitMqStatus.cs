namespace Emend.Server.Messaging.RabbitMq;

/// <summary>How the broker fares, as seen from this node: told in the log where it changes, and to whoever asks how the node is.</summary>
internal sealed class RabbitMqStatus(TimeProvider clock, ILogger<RabbitMqStatus> log)
{
    private readonly Lock _lock = new();
    private string _failure = "";
    private DateTimeOffset _since;

    /// <summary>In few words: everybody may ask, so what is behind the colon is for the log alone.</summary>
    public string Description { get; private set; } = "not needed yet";

    public void Connected()
    {
        lock (_lock)
        {
            if (_failure.Length > 0) log.LogInformation("The RabbitMQ broker is there again; what waits is published.");
            (_failure, Description) = ("", "connected");
        }
    }

    public void MarkUnavailable(string failure)
    {
        lock (_lock)
        {
            if (_failure == failure) return;
            log.LogWarning("The RabbitMQ broker is away: {Failure}. Events wait in the database until it is there.", failure);
            if (_failure.Length == 0) _since = clock.GetUtcNow();
            (_failure, Description) = (failure, $"away since {_since:yyyy-MM-dd'T'HH:mm:ss'Z'}, {failure.Split(':')[0]}");
        }
    }
}
