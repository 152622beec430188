using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides modifications in phases: permissions, version, no-change check, rules of each change, rules on the result, routing. Applies all
/// changes or none. A violation that cannot be overridden ends the evaluation after its phase.
/// </summary>
internal static class ModificationDecider
{
    public static Decision Decide(Order order, OrderCommand.Modify modify, DecisionContext context)
    {
        if (!modify.Changes.Any(c => c is ChangeArticleLines))
        {
            return DecideLines(order, modify, context);
        }

        var permissions = CheckPermissions(order, modify.Changes, context, modify.AcceptedPenalties);
        if (permissions.HasViolations)
        {
            return new Decision.Rejected(permissions.Violations);
        }

        var expanded = ChangeArticleLines.Expand(modify.Changes, order);
        var decision = DecideLines(order, modify with { Changes = [.. expanded.Select(c => c.Change)] }, context);
        return decision is Decision.Rejected rejected
            ? rejected with { Violations = [.. rejected.Violations.Select(ToRequestedChange)] }
            : decision;

        RuleViolation ToRequestedChange(RuleViolation violation) =>
            violation.Change is { } index ? violation with { Change = expanded[index].Index } : violation;
    }

    private static Decision DecideLines(Order order, OrderCommand.Modify modify, DecisionContext context)
    {
        var evaluator = CheckPermissions(order, modify.Changes, context, modify.AcceptedPenalties);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (FindVersionConflict(order, modify) is { } versionConflict)
        {
            if (!modify.Rebase || context.BaseOrder is not { } baseOrder)
            {
                return versionConflict;
            }

            var (rest, conflicts) = ChangeRebaser.Rebase(modify.Changes, baseOrder, order);
            if (!conflicts.IsEmpty)
            {
                return versionConflict with { Conflicts = conflicts };
            }

            modify = modify with { Changes = rest };
        }
        if (modify.Changes.All(c => c.IsAlreadyApplied(order)))
        {
            return new Decision.NoChange();
        }

        var builder = OrderRevisionBuilder.From(order, context);
        Apply(modify.Changes, builder, order, context, evaluator);
        if (!evaluator.HasHardViolation)
        {
            CheckResult(modify.Changes, new RuleContext(order, builder.Order, context), evaluator);
        }

        if (evaluator.HasHardViolation)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        return Finish(order, modify, builder, context, evaluator);
    }

    public static RuleEvaluator CheckPermissions(
        Order order, ImmutableArray<Change> changes, DecisionContext context, ImmutableArray<string> acceptedPenalties)
    {
        var evaluator = new RuleEvaluator(acceptedPenalties);
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i] is ChangeArticleLines article ? article.Content : changes[i];
            evaluator.CheckPermissions(GetRuleSet(change, context), new RuleContext(order, order, context, change), i);
        }

        return evaluator;
    }

    /// <summary>Evaluates the rules without version check, rebase and routing, for policy simulations.</summary>
    public static (ImmutableArray<RuleViolation> Violations, ImmutableArray<RuleOverride> Overrides) EvaluateRules(
        Order order, OrderCommand.Modify modify, DecisionContext context)
    {
        var evaluator = CheckPermissions(order, modify.Changes, context, modify.AcceptedPenalties);
        if (!evaluator.HasViolations)
        {
            var builder = OrderRevisionBuilder.From(order, context);
            Apply(modify.Changes, builder, order, context, evaluator);
            if (!evaluator.HasHardViolation)
            {
                CheckResult(modify.Changes, new RuleContext(order, builder.Order, context), evaluator);
            }
        }
        return (evaluator.Violations, evaluator.Overrides);
    }

    private static Decision.VersionConflict? FindVersionConflict(Order order, OrderCommand.Modify modify) =>
        modify.Version is { } version && version != order.Version ? new(order.Version, version)
        : modify.Revision is { } revision && revision != order.Revision ? new(order.Revision, revision)
        : null;

    private static void Apply(
        ImmutableArray<Change> changes, OrderRevisionBuilder builder, Order order, DecisionContext context, RuleEvaluator evaluator)
    {
        evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnOrder, new RuleContext(order, order, context));
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            if (change.IsAlreadyApplied(builder.Order))
            {
                continue;
            }

            var ruleContext = new RuleContext(order, builder.Order, context, change);
            var ruleSet = GetRuleSet(change, context);
            var holds = evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext, i)
                & evaluator.CheckRules(ruleSet, RuleScope.OnChange, ruleContext, i)
                & evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnChange, ruleContext, i);
            if (!holds)
            {
                continue;
            }

            var (events, personalData) = change.Apply(builder.Order, context.Catalog, builder.Ids);
            foreach (var orderEvent in events)
            {
                builder.Append(orderEvent);
            }

            if (personalData is not null)
            {
                builder.ReplacePersonalData(personalData);
            }
        }
    }

    private static void CheckResult(ImmutableArray<Change> changes, RuleContext ruleContext, RuleEvaluator evaluator)
    {
        foreach (var ruleSet in changes.Select(c => GetRuleSet(c, ruleContext.Context)).Distinct())
        {
            evaluator.CheckRules(ruleSet, RuleScope.OnResult, ruleContext);
        }

        evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnResult, ruleContext);
    }

    // Also builds the result of a rejected modification if only RT-1 or overridable rules are violated; it becomes ResultIfAllowed.
    private static Decision Finish(
        Order order, OrderCommand.Modify modify, OrderRevisionBuilder builder, DecisionContext context, RuleEvaluator evaluator)
    {
        OrderReroute? routing = null;
        if (modify.Changes.Any(c => c.CausesReroute && !c.IsAlreadyApplied(order))
            && !OrderChangeCheck.HasSameContent(order, builder.Order))
        {
            routing = OrderReroute.Reroute(builder, context, RerouteReason.OrderModified, OrderReroute.GetPlansNotStarted(order));
            if (modify.IfUnroutable is UnroutableBehavior.Reject)
            {
                var ruleContext = new RuleContext(order, builder.Order, context) { ExceedsCapacity = builder.ExceedsCapacity };
                evaluator.Check(InvariantRules.UnitsStayRouted, ruleContext, null);
            }
        }
        builder.Append(new OrderEvent.Modified());
        if (modify.Undoes is { } undone)
        {
            builder.Append(new OrderEvent.ModificationUndone(undone));
        }

        var accepted = builder.Accept(routing) with { Overrides = evaluator.Overrides };
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) { ResultIfAllowed = accepted } : accepted;
    }

    private static RuleSet GetRuleSet(Change change, DecisionContext context) => context.Policy[change.Action];
}
