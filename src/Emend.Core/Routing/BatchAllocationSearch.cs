using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>What each of the rivals would get; null where that is nothing.</summary>
internal sealed record BatchAllocationCandidate(Route?[] Routes, BatchAllocationScore Score);

/// <summary>
/// Looks for what makes most of the rivals whole: one by one, then several orders of precedence in which nobody takes a part while another
/// could be whole, then, while patience lasts, every precedence of a few and a better one of many.
/// </summary>
internal sealed class BatchAllocationSearch(ImmutableArray<IndexedOrder> indexedOrders, TrialAllocation trial, long patience)
{
    /// <summary>Of so many every precedence is tried.</summary>
    private const int Few = 5;

    private readonly bool[] _hopeless = new bool[indexedOrders.Length];
    private BatchAllocationCandidate _best = new([], BatchAllocationScore.Nothing);

    /// <summary>How many routes may still be tried.</summary>
    public long Patience { get; private set; } = patience;

    /// <summary>The best that was found; the rivals come the longest waiting first.</summary>
    public (BatchAllocationCandidate Best, BatchAllocationScore OneByOne) Best()
    {
        _best = Try([.. Enumerable.Range(0, indexedOrders.Length)], wholeFirst: false);
        var oneByOne = _best.Score;
        if (oneByOne.Whole == indexedOrders.Length)
        {
            return (_best, oneByOne);
        }

        var max = MostWhole();
        foreach (var precedence in Precedences())
        {
            Consider(Try(precedence, wholeFirst: true));
        }

        if (_best.Score.Whole < max)
        {
            Improve(max);
        }

        return (_best, oneByOne);
    }

    /// <summary>How many of them could be whole if each were alone: more than that never are.</summary>
    private int MostWhole()
    {
        for (var i = 0; i < indexedOrders.Length; i++)
        {
            var demand = indexedOrders[i].Order.Demand;
            _hopeless[i] = !IsWhole(_best, i) && (!HasStock(demand) || !trial.Route(demand).Unplaced.IsEmpty);
        }

        return _hopeless.Count(hopeless => !hopeless);
    }

    private bool HasStock(RoutingDemand demand)
    {
        foreach (var line in demand.Lines)
        {
            if (trial.Free(line.Article) < line.Quantity.Thousandths)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The longest waiting, the smallest, and who takes least of what is scarce, before the others.</summary>
    private IEnumerable<int[]> Precedences()
    {
        var all = Enumerable.Range(0, indexedOrders.Length).Where(i => !_hopeless[i]).ToArray();
        yield return all;
        yield return [.. all.OrderBy(i => indexedOrders[i].Order.Demand.Lines.Sum(l => l.Quantity.Thousandths))];
        var wanted = indexedOrders.SelectMany(r => r.Order.Demand.Lines).GroupBy(l => l.Article)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity.Thousandths));
        var scarcity = wanted.ToDictionary(
            w => w.Key, w => trial.Free(w.Key) is var free && free >= w.Value ? 0m : 1m / Math.Max(1, free));
        yield return [.. all.OrderBy(i => indexedOrders[i].Order.Demand.Lines.Sum(l => l.Quantity.Thousandths * scarcity[l.Article]))];
    }

    /// <summary>Routes them one after the other; whole first, nobody takes a part before all who can be whole are.</summary>
    private BatchAllocationCandidate Try(ReadOnlySpan<int> precedence, bool wholeFirst)
    {
        var routes = new Route?[indexedOrders.Length];
        foreach (var i in precedence)
        {
            Place(i, routes, onlyWhole: wholeFirst);
        }

        return Finish(routes, wholeFirst);
    }

    /// <summary>Those who are not whole take what is left, the longest waiting first; then all is given back.</summary>
    private BatchAllocationCandidate Finish(Route?[] routes, bool wholeFirst)
    {
        for (var i = 0; i < routes.Length && wholeFirst && trial.InPart; i++)
        {
            if (routes[i] is null)
            {
                Place(i, routes, onlyWhole: false);
            }
        }

        var score = BatchAllocationScore.Nothing;
        for (var i = 0; i < routes.Length; i++)
        {
            if (routes[i] is { } route)
            {
                trial.Take(route, indexedOrders[i].Order.Demand, -1);
                score += new BatchAllocationScore(route.Unplaced.IsEmpty ? 1 : 0, route.Assignments.Sum(a => a.Quantity.Thousandths));
            }
        }

        return new(routes, score);
    }

    private bool Place(int i, Route?[] routes, bool onlyWhole)
    {
        var demand = indexedOrders[i].Order.Demand;
        if (onlyWhole && !HasStock(demand))
        {
            return false;
        }

        Patience -= onlyWhole ? 1 : 0;
        var route = trial.Route(demand);
        if (onlyWhole && !route.Unplaced.IsEmpty)
        {
            return false;
        }

        trial.Take(route, demand);
        routes[i] = route;
        return true;
    }

    private void Improve(int max)
    {
        if (indexedOrders.Length <= Few)
        {
            Every(new Route?[indexedOrders.Length], 0, max);
            return;
        }

        // Who is not whole goes first, before those who are.
        for (var i = 0; i < indexedOrders.Length && Patience > 0 && _best.Score.Whole < max; i++)
        {
            if (!_hopeless[i] && !IsWhole(_best, i))
            {
                var (best, first) = (_best, i);
                var others = Enumerable.Range(0, indexedOrders.Length).Where(r => r != first && !_hopeless[r]);
                Consider(Try([i, .. others.OrderByDescending(r => IsWhole(best, r))], wholeFirst: true));
            }
        }
    }

    /// <summary>Everybody who could be next, and everybody after that.</summary>
    private void Every(Route?[] routes, int whole, int max)
    {
        var last = true;
        for (var i = 0; i < routes.Length && Patience > 0 && _best.Score.Whole < max; i++)
        {
            if (routes[i] is null && !_hopeless[i] && Place(i, routes, onlyWhole: true))
            {
                last = false;
                Every(routes, whole + 1, max);
                trial.Take(routes[i]!, indexedOrders[i].Order.Demand, -1);
                routes[i] = null;
            }
        }

        if (last && whole >= _best.Score.Whole)
        {
            Consider(Finished(routes));
        }
    }

    // Finishing gives all back; the precedence that led here still holds it.
    private BatchAllocationCandidate Finished(Route?[] routes)
    {
        var attempt = Finish([.. routes], wholeFirst: true);
        foreach (var (i, route) in routes.Index())
        {
            if (route is not null)
            {
                trial.Take(route, indexedOrders[i].Order.Demand);
            }
        }

        return attempt;
    }

    private void Consider(BatchAllocationCandidate attempt) => _best = attempt.Score.IsBetterThan(_best.Score) ? attempt : _best;

    private static bool IsWhole(BatchAllocationCandidate attempt, int i) => attempt.Routes[i] is { Unplaced.IsEmpty: true };
}
