using Emend.Server.Application.Events;
using RabbitMQ.Client;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>Publishes events to RabbitMQ and waits for the confirm.</summary>
internal sealed class RabbitMqTransport(RabbitMqConnection connection, DeliveryOptions options, TimeProvider clock) : IMessageTransport
{
    public async Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stoppingToken)
    {
        var name = outboundMessage.Name;
        var body = CloudEventWriter.Write(subscription.Tenant, outboundMessage);
        var properties = new BasicProperties
        {
            ContentType = CloudEventWriter.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = outboundMessage.Id,
            Timestamp = new(outboundMessage.Event.OccurredAt.ToUnixTimeSeconds()),
            Type = CloudEventWriter.ToEventType(name),
            AppId = "emend",
            Headers = new Dictionary<string, object?> { [WebhookTransport.SequenceHeader] = outboundMessage.Event.Sequence },
        };
        using var timeout = new CancellationTokenSource(options.RequestTimeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        try
        {
            return await connection.Publish(CloudEventWriter.CreateRoutingKey(subscription.Tenant, name), properties, body, end.Token)
                ? new(0, "")
                : new(0, "the broker rejected the message");
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            return ToResponse(failure);
        }
    }

    // Only a failed precondition is a failure of the message. All other failures mean that the broker is unavailable.
    private static DeliveryResponse ToResponse(Exception failure) => failure switch
    {
        BrokerUnavailableException => Unavailable($"the broker is unavailable: {failure.Message}"),
        OperationCanceledException => Unavailable("the broker did not confirm the message in time"),
        _ when RabbitMqConnection.GetCloseReason(failure) is var (code, text) => code == Constants.PreconditionFailed
            ? new(0, $"the broker rejected the message: {text}")
            : Unavailable($"the broker closed the connection: {text}"),
        _ => Unavailable($"the broker is unavailable: {failure.GetType().Name}"),
    };

    private static DeliveryResponse Unavailable(string failure) => new(0, failure) { IsReceiverUnavailable = true };
}
