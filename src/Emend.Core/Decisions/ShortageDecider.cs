using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Takes from an order what its facility lacks, and routes that again with whatever waits. What the order holds counts as free for
/// it less what is lacking, so that it keeps there what there is, where the strategy allows that.
/// </summary>
internal static class ShortageDecider
{
    public static Decision Decide(Order order, OrderCommand.RerouteShortage command, DecisionContext context)
    {
        var plans = ShortageAllocation.Movable(order, command.Facility, command.Article);
        var violations = RuleEvaluator.AtOrder(context.Policy[ActionNames.RerouteShort], new RuleContext(order, order, context) { ShortPlans = plans });
        if (!violations.IsEmpty)
            return new Decision.Rejected(violations);
        if (!Lacks(context, command))
            return new Decision.NoChange();

        var builder = OrderRevisionBuilder.From(order, context);
        return builder.Accept(OrderReroute.From(
            builder, context, RerouteReason.StockZeroed, [.. plans.Select(p => p.Id), .. OrderReroute.Waiting(order)]));
    }

    private static bool Lacks(DecisionContext context, OrderCommand.RerouteShortage command)
    {
        if (context.Stock.IsInfinite || context.Network.IndexOf(command.Facility) is not (>= 0 and var at))
            return false;
        var available = context.Stock.Available(command.Article);
        return at < available.Length && available[at] < 0;
    }
}
