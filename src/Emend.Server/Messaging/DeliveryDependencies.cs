using System.Collections.Frozen;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>Dependencies of all subscription workers of a node.</summary>
internal sealed class DeliveryDependencies(
    EventHub hub, IEventDeliveryStore store, EventSender eventSender, ApiEventFormats formats, DeliveryOptions options)
{
    public EventHub Hub => hub;

    public IEventDeliveryStore Store => store;

    public EventSender EventSender => eventSender;

    public DeliveryOptions Options => options;

    public required TimeProvider Clock { get; init; }

    /// <summary>Delivery slots that all receivers share. Each receiver also has one slot of its own.</summary>
    public SemaphoreSlim Slots { get; } = new(options.MaxConcurrency);

    /// <summary>The same for the subscriptions of another database server.</summary>
    public DeliveryDependencies For(IEventDeliveryStore other) => new(hub, other, eventSender, formats, options) { Clock = Clock };

    public EventFilter CreateFilter(Subscription subscription) => new()
    {
        Kinds = subscription.GetKinds(formats[subscription.Api]).ToFrozenSet(),
        Facilities = subscription.Facilities.ToFrozenSet(),
    };
}
