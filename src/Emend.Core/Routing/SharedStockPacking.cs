namespace Emend.Core.Routing;

/// <summary>
/// Places the items of one group, which compete for stock: largest first, depth first, every way that could still be better,
/// until the bound is met or patience ends. What is divisible takes what the whole items leave.
/// </summary>
internal sealed class SharedStockPacking(StockTable stock, int patience)
{
    private const int Nowhere = -1;

    private int _patience = patience;
    private DemandGroup _group = null!;
    private int[] _facilities = [];
    private long[] _left = [];
    private int[] _place = [];
    private int[] _bestPlace = [];
    private long _bound;
    private long _best;
    private long _divisible;

    /// <summary>Whether a search was given up.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The most units of the group that these facilities can supply together.</summary>
    public long Pack(DemandGroup group, ReadOnlySpan<int> facilities, long bound)
    {
        (_group, _facilities, _bound, _best) = (group, facilities.ToArray(), bound, -1);
        _left = new long[facilities.Length * group.Articles.Length];
        for (var i = 0; i < _left.Length; i++)
        {
            _left[i] = stock[group.Articles[i % group.Articles.Length], facilities[i / group.Articles.Length]];
        }

        (_place, _bestPlace) = (new int[group.Whole.Length], new int[group.Whole.Length]);
        _divisible = group.Divisible.Sum(i => i.Units);
        _patience = Math.Max(_patience, group.Whole.Length + 1);
        Search(0, 0, group.Units - _divisible);
        return _best;
    }

    /// <summary>Writes down the last packing.</summary>
    public void Write(RouteBuilder placement)
    {
        for (var item = 0; item < _place.Length; item++)
        {
            if (_bestPlace[item] != Nowhere)
            {
                Take(_group.Whole[item], _bestPlace[item], 1);
                placement.Place(_group.Whole[item], _facilities[_bestPlace[item]]);
            }
        }

        foreach (var item in _facilities.Length == 0 ? [] : _group.Divisible)
        {
            TellDivisible(item, placement);
        }
    }

    /// <summary>True when there is no need to look further.</summary>
    private bool Search(int item, long placed, long rest)
    {
        if (item == _place.Length)
        {
            return Compare(placed + DivisibleLeft());
        }

        if (placed + rest + _divisible <= _best)
        {
            return false;
        }

        if (--_patience < 0 && _best >= 0)
        {
            return GaveUp = true;
        }

        var units = _group.Whole[item].Units;
        for (var facility = 0; facility < _facilities.Length; facility++)
        {
            if (Fits(_group.Whole[item], facility))
            {
                _place[item] = facility;
                Take(_group.Whole[item], facility, 1);
                var done = Search(item + 1, placed + units, rest - units);
                Take(_group.Whole[item], facility, -1);
                if (done)
                {
                    return true;
                }
            }
        }

        _place[item] = Nowhere;
        return Search(item + 1, placed, rest - units);
    }

    private bool Compare(long units)
    {
        if (units > _best)
        {
            _best = units;
            _place.CopyTo(_bestPlace, 0);
        }

        return _best >= _bound;
    }

    private bool Fits(DemandItem item, int facility)
    {
        foreach (var (article, quantity) in item.Needs)
        {
            if (_left[Slot(article, facility)] < quantity)
            {
                return false;
            }
        }

        return true;
    }

    private void Take(DemandItem item, int facility, int times)
    {
        foreach (var (article, quantity) in item.Needs)
        {
            _left[Slot(article, facility)] -= quantity * times;
        }
    }

    private long DivisibleLeft()
    {
        var sum = 0L;
        foreach (var article in _group.Divisible.Length == 0 ? [] : _group.Articles)
        {
            var (wished, left) = (0L, 0L);
            foreach (var item in _group.Divisible)
            {
                wished += item.Needs[0].Article == article ? item.Units : 0;
            }

            for (var facility = 0; facility < _facilities.Length && left < wished; facility++)
            {
                left += _left[Slot(article, facility)];
            }

            sum += Math.Min(wished, left);
        }

        return sum;
    }

    /// <summary>From one facility where one has it all, else from each what it has.</summary>
    private void TellDivisible(DemandItem item, RouteBuilder placement)
    {
        var open = item.Units;
        var article = item.Needs[0].Article;
        var first = 0;
        while (first < _facilities.Length && _left[Slot(article, first)] < open)
        {
            first++;
        }

        for (var facility = first % _facilities.Length; facility < _facilities.Length && open > 0; facility++)
        {
            var part = Math.Min(open, _left[Slot(article, facility)]);
            _left[Slot(article, facility)] -= part;
            open -= part;
            placement.PlacePart(item, _facilities[facility], part);
        }
    }

    private int Slot(int article, int facility) =>
        (facility * _group.Articles.Length) + Array.IndexOf(_group.Articles, article);
}
