using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>Which units of an order have a facility and a reservation, and which wait.</summary>
public static class RoutingCoverage
{
    /// <summary>How much of a line found no place.</summary>
    public static Quantity UnroutableQuantity(Order order, LineId line) => In(order, line, waiting: true);

    /// <summary>
    /// Whether no unit that had a place lost it and every added one found one: units without a place before do not count, and where a
    /// line was lowered, they are the first to go.
    /// </summary>
    internal static bool AllUnitsKeepFacility(RuleContext c)
    {
        foreach (var line in c.Order.Lines)
        {
            var (unplaced, before) = (UnroutableQuantity(c.Order, line.Id), UnroutableQuantity(c.Before, line.Id));
            if (unplaced > before || (unplaced > Quantity.Zero && unplaced > line.Quantity - In(c.Before, line.Id, waiting: false)))
                return false;
        }
        return true;
    }

    private static Quantity In(Order order, LineId line, bool waiting)
    {
        var sum = Quantity.Zero;
        foreach (var plan in order.Plans)
            if (plan.Status is RoutingPlanStatus.NotRoutable == waiting)
                foreach (var units in plan.Lines)
                    if (units.Line == line)
                        sum += units.Quantity;
        return sum;
    }
}
