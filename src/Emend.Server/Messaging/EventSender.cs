using Emend.Server.Application.Events;
using Emend.Server.Http;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

/// <summary>Sends one event to one receiver and tells how that went. Never throws but where the node stops.</summary>
/// <param name="rabbitMqTransport">Null where no broker is configured.</param>
internal sealed class EventSender(EventReader reader, EventCursors cursors, WebhookTransport webhookTransport, RabbitMqTransport? rabbitMqTransport)
{
    public async Task<DeliveryResponse> Send(Subscription subscription, InFlightDelivery delivery, CancellationToken stop)
    {
        try
        {
            delivery.Told ??= await reader.At(subscription.Tenant, delivery.Delivery.Position, delivery.Delivery.Order, stop);
            if (delivery.Told is not { } told) return new(0, "the event is in the journal no longer");
            var id = (await cursors.Of(subscription.Tenant, stop)).Write(told.Position);
            IMessageTransport to = subscription.IsBroker ? rabbitMqTransport! : webhookTransport;
            return await to.Deliver(subscription, new(told, id, delivery.Delivery.HasGap), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(0, "the node stopped");
        }
        catch (OperationCanceledException)
        {
            return new(0, "it did not answer in time");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // one event must not end all
        {
            return new(0, $"it could not be sent: {failure.GetType().Name}");
        }
    }
}

/// <summary>What is sent.</summary>
/// <param name="Told">The event.</param>
/// <param name="Id">Under which everybody knows it.</param>
/// <param name="Missed">Whether an earlier one of its order is parked.</param>
internal readonly record struct OutboundMessage(FeedEvent Told, string Id, bool Missed);

/// <summary>Where events go.</summary>
internal interface IMessageTransport
{
    Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stop);
}
