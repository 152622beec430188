using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Chooses the facilities: at one glance where one can do it all, else by the search that fits.</summary>
internal static class FacilitySetSolver
{
    public static FacilitySelection Solve(IndexedDemand demand, CandidateFacilities candidateFacilities, StockTable stock, int limit)
    {
        if (demand.Total == 0 || candidateFacilities.Count == 0)
        {
            return new([], Exact: true, default);
        }

        if (candidateFacilities.BestAlone(demand.Total).Best is >= 0 and var whole)
        {
            return new([whole], Exact: true, default);
        }

        var supplyCalculator = new SupplyCalculator(demand, stock);
        if (limit == 1)
        {
            var single = BestSingle(candidateFacilities, supplyCalculator);
            return supplyCalculator.LimitReached
                ? new(single, Exact: false, Gap(candidateFacilities, candidateFacilities.Useful(), supplyCalculator, single, limit))
                : new(single, Exact: true, default);
        }

        return SetCoverSearch.Find(demand, candidateFacilities, stock, limit) is { } cover
            ? new(cover, Exact: true, default)
            : Competing(demand, candidateFacilities, stock, supplyCalculator, limit);
    }

    private static int[] BestSingle(CandidateFacilities candidateFacilities, SupplyCalculator supplyCalculator)
    {
        var (best, max) = (-1, 0L);
        foreach (var facility in candidateFacilities.All)
        {
            var alone = candidateFacilities.Alone(facility);
            if (alone < max || alone == 0 || (alone == max && candidateFacilities.Compare(facility, best) > 0))
            {
                continue;
            }

            var units = supplyCalculator.Units([facility]);
            if (units > max || (units == max && candidateFacilities.Compare(facility, best) < 0))
            {
                (best, max) = (facility, units);
            }
        }

        return best < 0 ? [] : [best];
    }

    private static FacilitySelection Competing(IndexedDemand demand, CandidateFacilities candidateFacilities, StockTable stock, SupplyCalculator supplyCalculator, int limit)
    {
        var useful = candidateFacilities.Useful();
        var greedy = GreedySearch.Find(demand, stock, candidateFacilities, useful, limit);
        var units = supplyCalculator.Units(greedy);
        int? deliveries = units == supplyCalculator.Bound(useful) ? greedy.Length : null;
        var enough = DominanceFilter.Enough(demand, limit, deliveries);
        if (DominanceFilter.Undominated(demand, stock, useful, enough, ExhaustiveSearch.MaxCandidates) is { } few)
        {
            var exact = new ExhaustiveSearch(supplyCalculator, candidateFacilities, few).Find(limit);
            if (!supplyCalculator.LimitReached)
            {
                return new(exact, Exact: true, default);
            }
        }

        var held = candidateFacilities.Held;
        var start = held.Length <= limit && supplyCalculator.Units(held) > units ? held : greedy;
        var improved = new LocalSearch(demand, supplyCalculator, candidateFacilities, useful, limit).Of(start);
        return new(improved, Exact: false, Gap(candidateFacilities, useful, supplyCalculator, improved, limit));
    }

    /// <summary>No route supplies more than its facilities would one by one, nor more than all facilities together.</summary>
    private static OptimalityGap Gap(CandidateFacilities candidateFacilities, int[] useful, SupplyCalculator supplyCalculator, int[] route, int limit)
    {
        var (units, together) = (supplyCalculator.Units(route), supplyCalculator.Bound(useful));
        var alone = Array.ConvertAll(useful, candidateFacilities.Alone);
        Array.Sort(alone);
        var (sum, max, fewest) = (0L, 0L, 0);
        for (var i = 1; i <= Math.Min(limit, alone.Length); i++)
        {
            sum += alone[^i];
            max = Math.Min(sum, together);
            fewest = fewest == 0 && sum >= units ? i : fewest;
        }

        return new(new Quantity(max - units), Math.Max(0, route.Length - fewest));
    }
}

/// <summary>The facilities of a route.</summary>
internal readonly record struct FacilitySelection(int[] Facilities, bool Exact, OptimalityGap Gap);
