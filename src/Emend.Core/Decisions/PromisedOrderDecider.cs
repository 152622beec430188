using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides unlocking, confirming, extending and expiring of locked and promised orders.</summary>
internal static class PromisedOrderDecider
{
    public static Decision.Accepted Unlock(OrderRevisionBuilder builder, FulfillmentAction.Unlock unlock, DecisionContext context)
    {
        var before = builder.Order;
        builder.Append(new OrderEvent.Unlocked());
        if (unlock.PreferredTime is not { } time || time == before.Delivery.PreferredTime)
        {
            return Release(builder);
        }

        builder.Append(new OrderEvent.PreferredTimeChanged(before.Delivery.PreferredTime, time));
        return builder.Accept(OrderReroute.Reroute(builder, context, RerouteReason.OrderModified, OrderReroute.GetPlansNotStarted(before)));
    }

    public static Decision.Accepted Confirm(OrderRevisionBuilder builder, FulfillmentAction.ConfirmPromise confirm)
    {
        builder.Append(new OrderEvent.PromiseConfirmed(confirm.TenantOrderId));
        return Release(builder);
    }

    public static Decision.Accepted Extend(OrderRevisionBuilder builder, FulfillmentAction.ExtendPromise extend)
    {
        var period = builder.Order.PromisePeriod!;
        builder.Append(new OrderEvent.PromiseExtended(new(builder.Now, extend.Until ?? builder.Now + (period.Until - period.From))));
        return builder.Accept(null);
    }

    public static Decision Expire(Order order, DecisionContext context)
    {
        var violations = RuleEvaluator.CheckOrder(ActionNames.ExpirePromise, RuleContext.ForOrder(order, context));
        return violations.IsEmpty
            ? CancellationDecider.CancelOrder(OrderRevisionBuilder.From(order, context), new(false, null) { Expired = true })
            : new Decision.Rejected(violations);
    }

    private static Decision.Accepted Release(OrderRevisionBuilder builder)
    {
        if (OrderRelease.IsUnblocked(builder.Order, builder.Now))
        {
            ReleaseDecider.CreatePickJobs(builder);
        }

        return builder.Accept(null);
    }
}
