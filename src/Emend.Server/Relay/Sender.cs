using Emend.Server.Desk.Events;
using Emend.Server.Http;
using Emend.Server.Relay.Broker;

namespace Emend.Server.Relay;

/// <summary>Sends one event to one receiver and tells how that went. Never throws but where the node stops.</summary>
/// <param name="publisher">Null where no broker is configured.</param>
internal sealed class Sender(EventReader reader, EventCursors cursors, Webhooks webhooks, Publisher? publisher)
{
    public async Task<Receipt> Send(Subscription subscription, Errand errand, CancellationToken stop)
    {
        try
        {
            errand.Told ??= await reader.At(subscription.Tenant, errand.Delivery.Position, errand.Delivery.Order, stop);
            if (errand.Told is not { } told) return new(0, "the event is in the journal no longer");
            var id = (await cursors.Of(subscription.Tenant, stop)).Write(told.Position);
            IDestination to = subscription.IsBroker ? publisher! : webhooks;
            return await to.Deliver(subscription, new(told, id, errand.Delivery.Missed), stop);
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
internal readonly record struct Message(FeedEvent Told, string Id, bool Missed);

/// <summary>Where events go.</summary>
internal interface IDestination
{
    Task<Receipt> Deliver(Subscription subscription, Message message, CancellationToken stop);
}
