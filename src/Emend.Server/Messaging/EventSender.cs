using Emend.Server.Application.Events;
using Emend.Server.Http;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

/// <summary>Sends one event to one receiver. Returns failures as responses.</summary>
/// <param name="rabbitMqTransport">Null if no broker is configured.</param>
internal sealed class EventSender(
    EventReader reader, EventCursors cursors, WebhookTransport webhookTransport, RabbitMqTransport? rabbitMqTransport)
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
            IMessageTransport transport = subscription.IsBroker ? rabbitMqTransport! : webhookTransport;
            return await transport.Deliver(subscription, new(feedEvent, id, delivery.Delivery.HasGap), stoppingToken);
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
/// <param name="HasGap">Whether an earlier event of the order is dead-lettered.</param>
internal readonly record struct OutboundMessage(FeedEvent Event, string Id, bool HasGap);

/// <summary>Sends events to one kind of receiver.</summary>
internal interface IMessageTransport
{
    Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stoppingToken);
}
