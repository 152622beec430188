using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Simulates the routing of an order without a decision.</summary>
public static class RouteSimulation
{
    /// <summary>Routes the units without started work by the strategy of the context. Own reservations count as available.</summary>
    public static Route Route(Order order, DecisionContext context)
    {
        var demand = OrderReroute.CreateDemand(order, order, OrderReroute.GetPlansNotStarted(order)) with { Now = context.Now };
        return Router.Route(demand, context.Network, context.Stock, context.Strategy, context.Workload);
    }

    /// <summary>Creates an unrouted order from a new order.</summary>
    public static Order ToOrder(NewOrder newOrder, DecisionContext context) =>
        PlaceOrderDecider.ToOrder(newOrder, context, new IdSequence(context.Seed));
}
