namespace Emend.Core.Routing;

/// <summary>
/// Improves a route step by step: removes, adds or swaps a facility, or replaces two facilities by one. The work and the number of tried
/// candidates are limited.
/// </summary>
internal sealed class LocalSearch
{
    /// <summary>Limit of the work: lines times evaluated facilities.</summary>
    private const long MaxWork = 1_000_000;

    private const int MaxTried = 100;

    private readonly SupplyCalculator _supply;
    private readonly CandidateFacilities _candidates;
    private readonly int _limit;
    private readonly int _lines;
    private readonly int[] _tried;
    private readonly long _bound;

    private long _workDone;
    private int[] _route = [];
    private long _units;
    private long _penalty;

    public LocalSearch(IndexedDemand demand, SupplyCalculator supply, CandidateFacilities candidates, int[] useful, int limit)
    {
        (_lines, _supply, _candidates, _limit) = (demand.Lines.Length, supply, candidates, limit);
        _bound = supply.GetUpperBound(useful);
        _tried = [.. useful.Take(MaxTried).Union(useful.OrderByDescending(candidates.GetUnitsAlone).Take(MaxTried))];
    }

    /// <summary>Returns the route or a better one.</summary>
    public int[] Improve(int[] route)
    {
        (_route, _units, _penalty) = (route, _supply.GetMaxUnits(route), GetPenalty(route));
        while (_workDone < MaxWork && (TryRemove() || TryAdd() || TrySwap() || TryMerge()))
        {
        }

        return _route;
    }

    private bool TryRemove()
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

    private bool TryAdd() =>
        _route.Length < _limit && _bound > _units && Array.Exists(_tried, f => Try([.. _route, f]));

    private bool TrySwap()
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

    private bool TryMerge()
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
        if (_workDone >= MaxWork || (trial.Length > 0 && Array.IndexOf(trial, trial[^1]) < trial.Length - 1))
        {
            return false;
        }

        _workDone += (long)trial.Length * _lines;
        var penalty = GetPenalty(trial);
        var cheaper = (trial.Length, penalty).CompareTo((_route.Length, _penalty)) < 0;
        var least = cheaper ? _units : _units + 1;
        if (_supply.GetUpperBound(trial) < least)
        {
            return false;
        }

        Array.Sort(trial, _candidates.Compare);
        var units = _supply.GetMaxUnits(trial);
        if (units < least)
        {
            return false;
        }

        (_route, _units, _penalty) = (trial, units, penalty);
        return true;
    }

    private long GetPenalty(int[] route)
    {
        var sum = 0L;
        foreach (var facility in route)
        {
            sum += _candidates.GetPenalty(facility);
        }

        return sum;
    }
}
