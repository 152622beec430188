using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>So much of an article in a facility, meant for one order.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct AllocatedUnits(FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>
/// The stock that a joint plan means for one order. Nothing is set aside by it: it narrows what the order is routed on, and whether it is
/// still there is looked at when the order is written, as ever.
/// </summary>
/// <param name="Units">Where and how much; empty where the plan means nothing for the order.</param>
public sealed record StockAllocation(ImmutableArray<AllocatedUnits> Units)
{
    /// <summary>Nothing is meant for the order.</summary>
    public static readonly StockAllocation None = new(ImmutableArray<AllocatedUnits>.Empty);

    /// <summary>How many thousandths of units it is in all.</summary>
    public long Sum => Units.Sum(u => u.Quantity.Thousandths);

    /// <summary>What a route takes.</summary>
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

/// <summary>Of all stock only what is meant for one order.</summary>
internal sealed class AllocatedStockView(StockAllocation stockAllocation, Network network, IStockView stock) : IStockView
{
    public bool IsInfinite => stock.IsInfinite;

    public ReadOnlySpan<long> Available(ArticleId article)
    {
        var there = stock.Available(article);
        var meant = new long[there.Length];
        foreach (var unit in stockAllocation.Units)
        {
            if (unit.Article == article && network.IndexOf(unit.Facility) is >= 0 and var at && at < meant.Length)
            {
                meant[at] = Math.Min(there[at], meant[at] + unit.Quantity.Thousandths);
            }
        }

        return meant;
    }
}
