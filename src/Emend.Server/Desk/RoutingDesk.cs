using Emend.Core;
using Emend.Core.Deciding;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Route = Emend.Core.Routing.Route;

namespace Emend.Server.Desk;

/// <summary>What is asked of a try-out.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Policy">Whose rows an order that is not there must keep to.</param>
/// <param name="Strategy">By which strategy; null = the one in use.</param>
internal sealed record TryOut(TenantId Tenant, Actor Actor, Policy Policy, RoutingStrategy? Strategy);

/// <summary>How an order would be routed.</summary>
/// <param name="Order">The order, as it is or would be placed.</param>
/// <param name="Route">Where its open units would go.</param>
/// <param name="Strategy">By which strategy.</param>
internal sealed record Tried(Order Order, Route Route, RoutingStrategy Strategy);

/// <summary>Tries strategies: reads what a decision reads, and writes nothing.</summary>
internal sealed class RoutingDesk(IOrderStore store, IWorldSource source, World world, TimeProvider clock)
{
    /// <summary>The units of an order on which no work was begun; null where there is no such order.</summary>
    public async Task<Tried?> Try(TryOut asked, OrderId id, CancellationToken ct)
    {
        var loaded = await store.Load(asked.Tenant, new OrderKey.ById(id), null, ct);
        if (loaded is not { Order: { } order, Versions: { } versions })
            return null;
        var facts = await Facts(asked, versions, [.. order.Lines.Select(l => l.Article).Distinct()], ct);
        return new(order, Trial.Of(order, facts), facts.Strategy);
    }

    /// <summary>An order that is not there. Rows that would refuse to place it refuse to try it.</summary>
    public async Task<(Tried? Tried, Decision.Refused? Refused)> Try(TryOut asked, OrderDraft draft, CancellationToken ct)
    {
        var versions = (await source.Versions(asked.Tenant, ct))!.Value;
        var facts = await Facts(asked, versions, [.. draft.Lines.Select(l => l.Article).Distinct()], ct);
        if (Decider.Decide(null, new OrderCommand.Place(draft), facts) is Decision.Refused refused)
            return (null, refused);
        var order = Trial.Of(draft, facts);
        return (new(order, Trial.Of(order, facts), facts.Strategy), null);
    }

    /// <summary>Whom a strategy leaves of the tenant's facilities, before any order is looked at.</summary>
    public async Task<RoutingLog> Left(TenantId tenant, RoutingStrategy strategy, CancellationToken ct)
    {
        var known = await world.Of(tenant, (await source.Versions(tenant, ct))!.Value, ct);
        return Viability.Of(strategy, known.Network, clock.GetUtcNow());
    }

    // What somebody may place is not asked: nothing is placed.
    private async Task<Facts> Facts(TryOut asked, TenantVersions versions, List<ArticleId> articles, CancellationToken ct)
    {
        var known = await world.Of(asked.Tenant, versions, ct);
        var strategy = asked.Strategy ?? known.Routing.Strategy;
        return new Facts
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = Moments.NewSeed(clock),
            Actor = asked.Actor with { Permissions = Permissions.All },
            Policy = asked.Policy,
            Settings = known.Settings,
            Network = known.Network,
            Stock = await world.Stock(asked.Tenant, known, articles, StockAge.Fresh, ct),
            Catalogue = await world.Articles(asked.Tenant, known, articles, ct),
            Strategy = strategy,
            Work = await world.Work(asked.Tenant, known, strategy, StockAge.Fresh, ct),
        };
    }
}
