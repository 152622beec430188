using System.Collections.Frozen;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Server.Application.BulkJobs;

/// <summary>On whose behalf many orders are tried again.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Face">Through which face.</param>
/// <param name="Policy">The face's own policy; null where it has none.</param>
/// <param name="PolicyNamed">The policy that shall decide, by name; null leaves it to the face and the tenant.</param>
internal sealed record BatchAllocationRequest(Caller Caller, string Face, Policy? Policy, string? PolicyNamed);

/// <summary>What a joint plan means for each order.</summary>
/// <param name="Meant">By order; one that would be refused is not there.</param>
/// <param name="All">Whether all orders were looked at; else the rest is for another plan.</param>
internal sealed record BatchAllocationPlan(IReadOnlyDictionary<OrderId, StockAllocation> Meant, bool All);

/// <summary>Decides jointly who of many orders that wait shall get which stock. Reads what a decision reads, and writes nothing.</summary>
internal sealed class BatchAllocationService(IOrderBatchReader orders, IReferenceDataReader source, ReferenceDataCache referenceData, IActorResolver actors, TimeProvider clock)
{
    private const int OrdersAtOnce = 250;
    private const int ArticlesAtOnce = 1_000;

    // Of stock that is looked at, numbers: 32 MB, and as much again while it is planned on.
    private const long MaxStock = 4_000_000;

    private static readonly BatchAllocationPlan Nothing = new(FrozenDictionary<OrderId, StockAllocation>.Empty, All: true);

    public async Task<BatchAllocationPlan> Plan(
        BatchAllocationRequest batchAllocationRequest, IReadOnlyList<(OrderId Order, OrderCommand.RerouteUnroutable Command)> wanted, CancellationToken ct)
    {
        var tenant = batchAllocationRequest.Caller.Tenant;
        if (await source.Versions(tenant, ct) is not { } versions
            || await actors.Find(batchAllocationRequest.Caller, versions.Identity, ct) is not { } actor)
            return Nothing;
        var tenantReferenceData = await referenceData.Of(tenant, versions, ct);
        if (tenantReferenceData.Routing.InfiniteStock || (batchAllocationRequest.PolicyNamed is { } name && tenantReferenceData.Policies.Find(name) is null))
            return Nothing;
        var (rivals, all) = await Rivals(batchAllocationRequest, wanted, tenantReferenceData, actor, ct);
        var field = new BatchRoutingContext(
            tenantReferenceData.Network,
            await Stock(tenant, tenantReferenceData, rivals.Select(r => r.Rival), ct),
            tenantReferenceData.Routing.Strategy,
            await referenceData.Work(tenant, tenantReferenceData, tenantReferenceData.Routing.Strategy, StockFreshness.Fresh, ct));
        var plan = BatchAllocator.From(rivals.ConvertAll(r => r.Rival), field);
        return new(rivals.Index().ToDictionary(r => r.Item.Order, r => plan.Allotments[r.Index]), all);
    }

    private async Task<(List<(OrderId Order, CompetingOrder Rival)> Rivals, bool All)> Rivals(
        BatchAllocationRequest batchAllocationRequest,
        IReadOnlyList<(OrderId Order, OrderCommand.RerouteUnroutable Command)> wanted,
        TenantReferenceData tenantReferenceData,
        Actor actor,
        CancellationToken ct)
    {
        var (rivals, articles) = (new List<(OrderId, CompetingOrder)>(), new HashSet<ArticleId>());
        foreach (var page in wanted.Chunk(OrdersAtOnce))
        {
            if (articles.Count * (long)tenantReferenceData.Network.Facilities.Length > MaxStock)
                return (rivals, false);
            var loaded = (await orders.Some(batchAllocationRequest.Caller.Tenant, [.. page.Select(p => p.Order)], ct)).ToDictionary(o => o.Id);
            foreach (var (id, command) in page)
                if (loaded.TryGetValue(id, out var order) && Decider.CompetesForStock(order, command, FactsOf(batchAllocationRequest, id, command)) is { } rival)
                {
                    rivals.Add((id, rival));
                    articles.UnionWith(rival.Demand.Lines.Select(l => l.Article));
                }
        }

        return (rivals, true);

        DecisionContext FactsOf(BatchAllocationRequest by, OrderId order, OrderCommand command) => new()
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = default,
            Actor = actor,
            Policy = OrderService.PolicyOf(
                new(by.Caller, new OrderKey.ById(order), command, by.Face, by.Policy) { RequestedPolicy = by.PolicyNamed },
                null,
                tenantReferenceData.Policies),
            Settings = tenantReferenceData.Settings,
            Network = tenantReferenceData.Network,
            Stock = EmptyStock.View,
            Catalog = FrozenDictionary<ArticleId, Article>.Empty,
            Strategy = tenantReferenceData.Routing.Strategy,
        };
    }

    private async Task<BatchStockView> Stock(TenantId tenant, TenantReferenceData tenantReferenceData, IEnumerable<CompetingOrder> rivals, CancellationToken ct)
    {
        var views = new Dictionary<ArticleId, IStockView>();
        var articles = rivals.SelectMany(r => r.Demand.Lines).Where(l => l.Quantity > Quantity.Zero).Select(l => l.Article).Distinct();
        foreach (var some in articles.Chunk(ArticlesAtOnce))
        {
            var view = await referenceData.Stock(tenant, tenantReferenceData, some, StockFreshness.Fresh, ct);
            foreach (var article in some) views[article] = view;
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
