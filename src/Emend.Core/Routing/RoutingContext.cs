namespace Emend.Core.Routing;

/// <summary>Input of fences and ratings.</summary>
internal sealed record RoutingContext(
    RoutingDemand Demand, Network Network, IndexedDemand IndexedDemand,
        StockTable Stock, Workload Workload, PickingCapacity PickingCapacity)
{
    /// <summary>Delivery method of the order.</summary>
    public BusinessType BusinessType => Demand.CollectAt is null ? BusinessType.Shipping : BusinessType.Collect;

    public static RoutingContext From(
        RoutingDemand demand, Network network, IndexedDemand indexedDemand, StockTable stock, IWorkloadView? work)
    {
        var load = new Workload(work, demand.OwnReservations, network);
        return new(demand, network, indexedDemand, stock, load, new PickingCapacity(demand, network, load));
    }
}
