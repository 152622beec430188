using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Chooses the facilities: at one glance where one can do it all, else by the search that fits.</summary>
internal static class Solver
{
    public static Found Solve(Wanted wanted, Candidates candidates, StockTable stock, int limit)
    {
        if (wanted.Total == 0 || candidates.Count == 0)
        {
            return new([], Exact: true, default);
        }

        if (candidates.BestAlone(wanted.Total).Best is >= 0 and var whole)
        {
            return new([whole], Exact: true, default);
        }

        var packing = new Packing(wanted, stock);
        if (limit == 1)
        {
            var single = BestSingle(candidates, packing);
            return packing.GaveUp
                ? new(single, Exact: false, Gap(candidates, candidates.Useful(), packing, single, limit))
                : new(single, Exact: true, default);
        }

        return CoverSearch.Find(wanted, candidates, stock, limit) is { } cover
            ? new(cover, Exact: true, default)
            : Competing(wanted, candidates, stock, packing, limit);
    }

    private static int[] BestSingle(Candidates candidates, Packing packing)
    {
        var (best, most) = (-1, 0L);
        foreach (var facility in candidates.All)
        {
            var alone = candidates.Alone(facility);
            if (alone < most || alone == 0 || (alone == most && candidates.Compare(facility, best) > 0))
            {
                continue;
            }

            var units = packing.Units([facility]);
            if (units > most || (units == most && candidates.Compare(facility, best) < 0))
            {
                (best, most) = (facility, units);
            }
        }

        return best < 0 ? [] : [best];
    }

    private static Found Competing(Wanted wanted, Candidates candidates, StockTable stock, Packing packing, int limit)
    {
        var useful = candidates.Useful();
        var greedy = GreedySearch.Find(wanted, stock, candidates, useful, limit);
        var units = packing.Units(greedy);
        int? deliveries = units == packing.Bound(useful) ? greedy.Length : null;
        var enough = Dominance.Enough(wanted, limit, deliveries);
        if (Dominance.Undominated(wanted, stock, useful, enough, ExactSearch.MostCandidates) is { } few)
        {
            var exact = new ExactSearch(packing, candidates, few).Find(limit);
            if (!packing.GaveUp)
            {
                return new(exact, Exact: true, default);
            }
        }

        var held = candidates.Held;
        var start = held.Length <= limit && packing.Units(held) > units ? held : greedy;
        var improved = new Improvement(wanted, packing, candidates, useful, limit).Of(start);
        return new(improved, Exact: false, Gap(candidates, useful, packing, improved, limit));
    }

    /// <summary>No route supplies more than its facilities would one by one, nor more than all facilities together.</summary>
    private static RoutingGap Gap(Candidates candidates, int[] useful, Packing packing, int[] route, int limit)
    {
        var (units, together) = (packing.Units(route), packing.Bound(useful));
        var alone = Array.ConvertAll(useful, candidates.Alone);
        Array.Sort(alone);
        var (sum, most, fewest) = (0L, 0L, 0);
        for (var i = 1; i <= Math.Min(limit, alone.Length); i++)
        {
            sum += alone[^i];
            most = Math.Min(sum, together);
            fewest = fewest == 0 && sum >= units ? i : fewest;
        }

        return new(new Quantity(most - units), Math.Max(0, route.Length - fewest));
    }
}

/// <summary>The facilities of a route.</summary>
internal readonly record struct Found(int[] Facilities, bool Exact, RoutingGap Gap);
