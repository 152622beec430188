using System.Collections.Frozen;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Server.Desk.Bulk;

/// <summary>On whose behalf many orders are tried again.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Face">Through which face.</param>
/// <param name="Policy">The face's own policy; null where it has none.</param>
/// <param name="PolicyNamed">The policy that shall decide, by name; null leaves it to the face and the tenant.</param>
internal sealed record JointAsked(Caller Caller, string Face, Policy? Policy, string? PolicyNamed);

/// <summary>What a joint plan means for each order.</summary>
/// <param name="Meant">By order; one that would be refused is not there.</param>
/// <param name="All">Whether all orders were looked at; else the rest is for another plan.</param>
internal sealed record JointMeaning(IReadOnlyDictionary<OrderId, Allotment> Meant, bool All);

/// <summary>Decides jointly who of many orders that wait shall get which stock. Reads what a decision reads, and writes nothing.</summary>
internal sealed class JointDesk(IManyOrders orders, IWorldSource source, World world, IActorDirectory actors, TimeProvider clock)
{
    private const int OrdersAtOnce = 250;
    private const int ArticlesAtOnce = 1_000;

    // Of stock that is looked at, numbers: 32 MB, and as much again while it is planned on.
    private const long MostStock = 4_000_000;

    private static readonly JointMeaning Nothing = new(FrozenDictionary<OrderId, Allotment>.Empty, All: true);

    public async Task<JointMeaning> Plan(
        JointAsked asked, IReadOnlyList<(OrderId Order, OrderCommand.RouteWaiting Command)> wanted, CancellationToken ct)
    {
        var tenant = asked.Caller.Tenant;
        if (await source.Versions(tenant, ct) is not { } versions
            || await actors.Find(asked.Caller, versions.Identity, ct) is not { } actor)
            return Nothing;
        var known = await world.Of(tenant, versions, ct);
        if (known.Routing.InfiniteStock || (asked.PolicyNamed is { } name && known.Policies.Find(name) is null))
            return Nothing;
        var (rivals, all) = await Rivals(asked, wanted, known, actor, ct);
        var field = new JointField(
            known.Network,
            await Stock(tenant, known, rivals.Select(r => r.Rival), ct),
            known.Routing.Strategy,
            await world.Work(tenant, known, known.Routing.Strategy, StockAge.Fresh, ct));
        var plan = JointPlan.Of(rivals.ConvertAll(r => r.Rival), field);
        return new(rivals.Index().ToDictionary(r => r.Item.Order, r => plan.Allotments[r.Index]), all);
    }

    private async Task<(List<(OrderId Order, Competitor Rival)> Rivals, bool All)> Rivals(
        JointAsked asked,
        IReadOnlyList<(OrderId Order, OrderCommand.RouteWaiting Command)> wanted,
        KnownTenant known,
        Actor actor,
        CancellationToken ct)
    {
        var (rivals, articles) = (new List<(OrderId, Competitor)>(), new HashSet<ArticleId>());
        foreach (var page in wanted.Chunk(OrdersAtOnce))
        {
            if (articles.Count * (long)known.Network.Facilities.Length > MostStock)
                return (rivals, false);
            var loaded = (await orders.Some(asked.Caller.Tenant, [.. page.Select(p => p.Order)], ct)).ToDictionary(o => o.Id);
            foreach (var (id, command) in page)
                if (loaded.TryGetValue(id, out var order) && Decider.Competes(order, command, FactsOf(asked, id, command)) is { } rival)
                {
                    rivals.Add((id, rival));
                    articles.UnionWith(rival.Demand.Lines.Select(l => l.Article));
                }
        }

        return (rivals, true);

        Facts FactsOf(JointAsked by, OrderId order, OrderCommand command) => new()
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = default,
            Actor = actor,
            Policy = OrderDesk.PolicyOf(
                new(by.Caller, new OrderKey.ById(order), command, by.Face, by.Policy) { PolicyNamed = by.PolicyNamed },
                null,
                known.Policies),
            Settings = known.Settings,
            Network = known.Network,
            Stock = NoStock.View,
            Catalogue = FrozenDictionary<ArticleId, Article>.Empty,
            Strategy = known.Routing.Strategy,
        };
    }

    private async Task<JointStock> Stock(TenantId tenant, KnownTenant known, IEnumerable<Competitor> rivals, CancellationToken ct)
    {
        var views = new Dictionary<ArticleId, IStockView>();
        var articles = rivals.SelectMany(r => r.Demand.Lines).Where(l => l.Quantity > Quantity.Zero).Select(l => l.Article).Distinct();
        foreach (var some in articles.Chunk(ArticlesAtOnce))
        {
            var view = await world.Stock(tenant, known, some, StockAge.Fresh, ct);
            foreach (var article in some) views[article] = view;
        }

        return new(views);
    }

    private sealed class JointStock(Dictionary<ArticleId, IStockView> views) : IStockView
    {
        public bool Infinite => false;

        public ReadOnlySpan<long> Available(ArticleId article) =>
            views.TryGetValue(article, out var view) ? view.Available(article) : [];
    }
}
