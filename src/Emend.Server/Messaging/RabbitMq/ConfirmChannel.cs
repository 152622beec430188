using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// A channel that has one message under way at a time, and waits until the broker has confirmed it: so every confirmation is of that one,
/// and nothing has to be counted.
/// </summary>
internal sealed class ConfirmChannel
{
    private readonly IChannel _channel;
    private TaskCompletionSource<bool> _answer = new();

    private ConfirmChannel(IChannel channel)
    {
        _channel = channel;
        channel.BasicAcksAsync += (_, _) => Answered(true);
        channel.BasicNacksAsync += (_, _) => Answered(false);
        channel.ChannelShutdownAsync += (_, why) => Ended(why);
    }

    public bool IsOpen => _channel.IsOpen;

    public static async Task<ConfirmChannel> Open(IConnection connection, CancellationToken ct) =>
        new(await connection.CreateChannelAsync(new CreateChannelOptions(true, false), ct));

    /// <summary>Whether the broker took it.</summary>
    public async Task<bool> Publish(string exchange, string key, BasicProperties properties, byte[] body, CancellationToken ct)
    {
        _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _channel.BasicPublishAsync(exchange, key, mandatory: false, properties, body, ct);
        return await _answer.Task.WaitAsync(ct);
    }

    /// <summary>In the background: a broker that does not answer must hold up nobody.</summary>
    public void Drop() => _ = Close();

    private async Task Close()
    {
        try
        {
            await _channel.DisposeAsync();
        }
        catch (Exception gone) when (gone is not OutOfMemoryException)
        {
            // It was closed from the other side.
        }
    }

    private Task Answered(bool taken)
    {
        _answer.TrySetResult(taken);
        return Task.CompletedTask;
    }

    private Task Ended(ShutdownEventArgs why)
    {
        _answer.TrySetException(new ConfirmChannelClosedException(why.ReplyCode, why.ReplyText));
        _ = _answer.Task.Exception; // looked at, whether somebody waits or not
        return Task.CompletedTask;
    }
}

/// <summary>The channel or its connection ended before the message was confirmed.</summary>
internal sealed class ConfirmChannelClosedException(int code, string text) : Exception(text)
{
    public int Code => code;
}
