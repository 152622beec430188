using System.Collections.Frozen;
using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

/// <summary>What every courier of a node works with.</summary>
internal sealed class Satchel(EventHub hub, IDeliveryStore store, Sender sender, IEventBodies bodies, RelayOptions options)
{
    public EventHub Hub => hub;

    public IDeliveryStore Store => store;

    public Sender Sender => sender;

    public RelayOptions Options => options;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What all receivers share beyond the one place that each has for itself.</summary>
    public SemaphoreSlim Places { get; } = new(options.AtOnceInAll);

    public EventFilter FilterOf(Subscription subscription) => subscription.IsBroker ? EventFilter.All : new()
    {
        Kinds = [.. bodies.KindsOf(subscription.Event)],
        Facilities = subscription.Facilities.ToFrozenSet(),
    };
}

/// <summary>How long is waited after failures: twice as long each time, and never all at the same moment.</summary>
internal static class Pauses
{
    private const int MostDoublings = 20;

    /// <summary>Before an event that failed so often before is tried again.</summary>
    public static TimeSpan After(int failures, RelayOptions options) =>
        Grown(failures, options.FirstPause, options.LongestPause) * (0.8 + (0.4 * Random.Shared.NextDouble()));

    /// <summary>Before a receiver that is ill is tried again.</summary>
    public static TimeSpan OfReceiver(int failures, RelayOptions options) =>
        Grown(failures, options.FirstPause / 2, TimeSpan.FromMinutes(1));

    private static TimeSpan Grown(int failures, TimeSpan first, TimeSpan most)
    {
        var grown = first * Math.Pow(2, Math.Min(failures, MostDoublings));
        return grown < most ? grown : most;
    }
}
