using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides the release of an order.</summary>
internal static class ReleaseDecider
{
    public static Decision Decide(Order order, OrderCommand.Release release, DecisionContext context)
    {
        var violations = RuleEvaluator.CheckOrder(
            ActionNames.Release, new RuleContext(order, order, context, new RuleSubject.OfRelease(release.Facility)));
        if (!violations.IsEmpty)
        {
            return new Decision.Rejected(violations);
        }

        var builder = OrderRevisionBuilder.From(order, context);
        return CreatePickJobs(builder, release.Facility) ? builder.Accept(null) : new Decision.NoChange();
    }

    /// <summary>
    /// Creates the pick jobs of the unreleased plans without a later release time of a line, and of the facility whose pick job a user
    /// requests; false if there are none.
    /// </summary>
    public static bool CreatePickJobs(OrderRevisionBuilder builder, FacilityId? requested = null)
    {
        var order = builder.Order;
        var jobs = order.GetUnreleasedPlans()
            .Where(p => p.Facility == requested || OrderRelease.IsDue(order, p, builder.Now))
            .Select(p => OrderReroute.CreatePickJob(p, builder)).ToList();
        if (jobs.Count > 0)
        {
            builder.Append(new OrderEvent.Released([.. jobs]));
        }

        return jobs.Count > 0;
    }
}
