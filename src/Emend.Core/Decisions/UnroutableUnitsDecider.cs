using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Routes again the units that found no place, and them alone. By itself that is tried until the strategy's time has passed; then it
/// is given up, until somebody asks.
/// </summary>
internal static class UnroutableUnitsDecider
{
    public static Decision Decide(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        if (Hindrance(order, command, context) is { } hindrance)
            return hindrance;
        var (builder, routing) = Routed(order, context, command.Allotted);
        // Also without a place something came of it where it had been given up: the units wait again.
        return routing.RoutedAnyUnits || IsGivenUp(order) ? builder.Accept(routing) : GiveUp(order, context);
    }

    /// <summary>The order as one that competes with others for stock; null where the command would not have it routed.</summary>
    public static CompetingOrder? Competes(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        if (Hindrance(order, command, context) is not null)
            return null;
        var demand = OrderReroute.Demand(order, order, [.. OrderReroute.Waiting(order)]) with { At = context.Now };
        return new(demand, order.Plans.Where(p => p.IsUnroutable).Min(p => p.UnroutableSince ?? p.CreatedAt));
    }

    private static Decision? Hindrance(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        var violations = RuleEvaluator.AtOrder(context.Policy[ActionNames.RerouteUnroutable], new RuleContext(order, order, context));
        if (violations.Any(r => r.Kind is RuleKind.Permission))
            return new Decision.Rejected(violations);
        if (command.Version is { } version && version != order.Version)
            return new Decision.VersionConflict(order.Version, version);
        if (command.Revision is { } revision && revision != order.Revision)
            return new Decision.VersionConflict(order.Revision, revision);
        if (command.ExpectedVersion?.Otherwise(order) is { } other)
            return new Decision.VersionConflict(other, command.ExpectedVersion.Version);
        if (!violations.IsEmpty)
            return new Decision.Rejected(violations);
        return IsGivenUp(order) && !command.IsUserRequested ? new Decision.NoChange() : null;
    }

    private static bool IsGivenUp(Order order) => order.Plans.All(p => !p.IsUnroutable || p.AbandonedAt is not null);

    // What was meant for it may have gone to somebody else meanwhile: then it is routed like any other.
    private static (OrderRevisionBuilder Draft, OrderReroute Routing) Routed(Order order, DecisionContext context, StockAllocation? allotted)
    {
        if (allotted is not null)
        {
            var meant = Routed(order, context with { Stock = new AllocatedStockView(allotted, context.Network, context.Stock) }, null);
            if (Placed(meant.Draft.Order) - Placed(order) >= allotted.Sum)
                return meant;
        }
        var builder = OrderRevisionBuilder.From(order, context);
        return (builder, OrderReroute.From(builder, context, RerouteReason.RetryUnroutable, [.. OrderReroute.Waiting(order)]));
    }

    private static long Placed(Order order) =>
        order.Plans.Where(p => !p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);

    private static Decision GiveUp(Order order, DecisionContext context)
    {
        var tooLong = order.Plans
            .Where(p => p is { IsUnroutable: true, AbandonedAt: null })
            .Where(p => (p.UnroutableSince ?? p.CreatedAt) + context.Strategy.AbandonAfter <= context.Now)
            .Select(p => p.Id).ToList();
        if (tooLong.Count == 0)
            return new Decision.NoChange();
        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.RoutingAbandoned([.. tooLong]));
        return builder.Accept(null);
    }
}
