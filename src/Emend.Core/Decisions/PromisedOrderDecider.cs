using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>What becomes of an order that is locked or promised only: it goes on, is kept for longer, or ends by itself.</summary>
internal static class PromisedOrderDecider
{
    public static Decision.Accepted Unlock(OrderRevisionBuilder builder, FulfillmentAction.Unlock unlock, DecisionContext context)
    {
        var before = builder.Order;
        builder.Append(new OrderEvent.Unlocked());
        if (unlock.PreferredTime is not { } time || time == before.Delivery.PreferredTime)
            return Offered(builder);
        builder.Append(new OrderEvent.PreferredTimeChanged(before.Delivery.PreferredTime, time));
        return builder.Accept(OrderReroute.From(builder, context, RerouteReason.OrderModified, OrderReroute.PlansNotStarted(before)));
    }

    public static Decision.Accepted Confirm(OrderRevisionBuilder builder, FulfillmentAction.ConfirmPromise confirm)
    {
        builder.Append(new OrderEvent.PromiseConfirmed(confirm.TenantOrderId));
        return Offered(builder);
    }

    public static Decision.Accepted Extend(OrderRevisionBuilder builder, FulfillmentAction.ExtendPromise extend)
    {
        var term = builder.Order.PromisePeriod!;
        builder.Append(new OrderEvent.PromiseExtended(new(builder.At, extend.Until ?? builder.At + (term.Until - term.From))));
        return builder.Accept(null);
    }

    public static Decision Expire(Order order, DecisionContext context)
    {
        var violations = RuleEvaluator.AtOrder(context.Policy[ActionNames.ExpirePromise], new RuleContext(order, order, context));
        return violations.IsEmpty
            ? CancellationDecider.Accept(OrderRevisionBuilder.From(order, context), new(false, null) { Expired = true })
            : new Decision.Rejected(violations);
    }

    private static Decision.Accepted Offered(OrderRevisionBuilder builder)
    {
        if (builder.Order.CanReleaseAt(builder.At))
            ReleaseDecider.CreatePickJobs(builder);
        return builder.Accept(null);
    }
}
