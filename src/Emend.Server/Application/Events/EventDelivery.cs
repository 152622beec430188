using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

internal enum EventDeliveryState
{
    /// <summary>To be tried, again or for the first time.</summary>
    Pending,

    Delivered,

    /// <summary>Given up, until somebody asks for it again.</summary>
    DeadLettered,
}

/// <summary>What became of an event for one subscription. What it says is not kept here: it is rendered when it is sent.</summary>
/// <param name="Position">Which event.</param>
/// <param name="Order">Of which order.</param>
/// <param name="State">How far it is.</param>
internal sealed record EventDelivery(EventPosition Position, OrderId Order, EventDeliveryState State)
{
    public int Attempts { get; init; }

    /// <summary>When it was first tried; null while it was not.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>The status of the last answer; 0 where there was none.</summary>
    public int Status { get; init; }

    /// <summary>What was in its way the last time; empty where nothing was.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Whether an earlier event of its order is parked: the receiver is told that it missed something.</summary>
    public bool HasGap { get; init; }
}

/// <summary>A subscription that a node works on.</summary>
/// <param name="Subscription">Which.</param>
/// <param name="Passed">Its events are deliveries up to here.</param>
/// <param name="Signals">Steps when somebody changed what is to be delivered.</param>
internal sealed record LeasedSubscription(Subscription Subscription, EventPosition Passed, long Signals);

/// <summary>How much of a subscription is not delivered.</summary>
internal readonly record struct PendingDeliveryCounts(long Pending, long Parked);

/// <summary>Which deliveries, the newest first.</summary>
internal sealed record EventDeliveryFilter(ImmutableArray<EventDeliveryState> States, EventPosition? Before, int Size);

/// <summary>Deliveries, and which node works on them.</summary>
internal interface IEventDeliveryStore
{
    /// <summary>Takes some of those that nobody holds, holds on to one's own, and answers all that one holds now.</summary>
    /// <param name="broker">Whether the node reaches the broker; otherwise what is the broker's is left to others.</param>
    Task<IReadOnlyList<LeasedSubscription>> Lease(string node, DateTimeOffset now, DateTimeOffset until, bool broker, CancellationToken ct);

    /// <summary>Lets others have them at once.</summary>
    Task Release(string node, CancellationToken ct);

    /// <summary>All that are pending, and all that are parked, in the order of the events.</summary>
    Task<IReadOnlyList<EventDelivery>> Open(TenantId tenant, string subscription, CancellationToken ct);

    /// <summary>Keeps what became of events, and how far they were read. False, and nothing is kept, where the hold was lost.</summary>
    Task<bool> Keep(
        LeasedSubscription leasedSubscription, string node, EventPosition passed, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct);

    Task<IReadOnlyList<EventDelivery>> List(TenantId tenant, string subscription, EventDeliveryFilter filter, CancellationToken ct);

    /// <summary>How much of each subscription of a tenant is open; those that have nothing are left out.</summary>
    Task<IReadOnlyDictionary<string, PendingDeliveryCounts>> Open(TenantId tenant, CancellationToken ct);

    /// <summary>Has one event delivered anew.</summary>
    Task Replay(TenantId tenant, string subscription, EventDelivery delivery, CancellationToken ct);

    /// <summary>Has everything after a position delivered anew.</summary>
    Task Rewind(TenantId tenant, string subscription, EventPosition to, CancellationToken ct);

    /// <summary>Before everything that happened from then on.</summary>
    Task<EventPosition> Before(TenantId tenant, DateTimeOffset time, CancellationToken ct);

    /// <summary>Forgets some of what was delivered before then; whether there may be more.</summary>
    Task<bool> Forget(TenantId tenant, string subscription, DateTimeOffset before, CancellationToken ct);
}
