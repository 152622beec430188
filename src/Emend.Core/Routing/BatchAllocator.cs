using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>An order whose open units compete with those of others for stock.</summary>
/// <param name="Demand">What is to be routed.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record CompetingOrder(RoutingDemand Demand, DateTimeOffset Since);

/// <summary>What many orders are routed on.</summary>
/// <param name="Network">The facilities.</param>
/// <param name="Stock">What can be had.</param>
/// <param name="Strategy">How.</param>
/// <param name="Work">How much work waits; null where the strategy does not ask.</param>
public sealed record BatchRoutingContext(Network Network, IStockView Stock, RoutingStrategy Strategy, IWorkloadView? Work);

/// <summary>How good it is what many orders get: the more orders whole the better; of as many, the more units with a place.</summary>
/// <param name="Whole">How many orders have a place for every unit.</param>
/// <param name="Units">How many thousandths of units have a place, of all orders together.</param>
public readonly record struct BatchAllocationScore(int Whole, long Units)
{
    /// <summary>The worst there is.</summary>
    public static readonly BatchAllocationScore Nothing = new(0, 0);

    /// <summary>Both together.</summary>
    public static BatchAllocationScore operator +(BatchAllocationScore one, BatchAllocationScore other) => new(one.Whole + other.Whole, one.Units + other.Units);

    /// <summary>Whether this one is strictly better.</summary>
    public bool IsBetterThan(BatchAllocationScore other) => Whole != other.Whole ? Whole > other.Whole : Units > other.Units;
}

/// <summary>
/// Who of many orders gets which stock, decided jointly: never worse than if they were routed one by one, the longest waiting first, since
/// that is tried as well and kept unless something is better. Each is then routed by a decision of its own on what is meant for it.
/// </summary>
/// <param name="Allotments">What is meant for each order, in their order.</param>
/// <param name="Score">How good that is.</param>
/// <param name="OneByOne">How good one by one would be.</param>
public sealed record BatchAllocator(ImmutableArray<StockAllocation> Allotments, BatchAllocationScore Score, BatchAllocationScore OneByOne)
{
    /// <summary>So many more routes it tries for each order on the average, looking for something better.</summary>
    private const int Patience = 1;

    private const int MinPatience = 2_000;

    /// <summary>Decides for all of them at once. Deterministic; looks at finite stock only.</summary>
    public static BatchAllocator From(IReadOnlyList<CompetingOrder> orders, BatchRoutingContext field)
    {
        var stockAllocations = new StockAllocation[orders.Count];
        var (score, oneByOne, patience) = (BatchAllocationScore.Nothing, BatchAllocationScore.Nothing, Math.Max(MinPatience, Patience * (long)orders.Count));
        foreach (var indexedOrders in Rivals(orders, apart: !field.Strategy.UsesWork))
        {
            var search = new BatchAllocationSearch(indexedOrders, new TrialAllocation(field, indexedOrders), patience);
            var found = search.Best();
            patience = search.Patience;
            (score, oneByOne) = (score + found.Best.Score, oneByOne + found.OneByOne);
            foreach (var (at, indexedOrder) in indexedOrders.Index())
            {
                stockAllocations[indexedOrder.Number] = found.Best.Routes[at] is { } route ? StockAllocation.From(route, indexedOrder.Order.Demand) : StockAllocation.None;
            }
        }

        return new([.. stockAllocations], score, oneByOne);
    }

    // Orders that share no article take nothing from each other, unless work at the facilities counts as well.
    private static IEnumerable<ImmutableArray<IndexedOrder>> Rivals(IReadOnlyList<CompetingOrder> orders, bool apart)
    {
        var parent = Enumerable.Range(0, orders.Count).ToArray();
        var first = new Dictionary<ArticleId, int>();
        for (var order = 0; order < orders.Count; order++)
        {
            foreach (var line in orders[order].Demand.Lines)
            {
                if (line.Quantity > Quantity.Zero && !first.TryAdd(line.Article, order))
                {
                    parent[Root(parent, order)] = Root(parent, first[line.Article]);
                }
            }
        }

        return Enumerable.Range(0, orders.Count)
            .OrderBy(order => orders[order].Since).ThenBy(order => order)
            .GroupBy(order => apart ? Root(parent, order) : 0)
            .Select(rivals => rivals.Select(order => new IndexedOrder(order, orders[order])).ToImmutableArray());
    }

    private static int Root(int[] parent, int order)
    {
        while (parent[order] != order)
        {
            order = parent[order] = parent[parent[order]];
        }

        return order;
    }
}

/// <summary>One of the orders that compete, by its place among all of them.</summary>
internal readonly record struct IndexedOrder(int Number, CompetingOrder Order);
