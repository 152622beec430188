using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>What becomes of an order that is locked or promised only: it goes on, is kept for longer, or ends by itself.</summary>
internal static class Promising
{
    public static Decision.Accepted Unlock(Draft draft, ProcessStep.Unlock unlock, Facts facts)
    {
        var before = draft.Order;
        draft.Happen(new OrderEvent.Unlocked());
        if (unlock.PreferredTime is not { } time || time == before.Delivery.PreferredTime)
            return Offered(draft);
        draft.Happen(new OrderEvent.PreferredTimeSet(before.Delivery.PreferredTime, time));
        return draft.Accept(Rerouting.Of(draft, facts, RerouteReason.OrderModified, Rerouting.NotBegun(before)));
    }

    public static Decision.Accepted Confirm(Draft draft, ProcessStep.ConfirmPromise confirm)
    {
        draft.Happen(new OrderEvent.PromiseConfirmed(confirm.TenantOrderId));
        return Offered(draft);
    }

    public static Decision.Accepted Extend(Draft draft, ProcessStep.ExtendPromise extend)
    {
        var term = draft.Order.Promised!;
        draft.Happen(new OrderEvent.PromiseExtended(new(draft.At, extend.Until ?? draft.At + (term.Until - term.From))));
        return draft.Accept(null);
    }

    public static Decision Expire(Order order, Facts facts)
    {
        var refusals = Checking.AtOrder(facts.Policy[Actions.ExpirePromise], new Case(order, order, facts));
        return refusals.IsEmpty
            ? Cancelling.Accept(Draft.Of(order, facts), new(false, null) { Expired = true })
            : new Decision.Refused(refusals);
    }

    private static Decision.Accepted Offered(Draft draft)
    {
        if (draft.Order.MayReleaseAt(draft.At))
            Releasing.Offer(draft);
        return draft.Accept(null);
    }
}
