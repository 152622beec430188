using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Desk;

/// <summary>
/// Whether a decision would be told differently with more stock: refused for want of it, units without a place, a new split.
/// </summary>
internal static class StockSpoke
{
    public static bool Against(Decision decision, Order? before) => decision switch
    {
        Decision.Refused refused => refused.ForWantOfStock || (refused.Otherwise is { } otherwise && Against(otherwise, before)),
        Decision.Accepted { Effects.Routing: not null } accepted =>
            accepted.After.Plans.Any(p => p.Facility is null) || Facilities(accepted.After) > Math.Max(1, Facilities(before)),
        _ => false,
    };

    /// <summary>What is about stock that came or went must not be decided on what was before.</summary>
    public static StockAge AgeFor(OrderCommand command) =>
        command is OrderCommand.RouteWaiting or OrderCommand.RerouteShort ? StockAge.Fresh : StockAge.Snapshot;

    private static int Facilities(Order? order) => order?.Plans.Count(p => p.Facility is not null) ?? 0;
}
