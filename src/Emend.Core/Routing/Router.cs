namespace Emend.Core.Routing;

/// <summary>
/// Routing: open units, facilities, available stock and a strategy make a route. Pure and deterministic; ties are broken by
/// facility id.
/// </summary>
public static class Router
{
    /// <summary>The best route: most units, then fewest deliveries within what the strategy allows, then lowest penalty.</summary>
    public static Route Route(RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy)
    {
        var wanted = new Wanted(demand.Lines, strategy.SplitLines);
        using var table = new StockTable(wanted, network, stock, demand.Own);
        using var candidates = new Candidates(demand, network, strategy, wanted, table);
        var found = Solver.Solve(wanted, candidates, table, strategy.DeliveryLimit);
        Array.Sort(found.Facilities, candidates.Compare);
        var placement = new Packing(wanted, table).Place(found.Facilities);
        var explanation = new Explanation(wanted, network, candidates, found);
        return strategy.RouteInPart || placement.Units == wanted.Total
            ? placement.ToRoute(network, explanation.Of(placement))
            : new Placement(wanted, []).ToRoute(network, explanation.OfWaiting(placement));
    }
}
