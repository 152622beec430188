namespace Emend.Core.Routing;

/// <summary>Again and again the facility that adds most. Candidates come best first, so that of equals the better is taken.</summary>
internal sealed class GreedySearch
{
    private readonly Wanted _wanted;
    private readonly StockTable _stock;
    private readonly HashSet<WantedItem> _placed = [];
    private readonly long[] _open;
    private readonly long[] _left;

    private GreedySearch(Wanted wanted, StockTable stock)
    {
        (_wanted, _stock) = (wanted, stock);
        (_open, _left) = (new long[wanted.Articles], new long[wanted.Articles]);
        foreach (var group in wanted.Groups)
        {
            foreach (var item in group.Divisible)
            {
                _open[item.Needs[0].Article] += item.Units;
            }
        }
    }

    /// <summary>A good set of at most so many facilities.</summary>
    public static int[] Find(Wanted wanted, StockTable stock, Candidates candidates, int[] useful, int limit)
    {
        var search = new GreedySearch(wanted, stock);
        var route = new List<int>();
        var atMost = Array.ConvertAll(useful, candidates.Alone);
        while (route.Count < limit && search.Next(useful, atMost) is >= 0 and var next)
        {
            search.Gain(useful[next], take: true);
            route.Add(useful[next]);
            atMost[next] = 0;
        }

        route.Sort(candidates.Compare);
        return [.. route];
    }

    /// <summary>
    /// The place in the list of the one that adds most now; -1 where none adds anything. What one adds only falls as the route
    /// grows, so a facility is asked again only if what it added when last asked would still win.
    /// </summary>
    private int Next(int[] useful, long[] atMost)
    {
        var (next, most) = (-1, 0L);
        for (var i = 0; i < useful.Length; i++)
        {
            if (atMost[i] > most)
            {
                atMost[i] = Gain(useful[i], take: false);
                (next, most) = atMost[i] > most ? (i, atMost[i]) : (next, most);
            }
        }

        return next;
    }

    private long Gain(int facility, bool take)
    {
        var sum = 0L;
        foreach (var group in _wanted.Groups)
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

    private long GainWhole(WantedItem item, bool take)
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
