using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Units of an article at a facility that are allocated to one order.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct AllocatedUnits(FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>
/// Stock that a batch allocation assigns to one order. An allocation reserves nothing: it limits the stock for routing the order. The
/// write of the order checks the stock as usual.
/// </summary>
/// <param name="Units">Units per facility and article; empty if nothing is allocated.</param>
public sealed record StockAllocation(ImmutableArray<AllocatedUnits> Units)
{
    /// <summary>An empty allocation.</summary>
    public static readonly StockAllocation None = new(ImmutableArray<AllocatedUnits>.Empty);

    /// <summary>Total units, in thousandths.</summary>
    public long TotalThousandths => Units.Sum(u => u.Quantity.Thousandths);

    /// <summary>Creates the allocation of a route.</summary>
    public static StockAllocation From(Route route, RoutingDemand demand)
    {
        var articles = demand.Lines.ToDictionary(l => l.Line, l => l.Article);
        return new(
        [
            .. route.Assignments.GroupBy(a => (a.Facility, Article: articles[a.Line]))
                .Select(g => new AllocatedUnits(g.Key.Facility, g.Key.Article, new(g.Sum(a => a.Quantity.Thousandths)))),
        ]);
    }
}

/// <summary>A stock view that is limited to the allocated stock of one order.</summary>
internal sealed class AllocatedStockView(StockAllocation allocation, Network network, IStockView stock) : IStockView
{
    public bool IsInfinite => stock.IsInfinite;

    public ReadOnlySpan<long> Available(ArticleId article)
    {
        var available = stock.Available(article);
        var allocated = new long[available.Length];
        foreach (var unit in allocation.Units)
        {
            if (unit.Article == article && network.IndexOf(unit.Facility) is >= 0 and var at && at < allocated.Length)
            {
                allocated[at] = Math.Min(available[at], allocated[at] + unit.Quantity.Thousandths);
            }
        }

        return allocated;
    }
}
