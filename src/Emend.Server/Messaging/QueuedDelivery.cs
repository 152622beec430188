using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>A delivery that a subscription worker has in memory.</summary>
/// <param name="delivery">The current state.</param>
/// <param name="feedEvent">The event; null if it has to be read first.</param>
internal sealed class QueuedDelivery(EventDelivery delivery, FeedEvent? feedEvent)
{
    public EventDelivery Delivery { get; set; } = delivery;

    public FeedEvent? Event { get; set; } = feedEvent;

    /// <summary>Whether the state changed since the last write.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether the delivery uses one of the shared slots.</summary>
    public bool UsesSharedSlot { get; set; }

    /// <summary>Whether the delivery was already retried early after a recovery of its receiver.</summary>
    public bool WasRetriedEarly { get; set; }
}

/// <summary>Result of a delivery attempt.</summary>
/// <param name="Status">HTTP status; 0 without a response.</param>
/// <param name="Failure">Reason of the failure; empty if the receiver accepted the event.</param>
internal readonly record struct DeliveryResponse(int Status, string Failure)
{
    /// <summary>Whether the receiver was unavailable for all events. Such failures never dead-letter an event.</summary>
    public bool IsReceiverUnavailable { get; init; }

    public bool IsAccepted => Failure.Length == 0;
}
