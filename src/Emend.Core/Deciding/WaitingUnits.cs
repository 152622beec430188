using Emend.Core.Orders;
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
        var givenUp = order.Plans.All(p => !p.Waits || p.GivenUpAt is not null);
        if (givenUp && !command.Asked)
            return new Decision.NoChange();

        var draft = Draft.Of(order, facts);
        var routing = Rerouting.Of(draft, facts, RerouteReason.Waited, [.. Rerouting.Waiting(order)]);
        // Also without a place something came of it where it had been given up: the units wait again.
        return routing.FoundPlaces || givenUp ? draft.Accept(routing) : GiveUp(order, facts);
    }

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
