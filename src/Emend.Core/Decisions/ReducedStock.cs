using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>
/// Stock on hand that was reduced for superseded plans before their units were picked. Units that stay at the facility use it, so that
/// the stock is not reserved and reduced again.
/// </summary>
internal sealed class ReducedStock
{
    private readonly Dictionary<(FacilityId, ArticleId), Quantity> _left = [];

    private ReducedStock()
    {
    }

    /// <summary>Returns the reduced stock of the plans. Lines that the order no longer has count too.</summary>
    public static ReducedStock Of(Order order, Order before, ImmutableArray<EntityId> plans)
    {
        var stock = new ReducedStock();
        foreach (var plan in order.Plans)
        {
            foreach (var line in plan.Lines)
            {
                if (line.StockReduced > Quantity.Zero && plan.Facility is { } facility && plans.Contains(plan.Id)
                    && before.FindArticle(line.Line) is { } article)
                {
                    stock._left[(facility, article)] =
                        stock._left.GetValueOrDefault((facility, article)) + GetUnpicked(order, plan, line);
                }
            }
        }

        return stock;
    }

    /// <summary>Returns the reduced stock of units that are not picked. A finished pick job has none: it did not find them.</summary>
    public static Quantity GetUnpicked(Order order, RoutingPlan plan, PlanLine line)
    {
        var job = order.FindPickJobOfPlan(plan.Id);
        var picked = job?.Lines.FirstOrDefault(l => l.Line == line.Line).Picked ?? Quantity.Zero;
        return job is { Status: PickJobStatus.Closed } || picked >= line.StockReduced ? Quantity.Zero : line.StockReduced - picked;
    }

    /// <summary>Creates the units of a new plan, which reserve only what is not reduced.</summary>
    public PlanLine Take(Assignment assignment, Order order, bool reserves)
    {
        var (facility, line, quantity) = assignment;
        if (_left.Count == 0 || order.FindArticle(line) is not { } article
            || _left.GetValueOrDefault((facility, article)) is not { Thousandths: > 0 } left)
        {
            return new(line, quantity, reserves ? quantity : default);
        }

        var taken = left <= quantity ? left : quantity;
        _left[(facility, article)] = left - taken;
        return new(line, quantity, reserves ? quantity - taken : default) { StockReduced = taken };
    }
}
