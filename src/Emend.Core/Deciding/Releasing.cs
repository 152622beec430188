using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Makes the pick jobs of an order that was routed and reserved only.</summary>
internal static class Releasing
{
    public static Decision Decide(Order order, Facts facts)
    {
        var refusals = Checking.AtOrder(facts.Policy[Actions.Release], new Case(order, order, facts));
        if (!refusals.IsEmpty)
            return new Decision.Refused(refusals);
        var draft = Draft.Of(order, facts);
        var jobs = order.HeldBack().Select(p => Rerouting.Job(p, draft)).ToList();
        if (jobs.Count == 0)
            return new Decision.NoChange();
        draft.Happen(new OrderEvent.Released([.. jobs]));
        return draft.Accept(null);
    }
}
