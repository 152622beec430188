using Emend.Server.Desk.Events;
using RabbitMQ.Client;

namespace Emend.Server.Relay.Broker;

/// <summary>Publishes events, and waits for the broker to have them.</summary>
internal sealed class Publisher(BrokerLink link, IEventBodies bodies, RelayOptions options) : IDestination
{
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
        catch (Exception failure) when (!stop.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            return Of(failure);
        }
    }

    // Only where the message itself is wrong, it is the message's failure.
    private static Receipt Of(Exception failure) => failure switch
    {
        BrokerAwayException => Away($"the broker is away: {failure.Message}"),
        OperationCanceledException => Away("the broker did not confirm it in time"),
        _ when BrokerLink.EndOf(failure) is var (code, text) => code == Constants.PreconditionFailed
            ? new(0, $"the broker refused it: {text}")
            : Away($"the broker ended the connection: {text}"),
        _ => Away($"the broker is away: {failure.GetType().Name}"),
    };

    private static Receipt Away(string failure) => new(0, failure) { IsAway = true };
}
