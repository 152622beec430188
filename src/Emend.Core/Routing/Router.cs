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
    /// <param name="demand">What is to be routed.</param>
    /// <param name="network">The facilities.</param>
    /// <param name="stock">What can be had.</param>
    /// <param name="strategy">How.</param>
    /// <param name="work">How much work waits; only looked at where the strategy uses it.</param>
    public static Route Route(
        RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work = null)
    {
        var wanted = new IndexedDemand(demand.Lines, strategy.SplitLines);
        using var table = new StockTable(wanted, network, stock, demand.OwnReservations);
        using var candidateFacilities = new CandidateFacilities(RoutingContext.From(demand, network, wanted, table, work), strategy);
        var found = FacilitySetSolver.Solve(wanted, candidateFacilities, table, strategy.DeliveryLimit(demand.SameDay));
        Array.Sort(found.Facilities, candidateFacilities.Compare);
        var placement = new SupplyCalculator(wanted, table).Place(found.Facilities);
        var routingLogBuilder = new RoutingLogBuilder(wanted, network, candidateFacilities, found);
        var route = strategy.AllowPartialRouting || placement.Units == wanted.Total
            ? placement.ToRoute(network, routingLogBuilder.Of(placement))
            : new RouteBuilder(wanted, []).ToRoute(network, routingLogBuilder.OfWaiting(placement));
        return route with { Log = route.Log with { Strategy = strategy.Ref } };
    }

    /// <summary>
    /// Everything from one facility that somebody chose, or nothing: it must be online and have the stock. The other fences of the
    /// strategy are passed over; the log says which of them would have excluded it.
    /// </summary>
    public static Route Assign(
        RoutingDemand demand, FacilityId facility, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work)
    {
        var alone = demand with { Preselected = [facility], Blocked = [], Collect = demand.Collect };
        var route = Route(
            alone, network, stock, Only(strategy, [FenceKind.FacilityOnline, FenceKind.Preselected, FenceKind.CompleteStock]));
        var passed = strategy.Fences.Where(f => f is not (FenceKind.FacilityOnline or FenceKind.Stock or FenceKind.CompleteStock))
            .Where(f => !Passes(demand, facility, network, stock, Only(strategy, [f]), work));
        return route with
        {
            Log = route.Log with
            {
                Fences = [.. passed.Select(f => new FenceCount(f, 1))],
                Reason = route.Assignments.IsEmpty ? route.Log.Reason : "somebody chose the facility",
            },
        };
    }

    private static bool Passes(
        RoutingDemand demand, FacilityId facility, Network network, IStockView stock, RoutingStrategy fence, IWorkloadView? work)
    {
        var wanted = new IndexedDemand(demand.Lines, fence.SplitLines);
        using var table = new StockTable(wanted, network, stock, demand.OwnReservations);
        var passed = new int[network.Facilities.Length];
        var (count, _) = Fences.Apply(RoutingContext.From(demand, network, wanted, table, work), fence.Fences, passed);
        return passed.AsSpan(0, count).Contains(network.IndexOf(facility));
    }

    private static RoutingStrategy Only(RoutingStrategy strategy, ImmutableArray<FenceKind> fences) =>
        strategy with { Fences = fences, Ratings = [], Split = SplitRule.Forbidden, SplitLines = false, AllowPartialRouting = false };
}
