using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Checks whether a strategy leaves any facility, independent of an order.</summary>
public static class StrategyViability
{
    private static readonly ArticleId Any = new("");

    /// <summary>
    /// Applies the order-independent fences for shipping. Returns the number of passing facilities and the number that each fence excludes
    /// after the earlier ones.
    /// </summary>
    public static RoutingLog Evaluate(RoutingStrategy strategy, Network network, DateTimeOffset now)
    {
        var always = strategy with
        {
            Fences = [.. strategy.Fences.Where(f => f is FenceKind.FacilityOnline or FenceKind.BusinessType or FenceKind.Carrier
                or FenceKind.PickingTimeCapacity)],
            Ratings = [],
        };
        var demand = new RoutingDemand([new(new(""), Any, Quantity.From(1), 0)], null, [], [], [], null) { Now = now };
        return Router.Route(demand, network, new UnlimitedStock(), always).Log;
    }

    private sealed class UnlimitedStock : IStockView
    {
        public bool IsInfinite => true;

        public ReadOnlySpan<long> Available(ArticleId article) => [];
    }
}
