using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>Which units of an order have a facility and a reservation, and which wait.</summary>
public static class Places
{
    /// <summary>How much of a line found no place.</summary>
    public static Quantity Unplaced(Order order, LineId line)
    {
        var sum = Quantity.Zero;
        foreach (var plan in order.Plans)
            if (plan.Status is RoutingPlanStatus.NotRoutable)
                foreach (var units in plan.Lines)
                    if (units.Line == line)
                        sum += units.Quantity;
        return sum;
    }

    /// <summary>Whether no line has more units without a place than before; units that had none before do not count.</summary>
    internal static bool Kept(Case c) =>
        c.Order.Lines.All(l => Unplaced(c.Order, l.Id) <= Unplaced(c.Before, l.Id));
}
