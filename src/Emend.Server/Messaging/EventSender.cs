using Emend.Server.Application.Events;
using Emend.Server.Http;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

/// <summary>Sends one event to one receiver. Returns failures as responses.</summary>
/// <param name="rabbitMqTransport">Null if no broker is configured.</param>
internal sealed class EventSender(
    EventReader reader, EventCursors cursors, ApiEventFormats formats, WebhookTransport webhookTransport,
    RabbitMqTransport? rabbitMqTransport)
{
    public async Task<DeliveryResponse> Send(Subscription subscription, QueuedDelivery delivery, CancellationToken stoppingToken)
    {
        try
        {
            delivery.Event ??= await reader.Find(subscription.Tenant, delivery.Delivery.Position, delivery.Delivery.Order, stoppingToken);
            if (delivery.Event is not { } feedEvent)
            {
                return new(0, "the journal no longer contains the event");
            }

            var id = (await cursors.ForTenant(subscription.Tenant, stoppingToken)).Write(feedEvent.Position);
            var format = formats[subscription.Api];
            if (format.FindName(feedEvent.Event.Kind) is not { } name)
            {
                return new(0, ""); // the broker reported the event in another API when the delivery began
            }

            var body = await format.WriteBody(subscription.Tenant, feedEvent, id, stoppingToken);
            var message = new OutboundMessage(feedEvent, id, name, body)
            {
                HasGap = delivery.Delivery.HasGap,
                IsCloudEvent = format.SendsCloudEvents,
            };
            IMessageTransport transport = subscription.IsBroker ? rabbitMqTransport! : webhookTransport;
            return await transport.Deliver(subscription, message, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return new(0, "the node stopped");
        }
        catch (OperationCanceledException)
        {
            return new(0, "the receiver did not respond in time");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // a failed event must not stop the worker
        {
            return new(0, $"the delivery failed: {failure.GetType().Name}");
        }
    }
}

/// <summary>An event to send.</summary>
/// <param name="Event">The event.</param>
/// <param name="Id">The public id of the event.</param>
/// <param name="Name">The name of the event in the API of the subscription.</param>
/// <param name="Body">The body of the event in that API, as JSON.</param>
internal sealed record OutboundMessage(FeedEvent Event, string Id, string Name, byte[] Body)
{
    /// <summary>Whether an earlier event of the order is dead-lettered.</summary>
    public bool HasGap { get; init; }

    /// <summary>Whether a webhook request contains a CloudEvent with the body.</summary>
    public bool IsCloudEvent { get; init; }
}

/// <summary>Sends events to one kind of receiver.</summary>
internal interface IMessageTransport
{
    Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stoppingToken);
}
