using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// The connection of this node to the broker. Opened on the first publish and reopened after a failure. All publishers share the connection
/// and, while it cannot be opened, the last failure.
/// </summary>
internal sealed class RabbitMqConnection(
    RabbitMqOptions options, DeliveryOptions deliveryOptions, RabbitMqStatus status, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _opening = new(1);
    private ConcurrentBag<ConfirmChannel> _channels = [];
    private IConnection? _connection;
    private DateTimeOffset _notBefore;
    private string _failure = "";

    /// <summary>Publishes a message. True if the broker accepted it. Throws if the broker is unavailable or closed the channel.</summary>
    public async Task<bool> Publish(string key, BasicProperties properties, byte[] body, CancellationToken ct)
    {
        var connection = await GetConnection(ct);
        var channels = _channels;
        var confirmChannel = channels.TryTake(out var free) && free.IsOpen ? free : await ConfirmChannel.Open(connection, ct);
        try
        {
            var accepted = await confirmChannel.Publish(options.Exchange, key, properties, body, ct);
            channels.Add(confirmChannel);
            return accepted;
        }
        catch (Exception failure)
        {
            confirmChannel.CloseInBackground();
            // The exchange is missing or not writable. The next connection declares it again.
            if (GetCloseReason(failure) is { Code: Constants.NotFound or Constants.AccessRefused })
            {
                await Discard(connection);
            }

            throw;
        }
    }

    /// <summary>Reply code and text with which the broker closed a channel or the connection; null if it did not.</summary>
    public static (int Code, string Text)? GetCloseReason(Exception failure) => failure switch
    {
        ConfirmChannelClosedException ended => (ended.Code, ended.Message),
        OperationInterruptedException { ShutdownReason: { } reason } => (reason.ReplyCode, reason.ReplyText),
        _ => null,
    };

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await Discard(connection);
        }

        _opening.Dispose();
    }

    private async Task<IConnection> GetConnection(CancellationToken ct)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(ct);
        try
        {
            if (_connection is { IsOpen: true } opened)
            {
                return opened;
            }

            if (clock.GetUtcNow() < _notBefore)
            {
                throw new BrokerUnavailableException(_failure);
            }

            if (_connection is { } broken)
            {
                await Discard(broken);
            }

            _channels = [];
            var created = await Connect(ct);
            _connection = created;
            status.MarkConnected();
            return created;
        }
        catch (Exception failure) when (failure is not (BrokerUnavailableException or OutOfMemoryException) && !ct.IsCancellationRequested)
        {
            _failure = Describe(failure);
            _notBefore = clock.GetUtcNow() + deliveryOptions.InitialBackoff;
            status.MarkUnavailable(_failure);
            throw new BrokerUnavailableException(_failure);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<IConnection> Connect(CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Uri,
            ClientProvidedName = "emend",
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            RequestedConnectionTimeout = deliveryOptions.RequestTimeout,
            HandshakeContinuationTimeout = deliveryOptions.RequestTimeout,
            ContinuationTimeout = deliveryOptions.RequestTimeout,
        };
        var connection = await factory.CreateConnectionAsync(ct);
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
            await channel.ExchangeDeclareAsync(options.Exchange, ExchangeType.Topic, durable: true, cancellationToken: ct);
        }
        catch (Exception)
        {
            await Close(connection);
            throw;
        }
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            if (ReferenceEquals(_connection, connection))
            {
                status.MarkUnavailable($"the broker closed the connection: {reason.ReplyText}");
            }

            return Task.CompletedTask;
        };
        return connection;
    }

    // Another caller may already have opened a new connection, which must stay open.
    private async Task Discard(IConnection connection)
    {
        if (Interlocked.CompareExchange(ref _connection, null, connection) == connection)
        {
            await Close(connection);
        }
    }

    private async Task Close(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(deliveryOptions.InitialBackoff);
            await connection.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The broker closed the connection or is unreachable.
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        BrokerUnreachableException { InnerException: AuthenticationFailureException or PossibleAuthenticationFailureException } =>
            "wrong user or password",
        BrokerUnreachableException { InnerException: OperationInterruptedException rejected } => Describe(rejected),
        BrokerUnreachableException { InnerException: AggregateException { InnerException: { } inner } } =>
            Describe(new BrokerUnreachableException(inner)),
        BrokerUnreachableException { InnerException: { } inner } => $"connection failed: {inner.GetBaseException().Message}",
        OperationInterruptedException { ShutdownReason: { } reason } => $"connection rejected: {reason.ReplyText}",
        OperationCanceledException => "no response in time",
        _ => $"connection failed: {failure.GetBaseException().Message}",
    };
}

/// <summary>The broker is unreachable or rejected the connection. The message contains the cause.</summary>
internal sealed class BrokerUnavailableException(string message) : Exception(message);
