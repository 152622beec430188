using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>
/// Reads routing plans and pick jobs as they were at the revision of an order. The response of a repeated request shows an earlier
/// revision.
/// </summary>
internal static class RevisionEntities
{
    private const int MaxPickJobs = 1_000;

    public static async Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> ListPlansOf(
        this IOrderReader reader, TenantId tenant, Order order, CancellationToken ct) =>
    [
        .. from plan in await reader.ListPlans(tenant, order.Id, ct)
           where plan.Entity.CreatedAt <= order.LastEventAt
           select new OwnedEntity<RoutingPlan>(order, order.Plans.FirstOrDefault(p => p.Id == plan.Entity.Id) ?? plan.Entity),
    ];

    public static async Task<IReadOnlyList<OwnedEntity<PickJob>>> ListPickJobsOf(
        this IOrderReader reader, TenantId tenant, Order order, CancellationToken ct) =>
    [
        .. from job in (await reader.ListPickJobs(tenant, new(null, MaxPickJobs, order.Id, null, null, []), ct)).Items
           where job.Entity.CreatedAt <= order.LastEventAt
           select new OwnedEntity<PickJob>(order, order.FindPickJob(job.Entity.Id) ?? job.Entity),
    ];

    /// <summary>The pick job at the revision of the order. An ended job no longer changes.</summary>
    public static async Task<OwnedEntity<PickJob>> FindPickJobOf(
        this IOrderReader reader, TenantId tenant, Order order, EntityId id, CancellationToken ct) =>
        new(order, order.FindPickJob(id) ?? (await reader.FindPickJob(tenant, id, ct))!.Entity);
}
