using System.Collections.Frozen;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>What every courier of a node works with.</summary>
internal sealed class DeliveryDependencies(EventHub hub, IEventDeliveryStore store, EventSender eventSender, IEventPayloadWriter bodies, DeliveryOptions options)
{
    public EventHub Hub => hub;

    public IEventDeliveryStore Store => store;

    public EventSender EventSender => eventSender;

    public DeliveryOptions Options => options;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What all receivers share beyond the one place that each has for itself.</summary>
    public SemaphoreSlim Places { get; } = new(options.MaxConcurrency);

    public EventFilter FilterOf(Subscription subscription) => subscription.IsBroker ? EventFilter.All : new()
    {
        Kinds = [.. bodies.KindsOf(subscription.Event)],
        Facilities = subscription.Facilities.ToFrozenSet(),
    };
}

/// <summary>How long is waited after failures: twice as long each time, and never all at the same moment.</summary>
internal static class RetryBackoff
{
    private const int MaxDoublings = 20;

    /// <summary>Before an event that failed so often before is tried again.</summary>
    public static TimeSpan After(int failures, DeliveryOptions options) =>
        Grown(failures, options.InitialBackoff, options.MaxBackoff) * (0.8 + (0.4 * Random.Shared.NextDouble()));

    /// <summary>Before a receiver that is ill is tried again.</summary>
    public static TimeSpan OfReceiver(int failures, DeliveryOptions options) =>
        Grown(failures, options.InitialBackoff / 2, TimeSpan.FromMinutes(1));

    private static TimeSpan Grown(int failures, TimeSpan first, TimeSpan max)
    {
        var grown = first * Math.Pow(2, Math.Min(failures, MaxDoublings));
        return grown < max ? grown : max;
    }
}
