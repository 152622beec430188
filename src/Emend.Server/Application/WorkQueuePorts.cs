using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>What is to be done without anybody asking.</summary>
internal enum WorkItemKind
{
    /// <summary>Try again to route what an order waits for.</summary>
    Route,

    /// <summary>Offer an order to its facilities.</summary>
    Release,

    /// <summary>Stock of an article may have come: try those who wait for it, the longest waiting first.</summary>
    Arrival,

    /// <summary>A facility has less of an article than orders hold there.</summary>
    Shortage,

    /// <summary>Ask carriers for the labels that were requested for an order.</summary>
    Label,

    /// <summary>End an order whose promise was not confirmed in time.</summary>
    Expire,
}

/// <summary>A piece of work that one node has taken for a while. If it does not finish, another one takes it.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">The order, or the facility of a shortage; empty for an arrival.</param>
/// <param name="Article">Of an arrival or a shortage; empty otherwise.</param>
/// <param name="Since">Since when it is to be done.</param>
/// <param name="Signals">How often it was asked for when it was taken.</param>
/// <param name="Node">Who took it.</param>
internal sealed record WorkItemClaim(
    TenantId Tenant, WorkItemKind Kind, string Subject, string Article, DateTimeOffset Since, long Signals, string Node)
{
    public OrderId Order => new(Subject);

    public FacilityId Facility => new(Subject);
}

/// <summary>An order that waits, with where to go on.</summary>
internal sealed record UnroutableOrder(OrderId Order, DateTimeOffset Since);

/// <summary>Many orders at once.</summary>
internal interface IOrderBatchReader
{
    /// <summary>Those of the orders that the tenant has, in no order.</summary>
    Task<IReadOnlyList<Order>> Some(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct);

    /// <summary>The orders of which units wait for a place, also those that were given up, the longest waiting first.</summary>
    Task<IReadOnlyList<OrderId>> Unroutable(TenantId tenant, int max, CancellationToken ct);
}

/// <summary>The work of all nodes.</summary>
internal interface IWorkQueue
{
    /// <summary>Takes what is due, the longest due first, and nothing that another node is at.</summary>
    Task<ImmutableArray<WorkItemClaim>> Claim(string node, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Keeps a claim longer; false where it is lost.</summary>
    Task<bool> Renew(WorkItemClaim workItemClaim, DateTimeOffset until, CancellationToken ct);

    /// <summary>It is done; due again at once where it was asked for meanwhile.</summary>
    Task Complete(WorkItemClaim workItemClaim, CancellationToken ct);

    /// <summary>It is to be done again, then; at once where it was asked for meanwhile.</summary>
    Task Reschedule(WorkItemClaim workItemClaim, DateTimeOffset at, CancellationToken ct);

    /// <summary>Gives back whatever the node has taken.</summary>
    Task Release(string node, CancellationToken ct);

    /// <summary>Waits until this node has written work, at most that long.</summary>
    Task Wait(TimeSpan max, CancellationToken ct);

    /// <summary>The orders that wait for an article, the longest waiting first, after that one.</summary>
    Task<IReadOnlyList<UnroutableOrder>> Waiting(TenantId tenant, ArticleId article, UnroutableOrder? after, int max, CancellationToken ct);

    /// <summary>Whether an article that the order waits for has arrived, and those who wait for it are served in their turn.</summary>
    Task<bool> IsInLine(TenantId tenant, OrderId order, CancellationToken ct);

    /// <summary>Whether any facility has some of the article that nobody holds.</summary>
    Task<bool> AnyFree(TenantId tenant, ArticleId article, CancellationToken ct);

    /// <summary>How much orders hold more of an article in a facility than is there.</summary>
    Task<Quantity> FindShortage(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct);

    /// <summary>The orders that hold the article in the facility, those that began last first.</summary>
    Task<IReadOnlyList<Order>> FindReservingOrders(TenantId tenant, FacilityId facility, ArticleId article, int max, CancellationToken ct);
}
