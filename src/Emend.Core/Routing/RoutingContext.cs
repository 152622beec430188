namespace Emend.Core.Routing;

/// <summary>What fences and ratings look at.</summary>
internal sealed record RoutingContext(
    RoutingDemand Demand, Network Network, IndexedDemand Wanted, StockTable Stock, Workload Work, PickingCapacity Room)
{
    /// <summary>How the order reaches its customer.</summary>
    public BusinessType Business => Demand.Collect is null ? BusinessType.Shipping : BusinessType.Collect;

    public static RoutingContext From(RoutingDemand demand, Network network, IndexedDemand wanted, StockTable stock, IWorkloadView? work)
    {
        var load = new Workload(work, demand.OwnReservations, network);
        return new(demand, network, wanted, stock, load, new PickingCapacity(demand, network, load));
    }
}
