namespace Emend.Core.Routing;

/// <summary>
/// Places the competing items of one group: depth-first search, largest items first, with pruning, until the bound or the step limit is
/// reached. Divisible items use the remaining stock.
/// </summary>
internal sealed class SharedStockPacking(StockTable stock, int steps)
{
    private const int Unplaced = -1;

    private int _remainingSteps = steps;
    private DemandGroup _group = null!;
    private int[] _facilities = [];
    private long[] _left = [];
    private int[] _place = [];
    private int[] _bestPlace = [];
    private long _bound;
    private long _best;
    private long _divisible;

    /// <summary>Whether a search reached the step limit.</summary>
    public bool LimitReached { get; private set; }

    /// <summary>Returns the maximum units of the group that the facilities can supply together.</summary>
    public long Pack(DemandGroup group, ReadOnlySpan<int> facilities, long bound)
    {
        (_group, _facilities, _bound, _best) = (group, facilities.ToArray(), bound, -1);
        _left = new long[facilities.Length * group.Articles.Length];
        for (var i = 0; i < _left.Length; i++)
        {
            _left[i] = stock[group.Articles[i % group.Articles.Length], facilities[i / group.Articles.Length]];
        }

        (_place, _bestPlace) = (new int[group.Indivisible.Length], new int[group.Indivisible.Length]);
        _divisible = group.Divisible.Sum(i => i.Units);
        _remainingSteps = Math.Max(_remainingSteps, group.Indivisible.Length + 1);
        Search(0, 0, group.Units - _divisible);
        return _best;
    }

    /// <summary>Writes the last packing to a placement.</summary>
    public void Write(RouteBuilder placement)
    {
        for (var item = 0; item < _place.Length; item++)
        {
            if (_bestPlace[item] != Unplaced)
            {
                Take(_group.Indivisible[item], _bestPlace[item], 1);
                placement.Place(_group.Indivisible[item], _facilities[_bestPlace[item]]);
            }
        }

        foreach (var item in _facilities.Length == 0 ? [] : _group.Divisible)
        {
            WriteDivisible(item, placement);
        }
    }

    /// <summary>Returns true if the search can stop.</summary>
    private bool Search(int item, long placed, long rest)
    {
        if (item == _place.Length)
        {
            return UpdateBest(placed + GetDivisibleUnits());
        }

        if (placed + rest + _divisible <= _best)
        {
            return false;
        }

        if (--_remainingSteps < 0 && _best >= 0)
        {
            return LimitReached = true;
        }

        var units = _group.Indivisible[item].Units;
        for (var facility = 0; facility < _facilities.Length; facility++)
        {
            if (Fits(_group.Indivisible[item], facility))
            {
                _place[item] = facility;
                Take(_group.Indivisible[item], facility, 1);
                var done = Search(item + 1, placed + units, rest - units);
                Take(_group.Indivisible[item], facility, -1);
                if (done)
                {
                    return true;
                }
            }
        }

        _place[item] = Unplaced;
        return Search(item + 1, placed, rest - units);
    }

    private bool UpdateBest(long units)
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
            if (_left[GetSlot(article, facility)] < quantity)
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
            _left[GetSlot(article, facility)] -= quantity * times;
        }
    }

    private long GetDivisibleUnits()
    {
        var sum = 0L;
        foreach (var article in _group.Divisible.Length == 0 ? [] : _group.Articles)
        {
            var (demanded, left) = (0L, 0L);
            foreach (var item in _group.Divisible)
            {
                demanded += item.Needs[0].Article == article ? item.Units : 0;
            }

            for (var facility = 0; facility < _facilities.Length && left < demanded; facility++)
            {
                left += _left[GetSlot(article, facility)];
            }

            sum += Math.Min(demanded, left);
        }

        return sum;
    }

    /// <summary>Places a divisible item at one facility if it has the full quantity, otherwise at several.</summary>
    private void WriteDivisible(DemandItem item, RouteBuilder placement)
    {
        var open = item.Units;
        var article = item.Needs[0].Article;
        var first = 0;
        while (first < _facilities.Length && _left[GetSlot(article, first)] < open)
        {
            first++;
        }

        for (var facility = first % _facilities.Length; facility < _facilities.Length && open > 0; facility++)
        {
            var part = Math.Min(open, _left[GetSlot(article, facility)]);
            _left[GetSlot(article, facility)] -= part;
            open -= part;
            placement.PlacePart(item, _facilities[facility], part);
        }
    }

    private int GetSlot(int article, int facility) =>
        (facility * _group.Articles.Length) + Array.IndexOf(_group.Articles, article);
}
