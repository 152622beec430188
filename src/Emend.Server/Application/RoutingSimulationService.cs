using Emend.Core;
using Emend.Core.Decisions;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Route = Emend.Core.Routing.Route;

namespace Emend.Server.Application;

/// <summary>What is asked of a try-out.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Policy">Whose rows an order that is not there must keep to.</param>
/// <param name="Strategy">By which strategy; null = the one in use.</param>
internal sealed record RoutingSimulationRequest(TenantId Tenant, Actor Actor, Policy Policy, RoutingStrategy? Strategy);

/// <summary>How an order would be routed.</summary>
/// <param name="Order">The order, as it is or would be placed.</param>
/// <param name="Route">Where its open units would go.</param>
/// <param name="Strategy">By which strategy.</param>
internal sealed record RoutingSimulationResult(Order Order, Route Route, RoutingStrategy Strategy);

/// <summary>Tries strategies: reads what a decision reads, and writes nothing.</summary>
internal sealed class RoutingSimulationService(IOrderStore store, IReferenceDataReader source, ReferenceDataCache referenceData, TimeProvider clock)
{
    /// <summary>The units of an order on which no work was begun; null where there is no such order.</summary>
    public async Task<RoutingSimulationResult?> Try(RoutingSimulationRequest routingSimulationRequest, OrderId id, CancellationToken ct)
    {
        var loaded = await store.Load(routingSimulationRequest.Tenant, new OrderKey.ById(id), null, ct);
        if (loaded is not { Order: { } order, Versions: { } versions })
            return null;
        var context = await Facts(routingSimulationRequest, versions, [.. order.Lines.Select(l => l.Article).Distinct()], ct);
        return new(order, RouteSimulation.Of(order, context), context.Strategy);
    }

    /// <summary>An order that is not there. Rows that would refuse to place it refuse to try it.</summary>
    public async Task<(RoutingSimulationResult? Tried, Decision.Rejected? Refused)> Try(RoutingSimulationRequest routingSimulationRequest, NewOrder newOrder, CancellationToken ct)
    {
        var versions = (await source.Versions(routingSimulationRequest.Tenant, ct))!.Value;
        var context = await Facts(routingSimulationRequest, versions, [.. newOrder.Lines.Select(l => l.Article).Distinct()], ct);
        if (Decider.Decide(null, new OrderCommand.Place(newOrder), context) is Decision.Rejected refused)
            return (null, refused);
        var order = RouteSimulation.Of(newOrder, context);
        return (new(order, RouteSimulation.Of(order, context), context.Strategy), null);
    }

    /// <summary>Whom a strategy leaves of the tenant's facilities, before any order is looked at.</summary>
    public async Task<RoutingLog> Left(TenantId tenant, RoutingStrategy strategy, CancellationToken ct)
    {
        var tenantReferenceData = await referenceData.Of(tenant, (await source.Versions(tenant, ct))!.Value, ct);
        return StrategyViability.Of(strategy, tenantReferenceData.Network, clock.GetUtcNow());
    }

    // What somebody may place is not asked: nothing is placed.
    private async Task<DecisionContext> Facts(RoutingSimulationRequest routingSimulationRequest, TenantVersions versions, List<ArticleId> articles, CancellationToken ct)
    {
        var tenantReferenceData = await referenceData.Of(routingSimulationRequest.Tenant, versions, ct);
        var strategy = routingSimulationRequest.Strategy ?? tenantReferenceData.Routing.Strategy;
        return new DecisionContext
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = ClockExtensions.NewSeed(clock),
            Actor = routingSimulationRequest.Actor with { Permissions = Permissions.All },
            Policy = routingSimulationRequest.Policy,
            Settings = tenantReferenceData.Settings,
            Network = tenantReferenceData.Network,
            Stock = await referenceData.Stock(routingSimulationRequest.Tenant, tenantReferenceData, articles, StockFreshness.Fresh, ct),
            Catalog = await referenceData.Articles(routingSimulationRequest.Tenant, tenantReferenceData, articles, ct),
            Strategy = strategy,
            Workload = await referenceData.Work(routingSimulationRequest.Tenant, tenantReferenceData, strategy, StockFreshness.Fresh, ct),
        };
    }
}
