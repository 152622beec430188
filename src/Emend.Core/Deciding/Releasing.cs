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
        return Offer(draft) ? draft.Accept(null) : new Decision.NoChange();
    }

    /// <summary>Makes the pick jobs; false where there are none to make.</summary>
    public static bool Offer(Draft draft)
    {
        var jobs = draft.Order.HeldBack().Select(p => Rerouting.Job(p, draft)).ToList();
        if (jobs.Count > 0)
            draft.Happen(new OrderEvent.Released([.. jobs]));
        return jobs.Count > 0;
    }
}
