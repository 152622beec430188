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
        var units = 0L;
        while (route.Count < limit && units < wanted.Total)
        {
            var (best, most) = (-1, 0L);
            foreach (var facility in useful)
            {
                if (candidates.Alone(facility) > most && !route.Contains(facility))
                {
                    var gain = search.Gain(facility, take: false);
                    (best, most) = gain > most ? (facility, gain) : (best, most);
                }
            }

            if (best < 0)
            {
                break;
            }

            units += search.Gain(best, take: true);
            route.Add(best);
        }

        route.Sort(candidates.Compare);
        return [.. route];
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
