namespace Emend.Core.Routing;

/// <summary>
/// Makes a route better step by step: a facility less, one for two, another one more, one for another. Bounded in tries, so that
/// many candidates cost time but not without end.
/// </summary>
internal sealed class Improvement(Packing packing, Candidates candidates, int[] useful, int limit)
{
    private const int MostTries = 20_000;

    private int _tries;
    private int[] _route = [];
    private long _units;
    private long _penalty;

    /// <summary>The route, or a better one.</summary>
    public int[] Of(int[] route)
    {
        (_route, _units, _penalty) = (route, packing.Units(route), Penalty(route));
        while (_tries < MostTries && (Without() || Added() || Swapped() || Merged()))
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
        _route.Length < limit && packing.Bound(useful) > _units && Array.Exists(useful, f => Try([.. _route, f]));

    private bool Swapped()
    {
        for (var i = _route.Length - 1; i >= 0; i--)
        {
            int[] rest = [.. _route[..i], .. _route[(i + 1)..]];
            if (Array.Exists(useful, f => Try([.. rest, f])))
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
                if (Array.Exists(useful, f => Try([.. rest, f])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Try(int[] trial)
    {
        if (_tries >= MostTries || trial.AsSpan(0, Math.Max(0, trial.Length - 1)).Contains(trial.Length == 0 ? -1 : trial[^1]))
        {
            return false;
        }

        _tries++;
        var penalty = Penalty(trial);
        var cheaper = (trial.Length, penalty).CompareTo((_route.Length, _penalty)) < 0;
        var bound = packing.Bound(trial);
        if (bound < _units || (bound == _units && !cheaper))
        {
            return false;
        }

        Array.Sort(trial, candidates.Compare);
        var units = packing.Units(trial);
        if (units < _units || (units == _units && !cheaper))
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
            sum += candidates.Penalty(facility);
        }

        return sum;
    }
}
