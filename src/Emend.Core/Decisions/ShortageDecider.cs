using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Reroutes the units of an order that its facility lacks, together with unroutable units. Own reservations minus the shortage count as
/// available, so that the order keeps the existing stock if the strategy allows that.
/// </summary>
internal static class ShortageDecider
{
    public static Decision Decide(Order order, OrderCommand.RerouteShortage command, DecisionContext context)
    {
        var plans = ShortageAllocation.GetMovablePlans(order, command.Facility, command.Article);
        var violations = RuleEvaluator.CheckOrder(
            ActionNames.RerouteShortage, new RuleContext(order, order, context, new RuleSubject.OfShortage(plans)));
        if (!violations.IsEmpty)
        {
            return new Decision.Rejected(violations);
        }

        if (!HasShortage(context, command))
        {
            return new Decision.NoChange();
        }

        var builder = OrderRevisionBuilder.From(order, context);
        return builder.Accept(OrderReroute.Reroute(
            builder, context, RerouteReason.StockZeroed, [.. plans.Select(p => p.Id), .. OrderReroute.GetUnroutablePlans(order)]));
    }

    private static bool HasShortage(DecisionContext context, OrderCommand.RerouteShortage command)
    {
        if (context.Stock.IsInfinite || context.Network.IndexOf(command.Facility) is not (>= 0 and var at))
        {
            return false;
        }

        var available = context.Stock.Available(command.Article);
        return at < available.Length && available[at] < 0;
    }
}
