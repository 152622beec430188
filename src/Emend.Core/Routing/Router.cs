using System.Collections.Immutable;
using Emend.Core.Orders;

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
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        var unplaced = ImmutableArray.CreateBuilder<Unplaced>();
        var whole = Enumerable.Range(0, network.Facilities.Length)
            .FirstOrDefault(f => network.Map.Online[f] && demand.Lines.All(l => Has(stock, l.Article, f, l.Quantity)), -1);
        foreach (var line in demand.Lines)
        {
            if (whole >= 0)
            {
                assignments.Add(new(network.Facilities[whole].Id, line.Line, line.Quantity));
            }
            else
            {
                unplaced.Add(new(line.Line, line.Quantity));
            }
        }

        var log = new RoutingLog(network.Facilities.Length, [], 0, [], 0, "the first facility with everything", Exact: false, default);
        return new Route(assignments.ToImmutable(), unplaced.ToImmutable(), log);
    }

    private static bool Has(IStockView stock, ArticleId article, int facility, Quantity quantity) =>
        stock.Infinite || (stock.Available(article) is { IsEmpty: false } all && all[facility] >= quantity.Thousandths);
}
