using System.Collections.Frozen;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>Dependencies of all subscription workers of a node.</summary>
internal sealed class DeliveryDependencies(
    EventHub hub, IEventDeliveryStore store, EventSender eventSender, IEventPayloadWriter payloadWriter, DeliveryOptions options)
{
    public EventHub Hub => hub;

    public IEventDeliveryStore Store => store;

    public EventSender EventSender => eventSender;

    public DeliveryOptions Options => options;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Delivery slots that all receivers share. Each receiver also has one slot of its own.</summary>
    public SemaphoreSlim Slots { get; } = new(options.MaxConcurrency);

    public EventFilter CreateFilter(Subscription subscription) => subscription.IsBroker ? EventFilter.All : new()
    {
        Kinds = [.. payloadWriter.FindKinds(subscription.Event)],
        Facilities = subscription.Facilities.ToFrozenSet(),
    };
}

/// <summary>Exponential backoff with jitter.</summary>
internal static class RetryBackoff
{
    private const int MaxDoublings = 20;

    /// <summary>Delay before the next attempt of an event.</summary>
    public static TimeSpan ForEvent(int failures, DeliveryOptions options) =>
        Exponential(failures, options.InitialBackoff, options.MaxBackoff) * (0.8 + (0.4 * Random.Shared.NextDouble()));

    /// <summary>Delay before the next call of a receiver whose circuit is open.</summary>
    public static TimeSpan ForReceiver(int failures, DeliveryOptions options) =>
        Exponential(failures, options.InitialBackoff / 2, TimeSpan.FromMinutes(1));

    private static TimeSpan Exponential(int failures, TimeSpan first, TimeSpan max)
    {
        var delay = first * Math.Pow(2, Math.Min(failures, MaxDoublings));
        return delay < max ? delay : max;
    }
}
