using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>How an order would be routed. Decides nothing and changes nothing.</summary>
public static class RouteSimulation
{
    /// <summary>The units on which no work was begun, routed by the strategy of the facts; what the order holds counts as free.</summary>
    public static Route Of(Order order, DecisionContext context)
    {
        var demand = OrderReroute.Demand(order, order, OrderReroute.PlansNotStarted(order)) with { At = context.Now };
        return Router.Route(demand, context.Network, context.Stock, context.Strategy, context.Workload);
    }

    /// <summary>An order that is not there, as it would stand before it is routed.</summary>
    public static Order Of(NewOrder newOrder, DecisionContext context) => PlaceOrderDecider.ToOrder(newOrder, context, new IdSequence(context.Seed));
}
