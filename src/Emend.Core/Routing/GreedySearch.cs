namespace Emend.Core.Routing;

/// <summary>Again and again the facility that adds most. Candidates come best first, so that of equals the better is taken.</summary>
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
        (_open, _left) = (new long[demand.Articles], new long[demand.Articles]);
        foreach (var group in demand.Groups)
        {
            foreach (var item in group.Divisible)
            {
                _open[item.Needs[0].Article] += item.Units;
            }
        }
    }

    /// <summary>A good set of at most so many facilities.</summary>
    public static int[] Find(IndexedDemand demand, StockTable stock, CandidateFacilities candidateFacilities, int[] useful, int limit)
    {
        var search = new GreedySearch(demand, stock);
        var route = new List<int>();
        var atMost = Array.ConvertAll(useful, candidateFacilities.Alone);
        while (route.Count < limit && search.Next(useful, atMost) is >= 0 and var next)
        {
            search.Gain(useful[next], take: true);
            route.Add(useful[next]);
            atMost[next] = 0;
        }

        route.Sort(candidateFacilities.Compare);
        return [.. route];
    }

    /// <summary>
    /// The place in the list of the one that adds most now; -1 where none adds anything. What one adds only falls as the route
    /// grows, so a facility is asked again only if what it added when last asked would still win.
    /// </summary>
    private int Next(int[] useful, long[] atMost)
    {
        var (next, max) = (-1, 0L);
        for (var i = 0; i < useful.Length; i++)
        {
            if (atMost[i] > max)
            {
                atMost[i] = Gain(useful[i], take: false);
                (next, max) = atMost[i] > max ? (i, atMost[i]) : (next, max);
            }
        }

        return next;
    }

    private long Gain(int facility, bool take)
    {
        var sum = 0L;
        foreach (var group in _demand.Groups)
        {
            foreach (var article in group.Articles)
            {
                _left[article] = _stock[article, facility];
            }

            foreach (var item in group.Whole)
            {
                sum += GainWhole(item, take);
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

    private long GainWhole(DemandItem item, bool take)
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
