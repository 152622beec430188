using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// Routes open units to facilities by available stock and a strategy. Pure and deterministic; ties are broken by facility id.
/// </summary>
public static class Router
{
    /// <summary>
    /// Finds the best route: most units, then fewest deliveries within the limit of the strategy, then lowest penalty. Units with a place
    /// (<see cref="RoutingDemand.Places"/>) never become unroutable while their facility can supply them.
    /// </summary>
    /// <param name="demand">The demand.</param>
    /// <param name="network">The facilities.</param>
    /// <param name="stock">Available stock.</param>
    /// <param name="strategy">The routing strategy.</param>
    /// <param name="work">Workload; read only if the strategy uses it.</param>
    public static Route Route(
        RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work = null)
    {
        var best = FindBest(demand, network, stock, strategy, work);
        return demand.Places.IsDefaultOrEmpty || best.Unroutable.IsEmpty
            ? best
            : new PlaceKeeper(demand, network, stock, strategy, work).Keep(best);
    }

    /// <summary>Finds the best route without regard to places.</summary>
    internal static Route FindBest(
        RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work)
    {
        var indexedDemand = new IndexedDemand(demand.Lines, strategy.SplitLines);
        using var table = new StockTable(indexedDemand, network, stock, demand.OwnReservations);
        using var candidates = new CandidateFacilities(RoutingContext.From(demand, network, indexedDemand, table, work), strategy);
        var found = FacilitySetSolver.Solve(indexedDemand, candidates, table, strategy.GetDeliveryLimit(demand.IsSameDay));
        Array.Sort(found.Facilities, candidates.Compare);
        var placement = new SupplyCalculator(indexedDemand, table).Place(found.Facilities);
        var logBuilder = new RoutingLogBuilder(indexedDemand, network, candidates, found);
        var route = strategy.AllowPartialRouting || placement.Units == indexedDemand.Total
            ? placement.ToRoute(network, logBuilder.Build(placement))
            : new RouteBuilder(indexedDemand, []).ToRoute(network, logBuilder.BuildUnroutable(placement));
        return route with { Log = route.Log with { Strategy = strategy.Ref } };
    }

    /// <summary>
    /// Routes all units to one chosen facility, or none. The facility must be online and have the stock. Other fences are ignored; the log
    /// lists the fences that would have excluded the facility.
    /// </summary>
    public static Route Assign(
        RoutingDemand demand, FacilityId facility, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work)
    {
        var alone = demand with { Preselected = [facility], ExcludedFacilities = [], CollectAt = demand.CollectAt };
        var route = FindBest(
            alone, network, stock, WithFences(strategy, [FenceKind.FacilityOnline, FenceKind.Preselected, FenceKind.CompleteStock]), null);
        var passed = strategy.Fences.Where(f => f is not (FenceKind.FacilityOnline or FenceKind.Stock or FenceKind.CompleteStock))
            .Where(f => !PassesFence(demand, facility, network, stock, WithFences(strategy, [f]), work));
        return route with
        {
            Log = route.Log with
            {
                Fences = [.. passed.Select(f => new FenceCount(f, 1))],
                Reason = route.Assignments.IsEmpty ? route.Log.Reason : "a user assigned the facility",
            },
        };
    }

    private static bool PassesFence(
        RoutingDemand demand, FacilityId facility, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work)
    {
        var indexedDemand = new IndexedDemand(demand.Lines, strategy.SplitLines);
        using var table = new StockTable(indexedDemand, network, stock, demand.OwnReservations);
        var passed = new int[network.Facilities.Length];
        var (count, _) = Fences.Apply(RoutingContext.From(demand, network, indexedDemand, table, work), strategy.Fences, passed);
        return passed.AsSpan(0, count).Contains(network.IndexOf(facility));
    }

    private static RoutingStrategy WithFences(RoutingStrategy strategy, ImmutableArray<FenceKind> fences) =>
        strategy with { Fences = fences, Ratings = [], Split = SplitRule.Forbidden, SplitLines = false, AllowPartialRouting = false };
}
