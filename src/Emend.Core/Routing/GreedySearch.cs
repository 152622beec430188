namespace Emend.Core.Routing;

/// <summary>
/// Repeatedly adds the facility with the largest gain. Candidates are sorted best first, so that ties select the better one.
/// </summary>
internal sealed class GreedySearch
{
    private readonly IndexedDemand _demand;
    private readonly StockTable _stock;
    private readonly HashSet<DemandItem> _placed = [];
    private readonly long[] _open;
    private readonly long[] _left;

    private GreedySearch(IndexedDemand demand, StockTable stock)
    {
        (_demand, _stock) = (demand, stock);
        (_open, _left) = (new long[demand.ArticleCount], new long[demand.ArticleCount]);
        foreach (var group in demand.Groups)
        {
            foreach (var item in group.Divisible)
            {
                _open[item.Needs[0].Article] += item.Units;
            }
        }
    }

    /// <summary>Finds a good set of facilities within the limit.</summary>
    public static int[] Find(IndexedDemand demand, StockTable stock, CandidateFacilities candidates, int[] useful, int limit)
    {
        var search = new GreedySearch(demand, stock);
        var route = new List<int>();
        var atMost = Array.ConvertAll(useful, candidates.GetUnitsAlone);
        while (route.Count < limit && search.FindNext(useful, atMost) is >= 0 and var next)
        {
            search.CalculateGain(useful[next], take: true);
            route.Add(useful[next]);
            atMost[next] = 0;
        }

        route.Sort(candidates.Compare);
        return [.. route];
    }

    /// <summary>
    /// Returns the list index of the facility with the largest gain; -1 if no facility has a gain. Gains only decrease as the route grows,
    /// so a gain is recalculated only if its last value would still be the largest.
    /// </summary>
    private int FindNext(int[] useful, long[] atMost)
    {
        var (next, max) = (-1, 0L);
        for (var i = 0; i < useful.Length; i++)
        {
            if (atMost[i] > max)
            {
                atMost[i] = CalculateGain(useful[i], take: false);
                (next, max) = atMost[i] > max ? (i, atMost[i]) : (next, max);
            }
        }

        return next;
    }

    private long CalculateGain(int facility, bool take)
    {
        var sum = 0L;
        foreach (var group in _demand.Groups)
        {
            foreach (var article in group.Articles)
            {
                _left[article] = _stock[article, facility];
            }

            foreach (var item in group.Indivisible)
            {
                sum += CalculateIndivisibleGain(item, take);
            }

            foreach (var article in group.Divisible.Length == 0 ? [] : group.Articles)
            {
                var part = Math.Min(_open[article], _left[article]);
                _open[article] -= take ? part : 0;
                sum += part;
            }
        }

        return sum;
    }

    private long CalculateIndivisibleGain(DemandItem item, bool take)
    {
        if (_placed.Contains(item))
        {
            return 0;
        }

        foreach (var (article, quantity) in item.Needs)
        {
            if (_left[article] < quantity)
            {
                return 0;
            }
        }

        foreach (var (article, quantity) in item.Needs)
        {
            _left[article] -= quantity;
        }

        if (take)
        {
            _placed.Add(item);
        }

        return item.Units;
    }
}
