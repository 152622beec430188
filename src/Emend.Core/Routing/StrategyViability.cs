using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Whether a strategy leaves anybody to route to, as far as that can be said without an order.</summary>
public static class StrategyViability
{
    private static readonly ArticleId Any = new("");

    /// <summary>
    /// How many of the facilities pass the fences that do not look at an order, for shipping; per fence, how many it excludes of those
    /// the earlier ones had left.
    /// </summary>
    public static RoutingLog Of(RoutingStrategy strategy, Network network, DateTimeOffset now)
    {
        var always = strategy with
        {
            Fences = [.. strategy.Fences.Where(f => f is FenceKind.FacilityOnline or FenceKind.BusinessType or FenceKind.Carrier
                or FenceKind.PickingTimeCapacity)],
            Ratings = [],
        };
        var demand = new RoutingDemand([new(new(""), Any, Quantity.From(1), 0)], null, [], [], [], null) { At = now };
        return Router.Route(demand, network, new UnlimitedStock(), always).Log;
    }

    private sealed class UnlimitedStock : IStockView
    {
        public bool IsInfinite => true;

        public ReadOnlySpan<long> Available(ArticleId article) => [];
    }
}
