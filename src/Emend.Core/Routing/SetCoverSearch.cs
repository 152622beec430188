using System.Numerics;

namespace Emend.Core.Routing;

/// <summary>
/// Exact search for any number of candidates if no items compete for stock. Then a facility is represented by the set of items it can
/// supply, and a route is a cheapest set cover. Of facilities with the same set or a subset, only the best is used.
/// </summary>
internal sealed class SetCoverSearch
{
    private const int MaxItems = 12;
    private const long MaxWork = 4_000_000;

    private readonly DemandGroup[] _groups;
    private readonly CandidateFacilities _candidates;
    private readonly int[] _facilities;
    private readonly int[] _covers;
    private readonly int _full;

    private SetCoverSearch(DemandGroup[] groups, CandidateFacilities candidates, StockTable stock)
    {
        (_groups, _candidates) = (groups, candidates);
        var best = FindBestPerCover(stock);
        _facilities = FindUndominated(best);
        _covers = Array.ConvertAll(_facilities, f => GetCover(f, stock));
        foreach (var cover in _covers)
        {
            _full |= cover;
        }
    }

    /// <summary>Finds the facilities of the best route; null if the search does not apply.</summary>
    public static int[]? Find(IndexedDemand demand, CandidateFacilities candidates, StockTable stock, int limit)
    {
        if (demand.Groups.Length > MaxItems || !Array.TrueForAll(demand.Groups, g => g.IsSingle))
        {
            return null;
        }

        var search = new SetCoverSearch(demand.Groups, candidates, stock);
        var size = 1L << demand.Groups.Length;
        if (search._facilities.Length * size > MaxWork)
        {
            return null;
        }

        var found = search.CoverAll();
        if (found.Length <= limit)
        {
            return found;
        }

        return search._facilities.Length * size * limit > MaxWork ? null : search.CoverMost(limit);
    }

    /// <summary>Minimizes facilities, then penalty, per set of items. Each step covers the first open item.</summary>
    private int[] CoverAll()
    {
        var cost = new (int Deliveries, long Penalty, int Last, int Before)[_full + 1];
        Array.Fill(cost, (int.MaxValue, 0, 0, 0));
        cost[0] = default;
        for (var covered = 0; covered < _full; covered++)
        {
            if (cost[covered].Deliveries == int.MaxValue)
            {
                continue;
            }

            var open = _full & ~covered;
            var first = open & -open;
            for (var i = 0; first != 0 && i < _facilities.Length; i++)
            {
                if ((_covers[i] & first) != 0)
                {
                    var step = (cost[covered].Deliveries + 1, cost[covered].Penalty + _candidates.GetPenalty(_facilities[i]), i, covered);
                    ref var known = ref cost[covered | _covers[i]];
                    known = (step.Item1, step.Item2).CompareTo((known.Deliveries, known.Penalty)) < 0 ? step : known;
                }
            }
        }

        var route = new List<int>();
        for (var covered = _full; covered != 0; covered = cost[covered].Before)
        {
            route.Add(_facilities[cost[covered].Last]);
        }

        return [.. route];
    }

    /// <summary>Maximizes units with a limited number of facilities: the cheapest cover of each item set, one facility per layer.</summary>
    private int[] CoverMost(int limit)
    {
        var layers = new List<(long Penalty, int Last, int Before)[]>();
        var (max, bestLayer, bestCover) = (0L, 0, 0);
        for (var layer = 0; layer <= limit; layer++)
        {
            layers.Add(new (long, int, int)[_full + 1]);
            Array.Fill(layers[layer], (long.MaxValue, 0, 0));
            if (layer == 0)
            {
                layers[0][0] = default;
                continue;
            }

            AddLayer(layers[layer - 1], layers[layer]);
            for (var cover = 1; cover <= _full; cover++)
            {
                var units = layers[layer][cover].Penalty == long.MaxValue ? -1 : SumUnits(cover);
                var cheaper = bestLayer == layer && layers[layer][cover].Penalty < layers[layer][bestCover].Penalty;
                if (units > max || (units == max && cheaper))
                {
                    (max, bestLayer, bestCover) = (units, layer, cover);
                }
            }
        }

        var route = new List<int>();
        for (; bestLayer > 0; bestLayer--)
        {
            var (_, last, before) = layers[bestLayer][bestCover];
            route.Add(_facilities[last]);
            bestCover = before;
        }

        return [.. route];
    }

    private void AddLayer((long Penalty, int Last, int Before)[] from, (long Penalty, int Last, int Before)[] to)
    {
        for (var covered = 0; covered <= _full; covered++)
        {
            for (var i = 0; from[covered].Penalty != long.MaxValue && i < _facilities.Length; i++)
            {
                var penalty = from[covered].Penalty + _candidates.GetPenalty(_facilities[i]);
                ref var known = ref to[covered | _covers[i]];
                if ((_covers[i] & ~covered) != 0 && penalty < known.Penalty)
                {
                    known = (penalty, i, covered);
                }
            }
        }
    }

    private int[] FindBestPerCover(StockTable stock)
    {
        var best = new int[1 << _groups.Length];
        Array.Fill(best, -1);
        foreach (var facility in _candidates.All)
        {
            ref var known = ref best[GetCover(facility, stock)];
            known = known < 0 || _candidates.Compare(facility, known) < 0 ? facility : known;
        }

        return best;
    }

    /// <summary>Returns the facilities for which no better facility has at least the same items, best first.</summary>
    private int[] FindUndominated(int[] best)
    {
        var above = (int[])best.Clone();
        for (var item = 1; item < above.Length; item <<= 1)
        {
            for (var cover = 0; cover < above.Length; cover++)
            {
                var more = above[cover | item];
                above[cover] = more >= 0 && (above[cover] < 0 || _candidates.Compare(more, above[cover]) < 0) ? more : above[cover];
            }
        }

        var remaining = new List<int>();
        for (var cover = 1; cover < best.Length; cover++)
        {
            if (best[cover] >= 0 && above[cover] == best[cover])
            {
                remaining.Add(best[cover]);
            }
        }

        remaining.Sort(_candidates.Compare);
        return [.. remaining];
    }

    private int GetCover(int facility, StockTable stock)
    {
        var cover = 0;
        for (var i = 0; i < _groups.Length; i++)
        {
            cover |= _groups[i].Indivisible[0].FitsAt(stock, facility) ? 1 << i : 0;
        }

        return cover;
    }

    private long SumUnits(int cover)
    {
        var sum = 0L;
        for (; cover != 0; cover &= cover - 1)
        {
            sum += _groups[BitOperations.TrailingZeroCount(cover)].Units;
        }

        return sum;
    }
}
