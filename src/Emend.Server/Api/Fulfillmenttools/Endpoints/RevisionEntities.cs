using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>
/// Reads routing plans and pick jobs as they were at the revision of an order. The response of a repeated request shows an earlier
/// revision.
/// </summary>
internal static class RevisionEntities
{
    public static async Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> ListPlansOf(
        this IOrderReader reader, TenantId tenant, Order order, CancellationToken ct) =>
        (await reader.ListPlans(tenant, order.Id, ct)).AtRevision(order);

    /// <summary>The plans of the order at its revision.</summary>
    public static IReadOnlyList<OwnedEntity<RoutingPlan>> AtRevision(this IEnumerable<OwnedEntity<RoutingPlan>> plans, Order order) =>
    [
        .. from plan in plans
           where plan.Entity.CreatedAt <= order.LastEventAt
           select new OwnedEntity<RoutingPlan>(order, order.Plans.FirstOrDefault(p => p.Id == plan.Entity.Id) ?? plan.Entity),
    ];

    /// <summary>The pick jobs of the order at its revision.</summary>
    public static IReadOnlyList<OwnedEntity<PickJob>> AtRevision(this IEnumerable<OwnedEntity<PickJob>> jobs, Order order) =>
    [
        .. from job in jobs
           where job.Entity.CreatedAt <= order.LastEventAt
           select new OwnedEntity<PickJob>(order, order.FindPickJob(job.Entity.Id) ?? job.Entity),
    ];

    /// <summary>The pick job at the revision of the order. An ended job no longer changes.</summary>
    public static async Task<OwnedEntity<PickJob>> FindPickJobOf(
        this IOrderReader reader, TenantId tenant, Order order, EntityId id, CancellationToken ct) =>
        new(order, order.FindPickJob(id) ?? (await reader.FindPickJob(tenant, id, ct))!.Entity);
}
