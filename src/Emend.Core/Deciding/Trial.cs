using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Deciding;

/// <summary>How an order would be routed. Decides nothing and changes nothing.</summary>
public static class Trial
{
    /// <summary>The units on which no work was begun, routed by the strategy of the facts; what the order holds counts as free.</summary>
    public static Route Of(Order order, Facts facts)
    {
        var demand = Rerouting.Demand(order, order, Rerouting.NotBegun(order)) with { At = facts.Now };
        return Router.Route(demand, facts.Network, facts.Stock, facts.Strategy, facts.Work);
    }

    /// <summary>An order that is not there, as it would stand before it is routed.</summary>
    public static Order Of(OrderDraft draft, Facts facts) => Placing.ToOrder(draft, facts, new IdSequence(facts.Seed));
}
