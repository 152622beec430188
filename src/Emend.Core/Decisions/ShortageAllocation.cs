using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>An order with reservations at a facility that has a shortage.</summary>
/// <param name="Order">The order.</param>
/// <param name="Held">Reserved quantity without started work.</param>
/// <param name="CanReroute">Whether every unit can be routed to another facility.</param>
/// <param name="PreferredTime">Preferred time of the customer; the order date if not specified.</param>
/// <param name="PlacedAt">When Emend accepted the order.</param>
public readonly record struct ShortageCandidate(
    OrderId Order, Quantity Held, bool CanReroute, DateTimeOffset PreferredTime, DateTimeOffset PlacedAt);

/// <summary>
/// Selects the orders that give up reservations in a shortage (docs/adr/0015): preferably only orders that can be routed elsewhere, as few
/// as possible, and of these the orders with the latest preferred time, then the latest placement.
/// </summary>
public static class ShortageAllocation
{
    /// <summary>Returns the orders that give up reservations, in this order; all orders if even they do not cover the shortage.</summary>
    public static ImmutableArray<OrderId> SelectOrders(IEnumerable<ShortageCandidate> candidates, Quantity shortage)
    {
        var latestFirst = candidates.Where(h => h.Held > Quantity.Zero)
            .OrderByDescending(h => h.CanReroute).ThenByDescending(h => h.PreferredTime).ThenByDescending(h => h.PlacedAt)
            .ThenByDescending(h => h.Order.Value, StringComparer.Ordinal)
            .ToList();
        var moving = latestFirst.Where(h => h.CanReroute).ToList();
        var enough = Sum(moving) >= shortage.Thousandths;
        var losing = enough ? [] : SelectFewest([.. latestFirst.Skip(moving.Count)], shortage.Thousandths - Sum(moving));
        return [.. (enough ? SelectFewest(moving, shortage.Thousandths) : moving).Concat(losing).Select(h => h.Order)];
    }

    /// <summary>Creates the candidate of an order; null if it has no movable reservation of the article at the facility.</summary>
    public static ShortageCandidate? CreateCandidate(Order order, FacilityId facility, ArticleId article, bool canReroute)
    {
        var held = GetMovablePlans(order, facility, article).SelectMany(p => p.Lines).Where(l => order.FindArticle(l.Line) == article)
            .Aggregate(Quantity.Zero, (sum, l) => sum + l.Reserved);
        return held > Quantity.Zero
            ? new(order.Id, held, canReroute, order.Delivery.PreferredTime ?? order.OrderDate, order.CreatedAt)
            : null;
    }

    /// <summary>Returns the plans that reserve the article at the facility and have no started work.</summary>
    internal static ImmutableArray<RoutingPlan> GetMovablePlans(Order order, FacilityId facility, ArticleId article) =>
    [
        .. order.Plans.Where(p => p.Facility == facility
            && order.FindPickJobOfPlan(p.Id) is null or { Status: PickJobStatus.Open }
            && p.Lines.Any(l => l.Reserved > Quantity.Zero && order.FindArticle(l.Line) == article)),
    ];

    // The number is that of the largest reservations. Candidates are taken from the latest on, as long as that number suffices.
    private static List<ShortageCandidate> SelectFewest(List<ShortageCandidate> latestFirst, long shortage)
    {
        var most = latestFirst.Select(h => h.Held.Thousandths).OrderDescending().ToList();
        var chosen = new List<ShortageCandidate>();
        shortage = Math.Min(shortage, most.Sum());
        var places = CountNeeded(most, shortage);
        foreach (var candidate in latestFirst)
        {
            if (places == 0 || shortage <= 0)
            {
                break;
            }

            most.Remove(candidate.Held.Thousandths);
            if (candidate.Held.Thousandths + most.Take(places - 1).Sum() < shortage)
            {
                continue;
            }

            chosen.Add(candidate);
            (places, shortage) = (places - 1, shortage - candidate.Held.Thousandths);
        }
        return chosen;
    }

    private static int CountNeeded(List<long> most, long shortage)
    {
        var count = 0;
        for (; count < most.Count && shortage > 0; count++)
        {
            shortage -= most[count];
        }

        return count;
    }

    private static long Sum(List<ShortageCandidate> candidates) => candidates.Sum(h => h.Held.Thousandths);
}
