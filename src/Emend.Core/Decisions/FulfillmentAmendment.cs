using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Amends the fulfillment of an order in place: its plans and unfinished pick jobs stay, and get fewer or more units. Picked units and
/// finished pick jobs do not change.
/// </summary>
internal static class FulfillmentAmendment
{
    /// <summary>
    /// Removes the units that the lines no longer have: unroutable units first, then units without started work, then units that are not
    /// picked. A plan without units ends with its pick job.
    /// </summary>
    public static EndedEntities Reduce(OrderRevisionBuilder builder)
    {
        var amended = new AmendedPlans(builder.Order, builder.Now);
        amended.Reduce();
        return amended.Append(builder);
    }

    /// <summary>
    /// Routes the units without a plan and the unroutable units: to the facilities that work on the order if they can supply all of them,
    /// else to any within the limits of the routing strategy. A facility that works on the order gets the units on its plan and pick job,
    /// any other facility on new ones. Null if no unit is to be routed.
    /// </summary>
    public static OrderReroute? Extend(OrderRevisionBuilder builder, DecisionContext context)
    {
        var order = builder.Order;
        ImmutableArray<EntityId> unroutable = [.. OrderReroute.GetUnroutablePlans(order)];
        var demand = OrderReroute.CreateDemand(order, builder.Before!, unroutable, RerouteReason.OrderModified);
        if (demand.Lines.All(l => l.Quantity == Quantity.Zero))
        {
            return null;
        }

        demand = demand with { Now = builder.Now, OwnReservations = GetReleased(builder.Before!, order) };
        var amended = new AmendedPlans(order, builder.Now);
        var route = new AmendmentRouter(demand, amended.GetWorkingPlans(), context).FindRoute();
        var rest = route.Assignments.RemoveAll(a => amended.Add(a, !context.Stock.IsInfinite));
        amended.Append(builder);
        if (rest.IsEmpty && route.Unroutable.IsEmpty && unroutable.IsEmpty)
        {
            return new(EndedEntities.None, route.Log, RoutedAnyUnits: true);
        }

        return OrderReroute.Apply(builder, context, RerouteReason.OrderModified, unroutable, route with { Assignments = rest });
    }

    // The transaction releases these reservations, so that the added units can use them.
    private static ImmutableArray<OwnReservation> GetReleased(Order before, Order now)
    {
        var reserved = new Dictionary<(FacilityId Facility, ArticleId Article), Quantity>();
        var (position, articlePosition) = (0, 0);
        Add(before, before, more: true);
        Add(now, before, more: false);
        return
        [
            .. reserved.Where(r => r.Value > Quantity.Zero).Select(r => new OwnReservation(r.Key.Facility, r.Key.Article, r.Value)),
        ];

        void Add(Order order, Order articles, bool more)
        {
            foreach (var plan in order.Plans.Where(p => p.Facility is not null))
            {
                foreach (var line in plan.Lines)
                {
                    if ((order.FindArticle(line.Line, ref position) ?? articles.FindArticle(line.Line, ref articlePosition)) is { } article)
                    {
                        var key = (plan.Facility!.Value, article);
                        var sum = reserved.GetValueOrDefault(key);
                        reserved[key] = more ? sum + line.Reserved : sum - line.Reserved;
                    }
                }
            }
        }
    }
}
