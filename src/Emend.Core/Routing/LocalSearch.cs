namespace Emend.Core.Routing;

/// <summary>
/// Makes a route better step by step: a facility less, another one more, one for another, one for two. Bounded in work and in
/// whom it tries, so that many candidates do not cost time without end.
/// </summary>
internal sealed class LocalSearch
{
    /// <summary>Lines times facilities looked at.</summary>
    private const long MaxWork = 1_000_000;

    private const int MaxTried = 100;

    private readonly SupplyCalculator _supplyCalculator;
    private readonly CandidateFacilities _candidateFacilities;
    private readonly int _limit;
    private readonly int _lines;
    private readonly int[] _tried;
    private readonly long _bound;

    private long _work;
    private int[] _route = [];
    private long _units;
    private long _penalty;

    public LocalSearch(IndexedDemand demand, SupplyCalculator supplyCalculator, CandidateFacilities candidateFacilities, int[] useful, int limit)
    {
        (_lines, _supplyCalculator, _candidateFacilities, _limit) = (demand.Lines.Length, supplyCalculator, candidateFacilities, limit);
        _bound = supplyCalculator.Bound(useful);
        _tried = [.. useful.Take(MaxTried).Union(useful.OrderByDescending(candidateFacilities.Alone).Take(MaxTried))];
    }

    /// <summary>The route, or a better one.</summary>
    public int[] Of(int[] route)
    {
        (_route, _units, _penalty) = (route, _supplyCalculator.Units(route), Penalty(route));
        while (_work < MaxWork && (Without() || Added() || Swapped() || Merged()))
        {
        }

        return _route;
    }

    private bool Without()
    {
        for (var i = _route.Length - 1; i >= 0; i--)
        {
            if (Try([.. _route[..i], .. _route[(i + 1)..]]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Added() =>
        _route.Length < _limit && _bound > _units && Array.Exists(_tried, f => Try([.. _route, f]));

    private bool Swapped()
    {
        for (var i = _route.Length - 1; i >= 0; i--)
        {
            int[] rest = [.. _route[..i], .. _route[(i + 1)..]];
            if (Array.Exists(_tried, f => Try([.. rest, f])))
            {
                return true;
            }
        }

        return false;
    }

    private bool Merged()
    {
        for (var i = _route.Length - 1; i > 0; i--)
        {
            for (var j = i - 1; j >= 0; j--)
            {
                int[] rest = [.. _route[..j], .. _route[(j + 1)..i], .. _route[(i + 1)..]];
                if (Array.Exists(_tried, f => Try([.. rest, f])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Try(int[] trial)
    {
        if (_work >= MaxWork || (trial.Length > 0 && Array.IndexOf(trial, trial[^1]) < trial.Length - 1))
        {
            return false;
        }

        _work += (long)trial.Length * _lines;
        var penalty = Penalty(trial);
        var cheaper = (trial.Length, penalty).CompareTo((_route.Length, _penalty)) < 0;
        var least = cheaper ? _units : _units + 1;
        if (_supplyCalculator.Bound(trial) < least)
        {
            return false;
        }

        Array.Sort(trial, _candidateFacilities.Compare);
        var units = _supplyCalculator.Units(trial);
        if (units < least)
        {
            return false;
        }

        (_route, _units, _penalty) = (trial, units, penalty);
        return true;
    }

    private long Penalty(int[] route)
    {
        var sum = 0L;
        foreach (var facility in route)
        {
            sum += _candidateFacilities.Penalty(facility);
        }

        return sum;
    }
}
