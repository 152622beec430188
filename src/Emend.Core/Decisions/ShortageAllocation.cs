using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>What an order holds where less is than was reserved, and what it would mean to take it away.</summary>
/// <param name="Order">The order.</param>
/// <param name="Held">How much it holds there on which no work was begun.</param>
/// <param name="FindsPlace">Whether every unit would find another place.</param>
/// <param name="WantedAt">When the customer wants it; the order date where nothing was said.</param>
/// <param name="PlacedAt">When Emend took it.</param>
public readonly record struct ShortageCandidate(
    OrderId Order, Quantity Held, bool FindsPlace, DateTimeOffset WantedAt, DateTimeOffset PlacedAt);

/// <summary>
/// Which orders give up what is lacking (docs/adr/0012): if they can, only orders
/// that find another place; of those as few as possible; of those the latest wanted, then the latest placed.
/// </summary>
public static class ShortageAllocation
{
    /// <summary>Who gives up, in that order; everybody where even that is not enough.</summary>
    public static ImmutableArray<OrderId> Of(IEnumerable<ShortageCandidate> shortageCandidates, Quantity lacking)
    {
        var latestFirst = shortageCandidates.Where(h => h.Held > Quantity.Zero)
            .OrderByDescending(h => h.FindsPlace).ThenByDescending(h => h.WantedAt).ThenByDescending(h => h.PlacedAt)
            .ThenByDescending(h => h.Order.Value, StringComparer.Ordinal)
            .ToList();
        var moving = latestFirst.Where(h => h.FindsPlace).ToList();
        var enough = Sum(moving) >= lacking.Thousandths;
        var losing = enough ? [] : Fewest([.. latestFirst.Skip(moving.Count)], lacking.Thousandths - Sum(moving));
        return [.. (enough ? Fewest(moving, lacking.Thousandths) : moving).Concat(losing).Select(h => h.Order)];
    }

    /// <summary>What the order holds of the article in the facility that may be taken away; null where that is nothing.</summary>
    public static ShortageCandidate? Of(Order order, FacilityId facility, ArticleId article, bool findsPlace)
    {
        var held = Movable(order, facility, article).SelectMany(p => p.Lines).Where(l => order.Article(l.Line) == article)
            .Aggregate(Quantity.Zero, (sum, l) => sum + l.Reserved);
        return held > Quantity.Zero
            ? new(order.Id, held, findsPlace, order.Delivery.PreferredTime ?? order.OrderDate, order.CreatedAt)
            : null;
    }

    /// <summary>The plans that hold the article in the facility, and on which no work was begun.</summary>
    internal static ImmutableArray<RoutingPlan> Movable(Order order, FacilityId facility, ArticleId article) =>
    [
        .. order.Plans.Where(p => p.Facility == facility
            && order.PickJobOf(p.Id) is null or { Status: PickJobStatus.Open }
            && p.Lines.Any(l => l.Reserved > Quantity.Zero && order.Article(l.Line) == article)),
    ];

    // As few as the largest would be; from the latest on whoever can be among so few.
    private static List<ShortageCandidate> Fewest(List<ShortageCandidate> latestFirst, long lacking)
    {
        var most = latestFirst.Select(h => h.Held.Thousandths).OrderDescending().ToList();
        var chosen = new List<ShortageCandidate>();
        lacking = Math.Min(lacking, most.Sum());
        var places = CountFor(most, lacking);
        foreach (var shortageCandidate in latestFirst)
        {
            if (places == 0 || lacking <= 0)
                break;
            most.Remove(shortageCandidate.Held.Thousandths);
            if (shortageCandidate.Held.Thousandths + most.Take(places - 1).Sum() < lacking)
                continue;
            chosen.Add(shortageCandidate);
            (places, lacking) = (places - 1, lacking - shortageCandidate.Held.Thousandths);
        }
        return chosen;
    }

    private static int CountFor(List<long> most, long lacking)
    {
        var count = 0;
        for (; count < most.Count && lacking > 0; count++)
            lacking -= most[count];
        return count;
    }

    private static long Sum(List<ShortageCandidate> shortageCandidates) => shortageCandidates.Sum(h => h.Held.Thousandths);
}
