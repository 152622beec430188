using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Decisions;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Route = Emend.Core.Routing.Route;

namespace Emend.Server.Application.Routing;

/// <summary>A request to simulate routing.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Actor">The caller.</param>
/// <param name="Policy">The policy whose rules a hypothetical order must satisfy.</param>
/// <param name="Strategy">The strategy; null = the active strategy of the tenant.</param>
internal sealed record RoutingSimulationRequest(TenantId Tenant, Actor Actor, Policy Policy, RoutingStrategy? Strategy);

/// <summary>The result of a routing simulation.</summary>
/// <param name="Order">The existing or hypothetical order.</param>
/// <param name="Route">The route of its open units.</param>
/// <param name="Strategy">The simulated strategy.</param>
internal sealed record RoutingSimulationResult(Order Order, Route Route, RoutingStrategy Strategy);

/// <summary>Simulates routing with the inputs of a decision. Writes nothing.</summary>
internal sealed class RoutingSimulationService(
    IOrderStore store, IReferenceDataReader source, ReferenceDataCache referenceData, DecisionContextBuilder contexts)
{
    /// <summary>Routes the units of an existing order without started work. Null if the order does not exist.</summary>
    public async Task<RoutingSimulationResult?> Simulate(RoutingSimulationRequest request, OrderId id, CancellationToken ct)
    {
        var loaded = await store.Load(request.Tenant, new OrderKey.ById(id), null, ct);
        if (loaded is not { Order: { } order, Versions: { } versions })
        {
            return null;
        }

        var context = await BuildContext(request, versions, [.. order.Lines.Select(l => l.Article).Distinct()], ct);
        return new(order, RouteSimulation.Route(order, context), context.Strategy);
    }

    /// <summary>Routes a hypothetical order. Rules that reject placing the order also reject the simulation.</summary>
    public async Task<(RoutingSimulationResult? Result, Decision.Rejected? Rejection)> Simulate(
        RoutingSimulationRequest request, NewOrder newOrder, CancellationToken ct)
    {
        var versions = (await source.ReadVersions(request.Tenant, ct))!.Value;
        var context = await BuildContext(request, versions, [.. newOrder.Lines.Select(l => l.Article).Distinct()], ct);
        if (Decider.Decide(null, new OrderCommand.Place(newOrder), context) is Decision.Rejected rejected)
        {
            return (null, rejected);
        }

        var order = RouteSimulation.ToOrder(newOrder, context);
        return (new(order, RouteSimulation.Route(order, context), context.Strategy), null);
    }

    /// <summary>Evaluates which facilities pass the fences of a strategy, independent of an order.</summary>
    public async Task<RoutingLog> EvaluateStrategy(TenantId tenant, RoutingStrategy strategy, CancellationToken ct)
    {
        var tenantReferenceData = await referenceData.Get(tenant, (await source.ReadVersions(tenant, ct))!.Value, ct);
        return StrategyViability.Evaluate(strategy, tenantReferenceData.Network, contexts.GetNow());
    }

    // The simulation has all permissions, because it places no order.
    private async Task<DecisionContext> BuildContext(
        RoutingSimulationRequest request, TenantVersions versions, List<ArticleId> articles, CancellationToken ct)
    {
        var tenantReferenceData = await referenceData.Get(request.Tenant, versions, ct);
        var strategy = request.Strategy ?? tenantReferenceData.Routing.Strategy;
        var actor = request.Actor with { Permissions = Permissions.All };
        var inputs = new DecisionInputs(request.Tenant, tenantReferenceData, actor, request.Policy, articles) { Strategy = strategy };
        return await contexts.Build(inputs, StockFreshness.Fresh, ct);
    }
}
