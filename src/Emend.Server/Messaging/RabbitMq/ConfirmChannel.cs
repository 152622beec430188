using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// A channel that publishes one message at a time and waits for the publisher confirm. Every confirm belongs to that message, so no
/// delivery
/// tags are needed.
/// </summary>
internal sealed class ConfirmChannel
{
    private readonly IChannel _channel;
    private TaskCompletionSource<bool> _confirm = new();

    private ConfirmChannel(IChannel channel)
    {
        _channel = channel;
        channel.BasicAcksAsync += (_, _) => OnConfirmed(true);
        channel.BasicNacksAsync += (_, _) => OnConfirmed(false);
        channel.ChannelShutdownAsync += (_, reason) => OnClosed(reason);
    }

    public bool IsOpen => _channel.IsOpen;

    public static async Task<ConfirmChannel> Open(IConnection connection, CancellationToken ct) =>
        new(await connection.CreateChannelAsync(new CreateChannelOptions(true, false), ct));

    /// <summary>Publishes a message. True if the broker accepted it.</summary>
    public async Task<bool> Publish(string exchange, string key, BasicProperties properties, byte[] body, CancellationToken ct)
    {
        _confirm = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _channel.BasicPublishAsync(exchange, key, mandatory: false, properties, body, ct);
        return await _confirm.Task.WaitAsync(ct);
    }

    /// <summary>Closes the channel in the background, because the broker may not respond.</summary>
    public void CloseInBackground() => _ = Close();

    private async Task Close()
    {
        try
        {
            await _channel.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The broker closed the channel.
        }
    }

    private Task OnConfirmed(bool accepted)
    {
        _confirm.TrySetResult(accepted);
        return Task.CompletedTask;
    }

    private Task OnClosed(ShutdownEventArgs reason)
    {
        _confirm.TrySetException(new ConfirmChannelClosedException(reason.ReplyCode, reason.ReplyText));
        _ = _confirm.Task.Exception; // marks the exception as observed
        return Task.CompletedTask;
    }
}

/// <summary>The channel or its connection was closed before the broker confirmed the message.</summary>
internal sealed class ConfirmChannelClosedException(int code, string text) : Exception(text)
{
    public int Code => code;
}
