using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>A delivery that a courier has in hand.</summary>
/// <param name="delivery">As it is now.</param>
/// <param name="told">What is to be told; null where it has to be read first.</param>
internal sealed class InFlightDelivery(EventDelivery delivery, FeedEvent? told)
{
    public EventDelivery Delivery { get; set; } = delivery;

    public FeedEvent? Told { get; set; } = told;

    /// <summary>Whether it changed since it was kept.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether it took one of the places that all receivers share.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Whether it was sent before its time once, since its receiver had become well.</summary>
    public bool WasHurried { get; set; }
}

/// <summary>What a receiver answered.</summary>
/// <param name="Status">0 where it did not.</param>
/// <param name="Failure">What was in the way; empty where it took the event.</param>
internal readonly record struct DeliveryResponse(int Status, string Failure)
{
    /// <summary>Whether it was not there for any event: such a failure says nothing of this one, which is never given up for it.</summary>
    public bool IsAway { get; init; }

    public bool IsTaken => Failure.Length == 0;
}
