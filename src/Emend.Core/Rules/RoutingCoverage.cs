using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>Calculates which units of an order are routed and which are unroutable.</summary>
public static class RoutingCoverage
{
    /// <summary>The unroutable quantity of a line.</summary>
    public static Quantity GetUnroutableQuantity(Order order, LineId line) => SumQuantity(order, line, waiting: true);

    /// <summary>
    /// Whether every routed unit stays routed and every added unit is routed. Units that were unroutable before are ignored; a reduced
    /// quantity removes them first. A facility without picking capacity in time does not count as routed.
    /// </summary>
    internal static bool AllUnitsStayRouted(RuleContext c)
    {
        if (c.Subject is RuleSubject.OfRoute { ExceedsCapacity: true })
        {
            return false;
        }

        foreach (var line in c.Order.Lines)
        {
            var (unplaced, before) = (GetUnroutableQuantity(c.Order, line.Id), GetUnroutableQuantity(c.Before, line.Id));
            if (unplaced > before
                || (unplaced > Quantity.Zero && unplaced > line.Quantity - SumQuantity(c.Before, line.Id, waiting: false)))
            {
                return false;
            }
        }
        return true;
    }

    private static Quantity SumQuantity(Order order, LineId line, bool waiting)
    {
        var sum = Quantity.Zero;
        foreach (var plan in order.Plans)
        {
            if (plan.Status is RoutingPlanStatus.NotRoutable == waiting)
            {
                foreach (var units in plan.Lines)
                {
                    if (units.Line == line)
                    {
                        sum += units.Quantity;
                    }
                }
            }
        }

        return sum;
    }
}
