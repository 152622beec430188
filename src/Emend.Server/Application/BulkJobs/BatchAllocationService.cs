using System.Collections.Frozen;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Identity;

namespace Emend.Server.Application.BulkJobs;

/// <summary>The origin of a joint reroute of many orders.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Api">The API of the request.</param>
/// <param name="RequestedPolicy">The requested policy by name; null uses the policy of the API or the tenant.</param>
internal sealed record BatchAllocationRequest(Caller Caller, string Api, string? RequestedPolicy);

/// <summary>A joint allocation of stock to orders.</summary>
/// <param name="Allocations">The allocation of each order. Omits orders whose reroute would be rejected.</param>
/// <param name="IsComplete">Whether the plan covers all orders. If not, the remaining orders need another plan.</param>
internal sealed record BatchAllocationPlan(IReadOnlyDictionary<OrderId, StockAllocation> Allocations, bool IsComplete);

/// <summary>Allocates scarce stock among many unroutable orders. Reads the inputs of a decision and writes nothing.</summary>
internal sealed class BatchAllocationService(
    IOrderBatchReader orders,
    IReferenceDataReader source,
    ReferenceDataCache referenceData,
    DecisionContextBuilder contexts,
    IActorResolver actors)
{
    private const int OrdersAtOnce = 250;
    private const int ArticlesAtOnce = 1_000;

    // Maximum number of stock values per plan: 32 MB, and the same again during planning.
    private const long MaxStock = 4_000_000;

    private static readonly BatchAllocationPlan Empty = new(FrozenDictionary<OrderId, StockAllocation>.Empty, IsComplete: true);

    public async Task<BatchAllocationPlan> Plan(
        BatchAllocationRequest request,
        IReadOnlyList<(OrderId Order, OrderCommand.RerouteUnroutable Command)> commands,
        CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        if (await source.ReadVersions(tenant, ct) is not { } versions
            || await actors.Find(request.Caller, versions.Identity, ct) is not { } actor)
        {
            return Empty;
        }

        var tenantReferenceData = await referenceData.Get(tenant, versions, ct);
        if (tenantReferenceData.Routing.InfiniteStock
            || (request.RequestedPolicy is { } name && tenantReferenceData.Policies.Find(name) is null))
        {
            return Empty;
        }

        var (competingOrders, all) = await FindCompetingOrders(request, commands, tenantReferenceData, actor, ct);
        var context = new BatchRoutingContext(
            tenantReferenceData.Network,
            await ReadStock(tenant, tenantReferenceData, competingOrders.Select(r => r.Rival), ct),
            tenantReferenceData.Routing.Strategy,
            await referenceData.GetWorkload(tenant, tenantReferenceData, tenantReferenceData.Routing.Strategy, StockFreshness.Fresh, ct));
        var plan = BatchAllocator.Allocate(competingOrders.ConvertAll(r => r.Rival), context);
        return new(competingOrders.Index().ToDictionary(r => r.Item.Order, r => plan.Allocations[r.Index]), all);
    }

    private async Task<(List<(OrderId Order, CompetingOrder Rival)> Rivals, bool All)> FindCompetingOrders(
        BatchAllocationRequest request,
        IReadOnlyList<(OrderId Order, OrderCommand.RerouteUnroutable Command)> commands,
        TenantReferenceData tenantReferenceData,
        Actor actor,
        CancellationToken ct)
    {
        var (competingOrders, articles) = (new List<(OrderId, CompetingOrder)>(), new HashSet<ArticleId>());
        var policy = tenantReferenceData.Policies.Select(request.RequestedPolicy, request.Api);
        var context = await contexts.BuildWithoutStock(
            new(request.Caller.Tenant, tenantReferenceData, actor, policy, []) { Strategy = tenantReferenceData.Routing.Strategy }, ct);
        foreach (var page in commands.Chunk(OrdersAtOnce))
        {
            if (articles.Count * (long)tenantReferenceData.Network.Facilities.Length > MaxStock)
            {
                return (competingOrders, false);
            }

            var loaded = (await orders.ReadOrders(request.Caller.Tenant, [.. page.Select(p => p.Order)], ct)).ToDictionary(o => o.Id);
            foreach (var (id, command) in page)
            {
                if (loaded.TryGetValue(id, out var order) && Decider.ToCompetingOrder(order, command, context) is { } competingOrder)
                {
                    competingOrders.Add((id, competingOrder));
                    articles.UnionWith(competingOrder.Demand.Lines.Select(l => l.Article));
                }
            }
        }

        return (competingOrders, true);
    }

    private async Task<BatchStockView> ReadStock(
        TenantId tenant, TenantReferenceData tenantReferenceData, IEnumerable<CompetingOrder> competingOrders, CancellationToken ct)
    {
        var views = new Dictionary<ArticleId, IStockView>();
        var articles = competingOrders.SelectMany(r => r.Demand.Lines).Where(
            l => l.Quantity > Quantity.Zero).Select(l => l.Article).Distinct();
        foreach (var some in articles.Chunk(ArticlesAtOnce))
        {
            var view = await referenceData.GetStock(tenant, tenantReferenceData, some, StockFreshness.FreshWithEarmarked, ct);
            foreach (var article in some)
            {
                views[article] = view;
            }
        }

        return new(views);
    }

    private sealed class BatchStockView(Dictionary<ArticleId, IStockView> views) : IStockView
    {
        public bool IsInfinite => false;

        public ReadOnlySpan<long> Available(ArticleId article) =>
            views.TryGetValue(article, out var view) ? view.Available(article) : [];
    }
}
