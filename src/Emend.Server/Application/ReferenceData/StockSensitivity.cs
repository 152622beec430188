using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application.ReferenceData;

/// <summary>
/// Detects decisions that more stock can change: a rejection because of a stock shortage, unroutable units, or a new split.
/// </summary>
internal static class StockSensitivity
{
    // An allocation may consist of earmarked units, which the snapshot omits.
    public static bool CanImproveWithStock(OrderCommand command, Decision decision, Order? before) =>
        command is OrderCommand.RerouteUnroutable { Allocation: { TotalThousandths: > 0 } allocation }
            ? !HasFullAllocation(allocation, decision, before)
            : CanImproveWithStock(decision, before);

    /// <summary>Whether the decision reserves stock, so that it holds only while that stock is available.</summary>
    public static bool ReliesOnStock(Decision decision) =>
        decision is Decision.Accepted accepted && accepted.Effects.Stock.Any(delta => delta.Reserved > Quantity.Zero);

    private static bool CanImproveWithStock(Decision decision, Order? before) => decision switch
    {
        Decision.Rejected rejected =>
            rejected.IsStockShortage || (rejected.ResultIfAllowed is { } otherwise && CanImproveWithStock(otherwise, before)),
        Decision.Accepted { Effects.RoutingLog: not null } accepted =>
            accepted.After.Plans.Any(p => p.Facility is null) || CountFacilities(accepted.After) > Math.Max(1, CountFacilities(before)),
        _ => false,
    };

    /// <summary>Whether the command reacts to a stock change, so that it needs fresh stock.</summary>
    public static bool NeedsFreshStock(OrderCommand command) =>
        command is OrderCommand.RerouteUnroutable { Allocation: null } or OrderCommand.RerouteShortage;

    // A reroute that got its full allocation cannot improve with fresh stock.
    private static bool HasFullAllocation(StockAllocation allocation, Decision decision, Order? before) =>
        decision is Decision.Accepted accepted
        && GetRoutedQuantity(accepted.After) - GetRoutedQuantity(before!) >= allocation.TotalThousandths;

    private static long GetRoutedQuantity(Order order) =>
        order.Plans.Where(p => !p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);

    private static int CountFacilities(Order? order) => order?.Plans.Count(p => p.Facility is not null) ?? 0;
}
