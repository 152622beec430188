namespace Emend.Server.Messaging.RabbitMq;

/// <summary>Status of the broker as seen by this node. Logs changes and provides the health text.</summary>
internal sealed class RabbitMqStatus(TimeProvider clock, ILogger<RabbitMqStatus> log)
{
    private readonly Lock _lock = new();
    private string _failure = "";
    private DateTimeOffset _since;

    /// <summary>Public health text. Contains the cause only up to its colon; the log has the whole cause.</summary>
    public string Description { get; private set; } = "not connected yet";

    public void MarkConnected()
    {
        lock (_lock)
        {
            if (_failure.Length > 0)
            {
                log.LogInformation("The RabbitMQ broker is available again. Pending events are published now.");
            }

            (_failure, Description) = ("", "connected");
        }
    }

    public void MarkUnavailable(string failure)
    {
        lock (_lock)
        {
            if (_failure == failure)
            {
                return;
            }

            log.LogWarning("The RabbitMQ broker is unavailable: {Failure}. Events stay in the database until it is available.", failure);
            if (_failure.Length == 0)
            {
                _since = clock.GetUtcNow();
            }

            (_failure, Description) = (failure, $"unavailable since {_since:yyyy-MM-dd'T'HH:mm:ss'Z'}, {failure.Split(':')[0]}");
        }
    }
}
