using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>A candidate allocation: one route per order; null for an order without a route.</summary>
internal sealed record BatchAllocationCandidate(Route?[] Routes, BatchAllocationScore Score);

/// <summary>
/// Searches for the allocation with the most complete orders. Tries sequential allocation, then several precedences in which no order is
/// routed partially while another order can be complete. With remaining attempts, the search tries every precedence of a few orders, or
/// improves one precedence of many orders.
/// </summary>
internal sealed class BatchAllocationSearch(ImmutableArray<IndexedOrder> indexedOrders, TrialAllocation trial, long attempts)
{
    /// <summary>Maximum number of orders for which every precedence is tried.</summary>
    private const int MaxExhaustiveOrders = 5;

    private readonly bool[] _cannotComplete = new bool[indexedOrders.Length];
    private BatchAllocationCandidate _best = new([], BatchAllocationScore.Zero);

    /// <summary>Number of routes that may still be tried.</summary>
    public long RemainingAttempts { get; private set; } = attempts;

    /// <summary>Returns the best allocation. The orders are sorted by waiting time, longest first.</summary>
    public (BatchAllocationCandidate Best, BatchAllocationScore OneByOne) FindBest()
    {
        _best = Allocate([.. Enumerable.Range(0, indexedOrders.Length)], completeFirst: false);
        var sequentialScore = _best.Score;
        if (sequentialScore.CompleteOrders == indexedOrders.Length)
        {
            return (_best, sequentialScore);
        }

        var max = GetMaxComplete();
        foreach (var precedence in GetPrecedences())
        {
            Consider(Allocate(precedence, completeFirst: true));
        }

        if (_best.Score.CompleteOrders < max)
        {
            Improve(max);
        }

        return (_best, sequentialScore);
    }

    /// <summary>Upper bound of complete orders: the number of orders that could be complete alone.</summary>
    private int GetMaxComplete()
    {
        for (var i = 0; i < indexedOrders.Length; i++)
        {
            var demand = indexedOrders[i].Order.Demand;
            _cannotComplete[i] = !IsComplete(_best, i) && (!HasStock(demand) || !trial.Route(demand).Unroutable.IsEmpty);
        }

        return _cannotComplete.Count(hopeless => !hopeless);
    }

    private bool HasStock(RoutingDemand demand)
    {
        foreach (var line in demand.Lines)
        {
            if (trial.GetTotalAvailable(line.Article) < line.Quantity.Thousandths)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns precedences: longest waiting first, smallest first, and least use of scarce stock first.</summary>
    private IEnumerable<int[]> GetPrecedences()
    {
        var all = Enumerable.Range(0, indexedOrders.Length).Where(i => !_cannotComplete[i]).ToArray();
        yield return all;
        yield return [.. all.OrderBy(i => indexedOrders[i].Order.Demand.Lines.Sum(l => l.Quantity.Thousandths))];
        var demand = indexedOrders.SelectMany(r => r.Order.Demand.Lines).GroupBy(l => l.Article)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity.Thousandths));
        var scarcity = demand.ToDictionary(
            w => w.Key, w => trial.GetTotalAvailable(w.Key) is var free && free >= w.Value ? 0m : 1m / Math.Max(1, free));
        yield return [.. all.OrderBy(i => indexedOrders[i].Order.Demand.Lines.Sum(l => l.Quantity.Thousandths * scarcity[l.Article]))];
    }

    /// <summary>
    /// Routes the orders in sequence. With completeFirst, no order is routed partially before all orders that can be complete are routed.
    /// </summary>
    private BatchAllocationCandidate Allocate(ReadOnlySpan<int> precedence, bool completeFirst)
    {
        var routes = new Route?[indexedOrders.Length];
        foreach (var i in precedence)
        {
            RouteOrder(i, routes, completeOnly: completeFirst);
        }

        return Complete(routes, completeFirst);
    }

    /// <summary>Routes incomplete orders on the remaining stock, longest waiting first; then returns all trial stock.</summary>
    private BatchAllocationCandidate Complete(Route?[] routes, bool completeFirst)
    {
        for (var i = 0; i < routes.Length && completeFirst && trial.AllowsPartialRouting; i++)
        {
            if (routes[i] is null)
            {
                RouteOrder(i, routes, completeOnly: false);
            }
        }

        var score = BatchAllocationScore.Zero;
        for (var i = 0; i < routes.Length; i++)
        {
            if (routes[i] is { } route)
            {
                trial.Take(route, indexedOrders[i].Order.Demand, -1);
                score += new BatchAllocationScore(route.Unroutable.IsEmpty ? 1 : 0, route.Assignments.Sum(a => a.Quantity.Thousandths));
            }
        }

        return new(routes, score);
    }

    private bool RouteOrder(int i, Route?[] routes, bool completeOnly)
    {
        var demand = indexedOrders[i].Order.Demand;
        if (completeOnly && !HasStock(demand))
        {
            return false;
        }

        RemainingAttempts -= completeOnly ? 1 : 0;
        var route = trial.Route(demand);
        if (completeOnly && !route.Unroutable.IsEmpty)
        {
            return false;
        }

        trial.Take(route, demand);
        routes[i] = route;
        return true;
    }

    private void Improve(int max)
    {
        if (indexedOrders.Length <= MaxExhaustiveOrders)
        {
            TryEveryOrder(new Route?[indexedOrders.Length], 0, max);
            return;
        }

        // Incomplete orders go before complete ones.
        for (var i = 0; i < indexedOrders.Length && RemainingAttempts > 0 && _best.Score.CompleteOrders < max; i++)
        {
            if (!_cannotComplete[i] && !IsComplete(_best, i))
            {
                var (best, first) = (_best, i);
                var others = Enumerable.Range(0, indexedOrders.Length).Where(r => r != first && !_cannotComplete[r]);
                Consider(Allocate([i, .. others.OrderByDescending(r => IsComplete(best, r))], completeFirst: true));
            }
        }
    }

    /// <summary>Tries every order as the next one, recursively.</summary>
    private void TryEveryOrder(Route?[] routes, int whole, int max)
    {
        var last = true;
        for (var i = 0; i < routes.Length && RemainingAttempts > 0 && _best.Score.CompleteOrders < max; i++)
        {
            if (routes[i] is null && !_cannotComplete[i] && RouteOrder(i, routes, completeOnly: true))
            {
                last = false;
                TryEveryOrder(routes, whole + 1, max);
                trial.Take(routes[i]!, indexedOrders[i].Order.Demand, -1);
                routes[i] = null;
            }
        }

        if (last && whole >= _best.Score.CompleteOrders)
        {
            Consider(CompleteAndRestore(routes));
        }
    }

    // Complete() returns all trial stock; the current precedence takes it again.
    private BatchAllocationCandidate CompleteAndRestore(Route?[] routes)
    {
        var attempt = Complete([.. routes], completeFirst: true);
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

    private static bool IsComplete(BatchAllocationCandidate attempt, int i) => attempt.Routes[i] is { Unroutable.IsEmpty: true };
}
