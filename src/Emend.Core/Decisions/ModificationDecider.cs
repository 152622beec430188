using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides on a modification in phases: permissions, version, whether anything would change, the rows of each change, the rows on the
/// result, routing. All changes, or none; no phase after a refusal pretends to know the order.
/// </summary>
internal static class ModificationDecider
{
    public static Decision Decide(Order order, OrderCommand.Modify modify, DecisionContext context)
    {
        var evaluator = Permissions(order, modify.Changes, context, modify.AcceptedPenalties);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (StaleOf(order, modify) is { } versionConflict)
        {
            if (!modify.Rebase || context.BaseOrder is not { } then)
                return versionConflict;
            var (rest, conflicts) = ChangeRebaser.Of(modify.Changes, then, order);
            if (!conflicts.IsEmpty)
                return versionConflict with { Conflicts = conflicts };
            modify = modify with { Changes = rest };
        }
        if (modify.Changes.All(c => c.IsAlreadyApplied(order)))
            return new Decision.NoChange();

        var builder = OrderRevisionBuilder.From(order, context);
        Apply(modify.Changes, builder, order, context, evaluator);
        if (!evaluator.HasHardViolation)
            Result(modify.Changes, new RuleContext(order, builder.Order, context), evaluator);
        if (evaluator.HasHardViolation)
            return new Decision.Rejected(evaluator.Refusals);
        if (modify.Changes.Length > 1 && builder.HasNoNetChange)
            return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) : new Decision.NoChange();
        return Finish(order, modify, builder, context, evaluator);
    }

    public static RuleEvaluator Permissions(
        Order order, ImmutableArray<Change> changes, DecisionContext context, ImmutableArray<string> accept)
    {
        var evaluator = new RuleEvaluator(accept);
        for (var i = 0; i < changes.Length; i++)
            evaluator.Permissions(TableOf(changes[i], context), new RuleContext(order, order, context, changes[i]), i);
        return evaluator;
    }

    /// <summary>The rows again, up to the result and without routing.</summary>
    public static (ImmutableArray<RuleViolation> Because, ImmutableArray<RuleOverride> Passed) Recheck(
        Order order, OrderCommand.Modify modify, DecisionContext context)
    {
        var evaluator = Permissions(order, modify.Changes, context, modify.AcceptedPenalties);
        if (!evaluator.HasViolations)
        {
            var builder = OrderRevisionBuilder.From(order, context);
            Apply(modify.Changes, builder, order, context, evaluator);
            if (!evaluator.HasHardViolation)
                Result(modify.Changes, new RuleContext(order, builder.Order, context), evaluator);
        }
        return (evaluator.Refusals, evaluator.Passed);
    }

    private static Decision.VersionConflict? StaleOf(Order order, OrderCommand.Modify modify) =>
        modify.Version is { } version && version != order.Version ? new(order.Version, version)
        : modify.Revision is { } revision && revision != order.Revision ? new(order.Revision, revision)
        : null;

    private static void Apply(ImmutableArray<Change> changes, OrderRevisionBuilder builder, Order order, DecisionContext context, RuleEvaluator evaluator)
    {
        evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnOrder, new RuleContext(order, order, context));
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            if (change.IsAlreadyApplied(builder.Order))
                continue;
            var about = new RuleContext(order, builder.Order, context, change);
            var ruleSet = TableOf(change, context);
            var holds = evaluator.Rows(ruleSet, RuleScope.OnOrder, about, i)
                & evaluator.Rows(ruleSet, RuleScope.OnChange, about, i)
                & evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnChange, about, i);
            if (!holds)
                continue;
            var (events, personalData) = change.Apply(builder.Order, context, builder.Ids);
            foreach (var orderEvent in events)
                builder.Append(orderEvent);
            if (personalData is not null)
                builder.Replace(personalData);
        }
    }

    private static void Result(ImmutableArray<Change> changes, RuleContext about, RuleEvaluator evaluator)
    {
        foreach (var ruleSet in changes.Select(c => TableOf(c, about.Facts)).Distinct())
            evaluator.Rows(ruleSet, RuleScope.OnResult, about);
        evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnResult, about);
    }

    // Where only rows of these last steps fail, or soft ones, it is known what would be done without them.
    private static Decision Finish(Order order, OrderCommand.Modify modify, OrderRevisionBuilder builder, DecisionContext context, RuleEvaluator evaluator)
    {
        OrderReroute? routing = null;
        if (modify.Changes.Any(c => c.CausesReroute && !c.IsAlreadyApplied(order)))
        {
            routing = OrderReroute.From(builder, context, RerouteReason.OrderModified, OrderReroute.PlansNotStarted(order));
            if (modify.IfUnroutable is UnroutableBehavior.Refuse)
                evaluator.Check(InvariantRules.KeepsFacilities, new RuleContext(order, builder.Order, context), null);
        }
        builder.Append(new OrderEvent.Modified());
        if (modify.Undoes is { } undone)
            builder.Append(new OrderEvent.ModificationUndone(undone));
        var accepted = builder.Accept(routing) with { Overrides = evaluator.Passed };
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) { ResultIfAllowed = accepted } : accepted;
    }

    private static RuleSet TableOf(Change change, DecisionContext context) => context.Policy[change.Action];
}
