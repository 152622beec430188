using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>
/// Whether a decision would be told differently with more stock: refused for want of it, units without a place, a new split.
/// </summary>
internal static class StockSensitivity
{
    public static bool Against(OrderCommand command, Decision decision, Order? before) =>
        !Keeps(command, decision, before) && Against(decision, before);

    private static bool Against(Decision decision, Order? before) => decision switch
    {
        Decision.Rejected refused => refused.IsStockShortage || (refused.ResultIfAllowed is { } otherwise && Against(otherwise, before)),
        Decision.Accepted { Effects.Routing: not null } accepted =>
            accepted.After.Plans.Any(p => p.Facility is null) || Facilities(accepted.After) > Math.Max(1, Facilities(before)),
        _ => false,
    };

    /// <summary>What is about stock that came or went must not be decided on what was before.</summary>
    public static StockFreshness AgeFor(OrderCommand command) =>
        command is OrderCommand.RerouteUnroutable { Allotted: null } or OrderCommand.RerouteShortage ? StockFreshness.Fresh : StockFreshness.Snapshot;

    // Whoever gets what was meant for them has nothing to gain from another look.
    private static bool Keeps(OrderCommand command, Decision decision, Order? before) =>
        command is OrderCommand.RerouteUnroutable { Allotted: { Sum: > 0 } allotted } && decision is Decision.Accepted accepted
        && Placed(accepted.After) - Placed(before!) >= allotted.Sum;

    private static long Placed(Order order) =>
        order.Plans.Where(p => !p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);

    private static int Facilities(Order? order) => order?.Plans.Count(p => p.Facility is not null) ?? 0;
}
