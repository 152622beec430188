using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.WorkQueue;

/// <summary>The kind of a background work item.</summary>
internal enum WorkItemKind
{
    /// <summary>Retry routing the unroutable units of an order.</summary>
    Route,

    /// <summary>Release a held order: create its pick jobs.</summary>
    Release,

    /// <summary>Stock of an article may have arrived. Retry routing the waiting orders, longest waiting first.</summary>
    Arrival,

    /// <summary>A facility has less stock of an article than orders have reserved.</summary>
    Shortage,

    /// <summary>Send the requests of an order to other systems that are in its outbox.</summary>
    Outbox,

    /// <summary>Expire a promised order that was not confirmed in time.</summary>
    Expire,
}

/// <summary>A work item that a node has claimed for a limited time. Another node claims it if the node does not finish.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="Subject">The order id, or the facility id of a shortage; empty for a stock arrival.</param>
/// <param name="Article">The article of a stock arrival or shortage; empty otherwise.</param>
/// <param name="Since">When the work item became due.</param>
/// <param name="Signals">The number of requests for this work item at the time of the claim.</param>
/// <param name="Node">The name of the claim. Another claim of the same item has another name, also on the same node.</param>
internal sealed record WorkItemClaim(
    TenantId Tenant, WorkItemKind Kind, string Subject, string Article, DateTimeOffset Since, long Signals, string Node)
{
    public OrderId Order => new(Subject);

    public FacilityId Facility => new(Subject);
}

/// <summary>An order with unroutable units. Also the position for reading the next page.</summary>
internal sealed record UnroutableOrder(OrderId Order, DateTimeOffset Since);

/// <summary>Reads many orders at once.</summary>
internal interface IOrderBatchReader
{
    /// <summary>The existing orders among the given ids, in no particular order.</summary>
    Task<IReadOnlyList<Order>> ReadOrders(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct);

    /// <summary>Orders with unroutable units, including abandoned ones, longest waiting first.</summary>
    Task<IReadOnlyList<OrderId>> ListUnroutable(TenantId tenant, int max, CancellationToken ct);
}

/// <summary>The queue of background work items, shared by all nodes.</summary>
internal interface IWorkQueue
{
    /// <summary>
    /// Claims due work items that no other node has claimed. Active tenants with due work items share the claim; those of a tenant are
    /// claimed longest due first.
    /// </summary>
    /// <param name="claimName">The name of the claim.</param>
    Task<ImmutableArray<WorkItemClaim>> Claim(string claimName, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Extends a claim. Returns false if the claim is lost or the tenant is suspended.</summary>
    Task<bool> Renew(WorkItemClaim claim, DateTimeOffset until, CancellationToken ct);

    /// <summary>Completes a work item. It is due again immediately if it was requested after the claim.</summary>
    Task Complete(WorkItemClaim claim, CancellationToken ct);

    /// <summary>Makes a work item due at a time, or immediately if it was requested after the claim.</summary>
    Task Reschedule(WorkItemClaim claim, DateTimeOffset at, CancellationToken ct);

    /// <summary>Makes a work item available to other nodes at once.</summary>
    Task Release(WorkItemClaim claim, CancellationToken ct);

    /// <summary>Waits until this node writes a work item, at most <paramref name="max"/>.</summary>
    Task Wait(TimeSpan max, CancellationToken ct);

    /// <summary>Orders with unroutable units of an article after <paramref name="after"/>, longest waiting first.</summary>
    Task<IReadOnlyList<UnroutableOrder>> ListUnroutableOrders(
        TenantId tenant, ArticleId article, UnroutableOrder? after, int max, CancellationToken ct);

    /// <summary>Whether a due stock arrival will retry routing the order, in the sequence of waiting orders.</summary>
    Task<bool> IsServedByArrival(TenantId tenant, OrderId order, CancellationToken ct);

    /// <summary>Whether any facility has unreserved stock of the article.</summary>
    Task<bool> HasFreeStock(TenantId tenant, ArticleId article, CancellationToken ct);

    /// <summary>The quantity by which the reservations of an article in a facility exceed the stock.</summary>
    Task<Quantity> FindShortage(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct);

    /// <summary>The orders with reservations of the article in the facility, latest started first.</summary>
    Task<IReadOnlyList<Order>> FindReservingOrders(TenantId tenant, FacilityId facility, ArticleId article, int max, CancellationToken ct);
}
