using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Reroutes unroutable units only. Emend retries until the time limit of the strategy and then abandons the units until a user requests a
/// reroute.
/// </summary>
internal static class UnroutableUnitsDecider
{
    public static Decision Decide(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        var evaluator = new RuleEvaluator(context.Policy);
        if (FindObstacle(order, command, context, evaluator) is { } obstacle)
        {
            return obstacle;
        }

        var (builder, routing) = Reroute(order, command, context);
        // A retry of abandoned units is a change even if they stay unroutable: Emend retries them again.
        return routing.RoutedAnyUnits || IsAbandoned(order) || builder.Order.ExcludedFacilities != order.ExcludedFacilities
            ? evaluator.Conclude(builder.Accept(routing))
            : Abandon(order, context, evaluator);
    }

    /// <summary>Returns the order as a competitor for stock; null if the command would not route it.</summary>
    public static CompetingOrder? ToCompetingOrder(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        if (FindObstacle(order, command, context, new RuleEvaluator(context.Policy)) is not null)
        {
            return null;
        }

        var admitted = Start(order, command, context).Order;
        var demand = OrderReroute.CreateDemand(admitted, order, [.. OrderReroute.GetUnroutablePlans(order)]) with { Now = context.Now };
        return new(demand, order.Plans.Where(p => p.IsUnroutable).Min(p => p.UnroutableSince ?? p.CreatedAt));
    }

    private static Decision? FindObstacle(
        Order order, OrderCommand.RerouteUnroutable command, DecisionContext context, RuleEvaluator evaluator)
    {
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfUnroutableUnits(command.NamedEntity?.Entity));
        var violations = evaluator.CheckOrder(evaluator.GetRuleSet(ActionNames.RerouteUnroutable, ruleContext), ruleContext);
        if (violations.Any(r => r.Kind is RuleKind.Permission))
        {
            return new Decision.Rejected(violations);
        }

        if (command.Version is { } version && version != order.Version)
        {
            return new Decision.VersionConflict(order.Version, version);
        }

        if (command.Revision is { } revision && revision != order.Revision)
        {
            return new Decision.VersionConflict(order.Revision, revision);
        }

        if (command.NamedEntity?.FindCurrentVersion(order) is { } other)
        {
            return new Decision.VersionConflict(other, command.NamedEntity.Version!.Value);
        }

        if (!violations.IsEmpty)
        {
            return new Decision.Rejected(violations);
        }

        return IsAbandoned(order) && !command.IsUserRequested ? new Decision.NoChange() : null;
    }

    private static bool IsAbandoned(Order order) => order.Plans.All(p => !p.IsUnroutable || p.AbandonedAt is not null);

    // Another order can have taken the allocated stock. Then the order is routed on all available stock.
    private static (OrderRevisionBuilder Builder, OrderReroute Routing) Reroute(
        Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        if (command.Allocation is { } allocation)
        {
            var allocated = Reroute(
                order,
                command with { Allocation = null },
                context with { Stock = new AllocatedStockView(allocation, context.Network, context.Stock) });
            if (GetRoutedUnits(allocated.Builder.Order) - GetRoutedUnits(order) >= allocation.TotalThousandths)
            {
                return allocated;
            }
        }
        var builder = Start(order, command, context);
        return (builder,
            OrderReroute.Reroute(builder, context, RerouteReason.RetriedUnroutable, [.. OrderReroute.GetUnroutablePlans(order)]));
    }

    // A user who requests the reroute of a collected order offers it to its collection facility again.
    private static OrderRevisionBuilder Start(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        if (command.IsUserRequested)
        {
            FacilityExclusion.Readmit(builder, order.Delivery.CollectAt);
        }

        return builder;
    }

    private static long GetRoutedUnits(Order order) =>
        order.Plans.Where(p => !p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);

    private static Decision Abandon(Order order, DecisionContext context, RuleEvaluator evaluator)
    {
        var tooLong = order.Plans
            .Where(p => p is { IsUnroutable: true, AbandonedAt: null })
            .Where(p => (p.UnroutableSince ?? p.CreatedAt) + context.Strategy.AbandonAfter <= context.Now)
            .Select(p => p.Id).ToList();
        if (tooLong.Count == 0)
        {
            return new Decision.NoChange();
        }

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.RoutingAbandoned([.. tooLong]));
        return evaluator.Conclude(builder.Accept(null));
    }
}
