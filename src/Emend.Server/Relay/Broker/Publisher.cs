using Emend.Server.Desk.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.Server.Relay.Broker;

/// <summary>Publishes events, and waits for the broker to have them.</summary>
internal sealed class Publisher(BrokerLink link, IEventBodies bodies, RelayOptions options) : IDestination
{
    /// <summary>The broker says so of a message that it will never take.</summary>
    private const int PreconditionFailed = 406;

    public async Task<Receipt> Deliver(Subscription subscription, Message message, CancellationToken stop)
    {
        var name = bodies.NameOf(message.Told.What.Kind);
        var body = CloudEvent.Write(subscription.Tenant, message, name, bodies.Body(message.Told, message.Id));
        var properties = new BasicProperties
        {
            ContentType = CloudEvent.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = message.Id,
            Timestamp = new(message.Told.At.ToUnixTimeSeconds()),
            Type = CloudEvent.TypeOf(name),
            AppId = "emend",
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(options.Patience);
        try
        {
            return await link.Publish(CloudEvent.Key(subscription.Tenant, name), properties, body, patience.Token)
                ? new(0, "")
                : new(0, "the broker refused it");
        }
        catch (BrokerAwayException away)
        {
            return Away($"the broker is away: {away.Message}");
        }
        catch (LaneEndedException ended)
        {
            return await Ended(ended.Code, ended.Message);
        }
        catch (OperationInterruptedException ended)
        {
            return await Ended(ended.ShutdownReason?.ReplyCode ?? 0, ended.ShutdownReason?.ReplyText ?? "");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Away("the broker did not confirm it in time");
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return Away($"the broker is away: {gone.GetType().Name}");
        }
    }

    // Only where the message itself is wrong, it is the message's failure.
    private async Task<Receipt> Ended(int code, string text)
    {
        if (code == PreconditionFailed) return new(0, $"the broker refused it: {text}");
        await link.Renew();
        return Away($"the broker ended the connection: {text}");
    }

    private static Receipt Away(string failure) => new(0, failure) { IsAway = true };
}
