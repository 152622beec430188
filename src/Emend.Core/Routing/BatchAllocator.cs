using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>An order whose open units compete with other orders for stock.</summary>
/// <param name="Demand">The demand to route.</param>
/// <param name="UnroutableSince">Since when its units are unroutable.</param>
public sealed record CompetingOrder(RoutingDemand Demand, DateTimeOffset UnroutableSince);

/// <summary>Inputs of a batch allocation.</summary>
/// <param name="Network">The facilities.</param>
/// <param name="Stock">Available stock.</param>
/// <param name="Strategy">The routing strategy.</param>
/// <param name="Workload">Workload of the facilities; null if the strategy does not use it.</param>
public sealed record BatchRoutingContext(Network Network, IStockView Stock, RoutingStrategy Strategy, IWorkloadView? Workload);

/// <summary>Score of an allocation: more complete orders are better; for equal numbers, more routed units are better.</summary>
/// <param name="CompleteOrders">Number of orders with all units routed.</param>
/// <param name="Units">Routed units of all orders, in thousandths.</param>
public readonly record struct BatchAllocationScore(int CompleteOrders, long Units)
{
    /// <summary>The worst score.</summary>
    public static readonly BatchAllocationScore Zero = new(0, 0);

    /// <summary>The sum of two scores.</summary>
    public static BatchAllocationScore operator +(BatchAllocationScore one, BatchAllocationScore other) =>
        new(one.CompleteOrders + other.CompleteOrders, one.Units + other.Units);

    /// <summary>Whether this score is strictly better.</summary>
    public bool IsBetterThan(BatchAllocationScore other) =>
        CompleteOrders != other.CompleteOrders ? CompleteOrders > other.CompleteOrders : Units > other.Units;
}

/// <summary>
/// Allocates scarce stock among many orders. The result is never worse than sequential routing by waiting time, because that is also
/// tried. A separate decision then routes each order on its allocated stock.
/// </summary>
/// <param name="Allocations">Allocated stock of each order, in the order of the input.</param>
/// <param name="Score">Score of the allocation.</param>
/// <param name="SequentialScore">Score of sequential routing.</param>
public sealed record BatchAllocator(
    ImmutableArray<StockAllocation> Allocations, BatchAllocationScore Score, BatchAllocationScore SequentialScore)
{
    /// <summary>Average number of additional routes to try per order.</summary>
    private const int AttemptsPerOrder = 1;

    private const int MinAttempts = 2_000;

    /// <summary>Allocates stock to all orders. Deterministic; supports finite stock only.</summary>
    public static BatchAllocator Allocate(IReadOnlyList<CompetingOrder> orders, BatchRoutingContext context)
    {
        var allocations = new StockAllocation[orders.Count];
        var (score, sequentialScore, attempts) =
            (BatchAllocationScore.Zero, BatchAllocationScore.Zero, Math.Max(MinAttempts, AttemptsPerOrder * (long)orders.Count));
        foreach (var indexedOrders in GroupCompetingOrders(orders, apart: !context.Strategy.UsesWorkload))
        {
            var search = new BatchAllocationSearch(indexedOrders, new TrialAllocation(context, indexedOrders), attempts);
            var found = search.FindBest();
            attempts = search.RemainingAttempts;
            (score, sequentialScore) = (score + found.Best.Score, sequentialScore + found.OneByOne);
            foreach (var (at, indexedOrder) in indexedOrders.Index())
            {
                allocations[indexedOrder.Number] = found.Best.Routes[at] is { } route
                    ? StockAllocation.From(route, indexedOrder.Order.Demand) : StockAllocation.None;
            }
        }

        return new([.. allocations], score, sequentialScore);
    }

    // Orders without a common article do not compete, unless the workload of the facilities counts.
    private static IEnumerable<ImmutableArray<IndexedOrder>> GroupCompetingOrders(IReadOnlyList<CompetingOrder> orders, bool apart)
    {
        var parent = Enumerable.Range(0, orders.Count).ToArray();
        var first = new Dictionary<ArticleId, int>();
        for (var order = 0; order < orders.Count; order++)
        {
            foreach (var line in orders[order].Demand.Lines)
            {
                if (line.Quantity > Quantity.Zero && !first.TryAdd(line.Article, order))
                {
                    parent[FindRoot(parent, order)] = FindRoot(parent, first[line.Article]);
                }
            }
        }

        return Enumerable.Range(0, orders.Count)
            .OrderBy(order => orders[order].UnroutableSince).ThenBy(order => order)
            .GroupBy(order => apart ? FindRoot(parent, order) : 0)
            .Select(rivals => rivals.Select(order => new IndexedOrder(order, orders[order])).ToImmutableArray());
    }

    private static int FindRoot(int[] parent, int order)
    {
        while (parent[order] != order)
        {
            order = parent[order] = parent[parent[order]];
        }

        return order;
    }
}

/// <summary>A competing order and its index in the input.</summary>
internal readonly record struct IndexedOrder(int Number, CompetingOrder Order);
