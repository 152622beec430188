namespace Emend.Core.Routing;

/// <summary>
/// Routing: open units, facilities, available stock and a strategy make a route. Pure and deterministic; ties are broken by
/// facility id.
/// </summary>
public static class Router
{
    /// <summary>The best route: most units, then fewest deliveries within what the strategy allows, then lowest penalty.</summary>
    /// <param name="demand">What is to be routed.</param>
    /// <param name="network">The facilities.</param>
    /// <param name="stock">What can be had.</param>
    /// <param name="strategy">How.</param>
    /// <param name="work">How much work waits; only looked at where the strategy uses it.</param>
    public static Route Route(
        RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy, IWorkView? work = null)
    {
        var wanted = new Wanted(demand.Lines, strategy.SplitLines);
        using var table = new StockTable(wanted, network, stock, demand.Own);
        using var candidates = new Candidates(RoutingField.Of(demand, network, wanted, table, work), strategy);
        var found = Solver.Solve(wanted, candidates, table, strategy.DeliveryLimit(demand.SameDay));
        Array.Sort(found.Facilities, candidates.Compare);
        var placement = new Packing(wanted, table).Place(found.Facilities);
        var explanation = new Explanation(wanted, network, candidates, found);
        var route = strategy.RouteInPart || placement.Units == wanted.Total
            ? placement.ToRoute(network, explanation.Of(placement))
            : new Placement(wanted, []).ToRoute(network, explanation.OfWaiting(placement));
        return route with { Log = route.Log with { Strategy = strategy.Ref } };
    }
}
