using Emend.Server.Application.Events;
using RabbitMQ.Client;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>Publishes events, and waits for the broker to have them.</summary>
internal sealed class RabbitMqTransport(RabbitMqConnection link, IEventPayloadWriter bodies, DeliveryOptions options) : IMessageTransport
{
    public async Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stop)
    {
        var name = bodies.NameOf(outboundMessage.Told.Event.Kind);
        var body = CloudEventWriter.Write(subscription.Tenant, outboundMessage, name, bodies.Body(outboundMessage.Told, outboundMessage.Id));
        var properties = new BasicProperties
        {
            ContentType = CloudEventWriter.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = outboundMessage.Id,
            Timestamp = new(outboundMessage.Told.OccurredAt.ToUnixTimeSeconds()),
            Type = CloudEventWriter.TypeOf(name),
            AppId = "emend",
        };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(options.RequestTimeout);
        try
        {
            return await link.Publish(CloudEventWriter.Key(subscription.Tenant, name), properties, body, timeout.Token)
                ? new(0, "")
                : new(0, "the broker refused it");
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            return Of(failure);
        }
    }

    // Only where the message itself is wrong, it is the message's failure.
    private static DeliveryResponse Of(Exception failure) => failure switch
    {
        BrokerUnavailableException => Away($"the broker is away: {failure.Message}"),
        OperationCanceledException => Away("the broker did not confirm it in time"),
        _ when RabbitMqConnection.EndOf(failure) is var (code, text) => code == Constants.PreconditionFailed
            ? new(0, $"the broker refused it: {text}")
            : Away($"the broker ended the connection: {text}"),
        _ => Away($"the broker is away: {failure.GetType().Name}"),
    };

    private static DeliveryResponse Away(string failure) => new(0, failure) { IsAway = true };
}
