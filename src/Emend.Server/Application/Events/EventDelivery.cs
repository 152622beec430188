using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

internal enum EventDeliveryState
{
    /// <summary>Not delivered yet.</summary>
    Pending,

    Delivered,

    /// <summary>Abandoned after retries. A replay makes it pending again.</summary>
    DeadLettered,
}

/// <summary>The delivery of an event to one subscription. Has no payload: the payload is rendered when it is sent.</summary>
/// <param name="Position">The position of the event.</param>
/// <param name="Order">The order of the event.</param>
/// <param name="State">The delivery state.</param>
internal sealed record EventDelivery(EventPosition Position, OrderId Order, EventDeliveryState State)
{
    public int Attempts { get; init; }

    /// <summary>The time of the first attempt; null before it.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The earliest time of the next attempt.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>The HTTP status of the last response; 0 if there was none.</summary>
    public int Status { get; init; }

    /// <summary>The failure of the last attempt; empty if there was none.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Whether an earlier event of the order is dead-lettered. The delivery informs the receiver about the gap.</summary>
    public bool HasGap { get; init; }
}

/// <summary>A subscription that a node has leased.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Passed">Deliveries exist for all events up to this position.</param>
/// <param name="Signals">Incremented when a replay or rewind changes the deliveries.</param>
internal sealed record LeasedSubscription(Subscription Subscription, EventPosition Passed, long Signals);

/// <summary>The numbers of undelivered events of a subscription.</summary>
internal readonly record struct PendingDeliveryCounts(long Pending, long DeadLettered);

/// <summary>Filter for deliveries, newest first.</summary>
internal sealed record EventDeliveryFilter(ImmutableArray<EventDeliveryState> States, EventPosition? Before, int Size);

/// <summary>Event deliveries and subscription leases.</summary>
internal interface IEventDeliveryStore
{
    /// <summary>
    /// Renews the leases of the node, leases free subscriptions, and returns all subscriptions of active tenants that the node has leased.
    /// </summary>
    /// <param name="broker">Whether the node can reach the message broker. If not, other nodes lease the broker subscriptions.</param>
    Task<IReadOnlyList<LeasedSubscription>> Lease(string node, DateTimeOffset now, DateTimeOffset until, bool broker, CancellationToken ct);

    /// <summary>Releases all leases of the node on subscriptions of the given tenants.</summary>
    Task Release(string node, IReadOnlyCollection<TenantId> leased, CancellationToken ct);

    /// <summary>All pending and dead-lettered deliveries, in event order.</summary>
    Task<IReadOnlyList<EventDelivery>> ReadUndelivered(TenantId tenant, string subscription, CancellationToken ct);

    /// <summary>Stores deliveries and the read position. Returns false and writes nothing if the lease is lost.</summary>
    Task<bool> Save(
        LeasedSubscription lease, string node, EventPosition passed, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct);

    Task<IReadOnlyList<EventDelivery>> List(TenantId tenant, string subscription, EventDeliveryFilter filter, CancellationToken ct);

    /// <summary>The pending counts of all subscriptions of a tenant. Omits subscriptions without pending deliveries.</summary>
    Task<IReadOnlyDictionary<string, PendingDeliveryCounts>> ReadUndelivered(TenantId tenant, CancellationToken ct);

    /// <summary>Makes one delivery pending again.</summary>
    Task Replay(TenantId tenant, string subscription, EventDelivery delivery, CancellationToken ct);

    /// <summary>Makes all deliveries after a position pending again.</summary>
    Task Rewind(TenantId tenant, string subscription, EventPosition to, CancellationToken ct);

    /// <summary>The position before the first event at or after a time.</summary>
    Task<EventPosition> FindPositionBefore(TenantId tenant, DateTimeOffset time, CancellationToken ct);

    /// <summary>Deletes some deliveries that succeeded before a time. Returns whether there may be more.</summary>
    Task<bool> DeleteDelivered(TenantId tenant, string subscription, DateTimeOffset before, CancellationToken ct);
}
