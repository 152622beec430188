using System.Runtime.InteropServices;

namespace Emend.Core.Orders;

/// <summary>
/// What became of the ordered units of a line. Every unit counts once: the ordered quantity is the sum of all members except
/// <paramref name="ToRestock"/>. Source: docs/rules/fulfillmenttools/definitions.md, "Units of a line".
/// </summary>
/// <param name="Open">
/// Routed to a facility, and not picked; no stock is reserved. The facility works with infinite stock, or the reservation was removed.
/// </param>
/// <param name="Waiting">Unroutable; waits for stock.</param>
/// <param name="Reserved">Routed to a facility with reserved stock, and not picked.</param>
/// <param name="Picked">Picked for the customer, and not handed over.</param>
/// <param name="HandedOver">Handed over to the carrier or the customer.</param>
/// <param name="Canceled">Not supplied: not found, or the pick job or the order was canceled.</param>
/// <param name="Refused">Not accepted by the customer at the handover; the goods are not restocked.</param>
/// <param name="Returned">Not accepted by the customer at the handover; the goods are restocked.</param>
/// <param name="ToRestock">Picked goods that the order no longer needs and that are not restocked; their units count elsewhere.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LineUnits(
    Quantity Open,
    Quantity Waiting,
    Quantity Reserved,
    Quantity Picked,
    Quantity HandedOver,
    Quantity Canceled,
    Quantity Refused,
    Quantity Returned,
    Quantity ToRestock)
{
    /// <summary>The sum of all units; equals the ordered quantity.</summary>
    public Quantity Total => Open + Waiting + Reserved + Picked + HandedOver + Canceled + Refused + Returned;

    /// <summary>Counts the units of a line.</summary>
    public static LineUnits Count(Order order, Line line)
    {
        var units = new LineUnits
        {
            HandedOver = line.Shipped,
            Refused = line.Refused,
            Returned = line.Returned,
            ToRestock = line.PickedNotRestocked,
        };
        if (!order.IsActive)
        {
            return units with { Canceled = line.Quantity - units.Total };
        }

        units = units with { Canceled = line.Withdrawn - line.Refused - line.Returned };
        foreach (var plan in order.Plans)
        {
            foreach (var planned in plan.Lines)
            {
                units = planned.Line == line.Id ? units.With(order, plan, planned) : units;
            }
        }

        return units;
    }

    private LineUnits With(Order order, RoutingPlan plan, PlanLine planned)
    {
        if (plan.IsUnroutable)
        {
            return this with { Waiting = Waiting + planned.Quantity };
        }

        var job = order.FindPickJobOfPlan(plan.Id);
        var picked = job?.Lines.FirstOrDefault(l => l.Line == planned.Line).Picked ?? Quantity.Zero;
        var missing = planned.Quantity - picked;
        var units = this with { Picked = Picked + picked - GetHandedOver(order, job, planned.Line) };
        // Orders of older versions keep missing units on the plan of a closed pick job.
        if (job is { Status: PickJobStatus.Closed })
        {
            return units with { Canceled = Canceled + missing };
        }

        var reserved = planned.Reserved <= missing ? planned.Reserved : missing;
        return units with { Reserved = Reserved + reserved, Open = Open + (missing - reserved) };
    }

    private static Quantity GetHandedOver(Order order, PickJob? job, LineId line) => job is null
        ? Quantity.Zero
        : order.HandoverJobs.Where(h => h.PickJobId == job.Id).Aggregate(Quantity.Zero, (sum, h) => sum + h.GetHandedOver(line));
}
