using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>
/// Routes again the units that found no place, and them alone. By itself that is tried until the strategy's time has passed; then it
/// is given up, until somebody asks.
/// </summary>
internal static class WaitingUnits
{
    public static Decision Decide(Order order, OrderCommand.RouteWaiting command, Facts facts)
    {
        if (Hindrance(order, command, facts) is { } hindrance)
            return hindrance;
        var (draft, routing) = Routed(order, facts, command.Allotted);
        // Also without a place something came of it where it had been given up: the units wait again.
        return routing.FoundPlaces || IsGivenUp(order) ? draft.Accept(routing) : GiveUp(order, facts);
    }

    /// <summary>The order as one that competes with others for stock; null where the command would not have it routed.</summary>
    public static Competitor? Competes(Order order, OrderCommand.RouteWaiting command, Facts facts)
    {
        if (Hindrance(order, command, facts) is not null)
            return null;
        var demand = Rerouting.Demand(order, order, [.. Rerouting.Waiting(order)]) with { At = facts.Now };
        return new(demand, order.Plans.Where(p => p.Waits).Min(p => p.WaitsSince ?? p.CreatedAt));
    }

    private static Decision? Hindrance(Order order, OrderCommand.RouteWaiting command, Facts facts)
    {
        var refusals = Checking.AtOrder(facts.Policy[Actions.RerouteUnroutable], new Case(order, order, facts));
        if (refusals.Any(r => r.Kind is RowKind.Permission))
            return new Decision.Refused(refusals);
        if (command.Version is { } version && version != order.Version)
            return new Decision.Stale(order.Version, version);
        if (command.Revision is { } revision && revision != order.Revision)
            return new Decision.Stale(order.Revision, revision);
        if (command.Seen?.Otherwise(order) is { } other)
            return new Decision.Stale(other, command.Seen.Version);
        if (!refusals.IsEmpty)
            return new Decision.Refused(refusals);
        return IsGivenUp(order) && !command.Asked ? new Decision.NoChange() : null;
    }

    private static bool IsGivenUp(Order order) => order.Plans.All(p => !p.Waits || p.GivenUpAt is not null);

    // What was meant for it may have gone to somebody else meanwhile: then it is routed like any other.
    private static (Draft Draft, Rerouting Routing) Routed(Order order, Facts facts, Allotment? allotted)
    {
        if (allotted is not null)
        {
            var meant = Routed(order, facts with { Stock = new AllottedStock(allotted, facts.Network, facts.Stock) }, null);
            if (Placed(meant.Draft.Order) - Placed(order) >= allotted.Sum)
                return meant;
        }
        var draft = Draft.Of(order, facts);
        return (draft, Rerouting.Of(draft, facts, RerouteReason.Waited, [.. Rerouting.Waiting(order)]));
    }

    private static long Placed(Order order) =>
        order.Plans.Where(p => !p.Waits).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);

    private static Decision GiveUp(Order order, Facts facts)
    {
        var tooLong = order.Plans
            .Where(p => p is { Waits: true, GivenUpAt: null })
            .Where(p => (p.WaitsSince ?? p.CreatedAt) + facts.Strategy.StopAfter <= facts.Now)
            .Select(p => p.Id).ToList();
        if (tooLong.Count == 0)
            return new Decision.NoChange();
        var draft = Draft.Of(order, facts);
        draft.Happen(new OrderEvent.RoutingGivenUp([.. tooLong]));
        return draft.Accept(null);
    }
}
