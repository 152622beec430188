using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// This node's connection to the broker, made when something is to be published and made anew when it broke. All who publish share it,
/// and also what is known of it while it cannot be made.
/// </summary>
internal sealed class RabbitMqConnection(RabbitMqOptions options, DeliveryOptions relay, RabbitMqStatus state, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _opening = new(1);
    private ConcurrentBag<ConfirmChannel> _lanes = [];
    private IConnection? _connection;
    private DateTimeOffset _notBefore;
    private string _failure = "";

    /// <summary>Whether the broker took it. Throws where it is away, or ended the channel.</summary>
    public async Task<bool> Publish(string key, BasicProperties properties, byte[] body, CancellationToken ct)
    {
        var connection = await Connection(ct);
        var lanes = _lanes;
        var confirmChannel = lanes.TryTake(out var free) && free.IsOpen ? free : await ConfirmChannel.Open(connection, ct);
        try
        {
            var taken = await confirmChannel.Publish(options.Exchange, key, properties, body, ct);
            lanes.Add(confirmChannel);
            return taken;
        }
        catch (Exception failure)
        {
            confirmChannel.Drop();
            // The exchange is not there, or not to be written to: it is declared again with the next connection.
            if (EndOf(failure) is { Code: Constants.NotFound or Constants.AccessRefused }) await Leave(connection);
            throw;
        }
    }

    /// <summary>With what the broker ended a channel or the connection; null where it did not.</summary>
    public static (int Code, string Text)? EndOf(Exception failure) => failure switch
    {
        ConfirmChannelClosedException ended => (ended.Code, ended.Message),
        OperationInterruptedException { ShutdownReason: { } why } => (why.ReplyCode, why.ReplyText),
        _ => null,
    };

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await Leave(connection);
        _opening.Dispose();
    }

    private async Task<IConnection> Connection(CancellationToken ct)
    {
        if (_connection is { IsOpen: true } open) return open;
        await _opening.WaitAsync(ct);
        try
        {
            if (_connection is { IsOpen: true } meanwhile) return meanwhile;
            if (clock.GetUtcNow() < _notBefore) throw new BrokerUnavailableException(_failure);
            if (_connection is { } broken) await Leave(broken);
            _lanes = [];
            var made = await Connect(ct);
            _connection = made;
            state.Connected();
            return made;
        }
        catch (Exception failure) when (failure is not (BrokerUnavailableException or OutOfMemoryException) && !ct.IsCancellationRequested)
        {
            _failure = Words(failure);
            _notBefore = clock.GetUtcNow() + relay.InitialBackoff;
            state.MarkUnavailable(_failure);
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
            RequestedConnectionTimeout = relay.RequestTimeout,
            HandshakeContinuationTimeout = relay.RequestTimeout,
            ContinuationTimeout = relay.RequestTimeout,
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
        connection.ConnectionShutdownAsync += (_, why) =>
        {
            if (ReferenceEquals(_connection, connection)) state.MarkUnavailable($"it closed the connection: {why.ReplyText}");
            return Task.CompletedTask;
        };
        return connection;
    }

    // Others may have made another one meanwhile, which stays.
    private async Task Leave(IConnection connection)
    {
        if (Interlocked.CompareExchange(ref _connection, null, connection) == connection) await Close(connection);
    }

    private async Task Close(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(relay.InitialBackoff);
            await connection.DisposeAsync();
        }
        catch (Exception gone) when (gone is not OutOfMemoryException)
        {
            // It was closed from the other side, or nobody is there.
        }
    }

    private static string Words(Exception failure) => failure switch
    {
        BrokerUnreachableException { InnerException: AuthenticationFailureException or PossibleAuthenticationFailureException } =>
            "it refused user or password",
        BrokerUnreachableException { InnerException: OperationInterruptedException refused } => Words(refused),
        BrokerUnreachableException { InnerException: AggregateException { InnerException: { } inner } } =>
            Words(new BrokerUnreachableException(inner)),
        BrokerUnreachableException { InnerException: { } inner } => $"it could not be reached: {inner.GetBaseException().Message}",
        OperationInterruptedException { ShutdownReason: { } why } => $"it refused: {why.ReplyText}",
        OperationCanceledException => "it did not answer in time",
        _ => $"it could not be reached: {failure.GetBaseException().Message}",
    };
}

/// <summary>The broker is not there, or does not let us in; the message says what was in the way.</summary>
internal sealed class BrokerUnavailableException(string message) : Exception(message);
