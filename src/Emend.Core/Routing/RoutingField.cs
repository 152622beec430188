namespace Emend.Core.Routing;

/// <summary>What fences and ratings look at.</summary>
internal sealed record RoutingField(
    RoutingDemand Demand, Network Network, Wanted Wanted, StockTable Stock, Workload Work, PickingRoom Room)
{
    /// <summary>How the order reaches its customer.</summary>
    public BusinessType Business => Demand.Collect is null ? BusinessType.Shipping : BusinessType.Collect;

    public static RoutingField Of(RoutingDemand demand, Network network, Wanted wanted, StockTable stock, IWorkView? work)
    {
        var load = new Workload(work, demand.Own, network);
        return new(demand, network, wanted, stock, load, new PickingRoom(demand, network, load));
    }
}
