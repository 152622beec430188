using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// Selects the facilities of a route. One facility that can supply everything is chosen directly; otherwise a suitable search runs.
/// </summary>
internal static class FacilitySetSolver
{
    public static FacilitySelection Solve(IndexedDemand demand, CandidateFacilities candidates, StockTable stock, int limit)
    {
        if (demand.Total == 0 || candidates.Count == 0)
        {
            return new([], IsExact: true, default);
        }

        if (candidates.FindBestAlone(demand.Total).Best is >= 0 and var whole)
        {
            return new([whole], IsExact: true, default);
        }

        var supply = new SupplyCalculator(demand, stock);
        if (limit == 1)
        {
            var single = FindBestSingle(candidates, supply);
            return supply.LimitReached
                ? new(single, IsExact: false, CalculateGap(candidates, candidates.GetUseful(), supply, single, limit))
                : new(single, IsExact: true, default);
        }

        return SetCoverSearch.Find(demand, candidates, stock, limit) is { } cover
            ? new(cover, IsExact: true, default)
            : SolveCompeting(demand, candidates, stock, supply, limit);
    }

    private static int[] FindBestSingle(CandidateFacilities candidates, SupplyCalculator supply)
    {
        var (best, max) = (-1, 0L);
        foreach (var facility in candidates.All)
        {
            var alone = candidates.GetUnitsAlone(facility);
            if (alone < max || alone == 0 || (alone == max && candidates.Compare(facility, best) > 0))
            {
                continue;
            }

            var units = supply.GetMaxUnits([facility]);
            if (units > max || (units == max && candidates.Compare(facility, best) < 0))
            {
                (best, max) = (facility, units);
            }
        }

        return best < 0 ? [] : [best];
    }

    private static FacilitySelection SolveCompeting(
        IndexedDemand demand, CandidateFacilities candidates, StockTable stock, SupplyCalculator supply, int limit)
    {
        var useful = candidates.GetUseful();
        var greedy = GreedySearch.Find(demand, stock, candidates, useful, limit);
        var units = supply.GetMaxUnits(greedy);
        int? deliveries = units == supply.GetUpperBound(useful) ? greedy.Length : null;
        var enough = DominanceFilter.GetRequiredDominators(demand, limit, deliveries);
        if (DominanceFilter.FindUndominated(demand, stock, useful, enough, ExhaustiveSearch.MaxCandidates) is { } few)
        {
            var exact = new ExhaustiveSearch(supply, candidates, few).Find(limit);
            if (!supply.LimitReached)
            {
                return new(exact, IsExact: true, default);
            }
        }

        var held = candidates.WithOwnReservations;
        var start = held.Length <= limit && supply.GetMaxUnits(held) > units ? held : greedy;
        var improved = new LocalSearch(demand, supply, candidates, useful, limit).Improve(start);
        return new(improved, IsExact: false, CalculateGap(candidates, useful, supply, improved, limit));
    }

    /// <summary>Upper bound: no route supplies more than the sum of its facilities alone, nor more than all facilities together.</summary>
    private static OptimalityGap CalculateGap(CandidateFacilities candidates, int[] useful, SupplyCalculator supply, int[] route, int limit)
    {
        var (units, together) = (supply.GetMaxUnits(route), supply.GetUpperBound(useful));
        var alone = Array.ConvertAll(useful, candidates.GetUnitsAlone);
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

/// <summary>The selected facilities of a route.</summary>
internal readonly record struct FacilitySelection(int[] Facilities, bool IsExact, OptimalityGap Gap);
