using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Makes the pick jobs of an order that was routed and reserved only.</summary>
internal static class ReleaseDecider
{
    public static Decision Decide(Order order, DecisionContext context)
    {
        var violations = RuleEvaluator.AtOrder(context.Policy[ActionNames.Release], new RuleContext(order, order, context));
        if (!violations.IsEmpty)
            return new Decision.Rejected(violations);
        var builder = OrderRevisionBuilder.From(order, context);
        return CreatePickJobs(builder) ? builder.Accept(null) : new Decision.NoChange();
    }

    /// <summary>Makes the pick jobs; false where there are none to make.</summary>
    public static bool CreatePickJobs(OrderRevisionBuilder builder)
    {
        var jobs = builder.Order.UnreleasedPlans().Select(p => OrderReroute.Job(p, builder)).ToList();
        if (jobs.Count > 0)
            builder.Append(new OrderEvent.Released([.. jobs]));
        return jobs.Count > 0;
    }
}
