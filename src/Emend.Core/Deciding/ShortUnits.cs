using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>
/// Takes from an order what its facility lacks, and routes that again with whatever waits. What the order holds counts as free for
/// it less what is lacking, so that it keeps there what there is, where the strategy allows that.
/// </summary>
internal static class ShortUnits
{
    public static Decision Decide(Order order, OrderCommand.RerouteShort command, Facts facts)
    {
        var plans = LeastHurt.Movable(order, command.Facility, command.Article);
        var refusals = Checking.AtOrder(facts.Policy[Actions.RerouteShort], new Case(order, order, facts) { Short = plans });
        if (!refusals.IsEmpty)
            return new Decision.Refused(refusals);
        if (!Lacks(facts, command))
            return new Decision.NoChange();

        var draft = Draft.Of(order, facts);
        return draft.Accept(Rerouting.Of(
            draft, facts, RerouteReason.StockZeroed, [.. plans.Select(p => p.Id), .. Rerouting.Waiting(order)]));
    }

    private static bool Lacks(Facts facts, OrderCommand.RerouteShort command)
    {
        if (facts.Stock.Infinite || facts.Network.IndexOf(command.Facility) is not (>= 0 and var at))
            return false;
        var available = facts.Stock.Available(command.Article);
        return at < available.Length && available[at] < 0;
    }
}
