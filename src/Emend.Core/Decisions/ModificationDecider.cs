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
            return new Decision.Rejected(permissions.GetReportedViolations());
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
            return new Decision.Rejected(evaluator.GetReportedViolations());
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

        var first = CountAlreadyApplied(modify.Changes, order);
        if (first == modify.Changes.Length)
        {
            return new Decision.NoChange();
        }

        var builder = OrderRevisionBuilder.From(order, context);
        var applied = ApplyAndCheck(modify.Changes, first, builder, context, evaluator);
        return evaluator.HasHardViolation
            ? new Decision.Rejected(evaluator.GetReportedViolations())
            : Finish(modify, applied, builder, context, evaluator);
    }

    public static RuleEvaluator CheckPermissions(
        Order order, ImmutableArray<Change> changes, DecisionContext context, ImmutableArray<string> acceptedPenalties)
    {
        var evaluator = new RuleEvaluator(context.Policy, acceptedPenalties);
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i] is ChangeArticleLines article ? article.GetExample(order) : changes[i];
            var ruleContext = new RuleContext(order, order, context, RuleSubject.OfChange.Create(change, order));
            foreach (var ruleSet in evaluator.GetRuleSets(change, ruleContext, i))
            {
                evaluator.CheckPermissions(ruleSet, ruleContext, i);
            }
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
            ApplyAndCheck(
                modify.Changes,
                CountAlreadyApplied(modify.Changes, order),
                OrderRevisionBuilder.From(order, context),
                context,
                evaluator);
        }

        return (evaluator.Violations, evaluator.Overrides);
    }

    private static Decision.VersionConflict? FindVersionConflict(Order order, OrderCommand.Modify modify) =>
        modify.Version is { } version && version != order.Version ? new(order.Version, version)
        : modify.Revision is { } revision && revision != order.Revision ? new(order.Revision, revision)
        : null;

    // The order does not change before the first change that it does not have yet.
    private static int CountAlreadyApplied(ImmutableArray<Change> changes, Order order)
    {
        var count = 0;
        while (count < changes.Length && changes[count].IsAlreadyApplied(order))
        {
            count++;
        }

        return count;
    }

    /// <summary>Applies the changes and evaluates the rules of each change and on the result.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="first">The number of leading changes that the order already has.</param>
    /// <param name="builder">The builder of the next revision.</param>
    /// <param name="context">The decision context.</param>
    /// <param name="evaluator">The evaluator.</param>
    private static AppliedChanges ApplyAndCheck(
        ImmutableArray<Change> changes, int first, OrderRevisionBuilder builder, DecisionContext context, RuleEvaluator evaluator)
    {
        var before = builder.Order;
        evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnOrder, RuleContext.ForOrder(before, context));
        var ruleSets = new List<RuleSet>();
        var applied = new AppliedChanges(AffectsFulfillment: false, MovesDelivery: false, EndedEntities.None);
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            var ruleContext = new RuleContext(before, builder.Order, context, RuleSubject.OfChange.Create(change, builder.Order));
            var ruleSetsOfChange = evaluator.GetRuleSets(change, ruleContext, i);
            ruleSets.AddRange(ruleSetsOfChange.Where(r => !ruleSets.Contains(r)));
            if (i >= first && !change.IsAlreadyApplied(builder.Order) && CheckChange(ruleSetsOfChange, ruleContext, i, evaluator))
            {
                Apply(change, builder, context);
                applied = applied with
                {
                    AffectsFulfillment = applied.AffectsFulfillment | change.CausesReroute,
                    MovesDelivery = applied.MovesDelivery | change.MovesDelivery,
                };
            }
        }

        if (!evaluator.HasHardViolation)
        {
            if (AmendsInPlace(applied, context))
            {
                applied = applied with { Ended = FulfillmentAmendment.Reduce(builder) };
            }

            CheckResult(ruleSets, RuleContext.ForOrder(before, context) with { Order = builder.Order }, evaluator);
        }

        return applied;
    }

    /// <summary>The rule sets that guard each change, on the order after the changes before it.</summary>
    internal static ImmutableArray<ImmutableArray<RuleSet>> GetRuleSets(
        Order order, ImmutableArray<Change> changes, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        var ruleSets = ImmutableArray.CreateBuilder<ImmutableArray<RuleSet>>(changes.Length);
        foreach (var change in changes)
        {
            ruleSets.Add(context.Policy.RuleSetsFor(change, builder.Order));
            if (change.CanApply(builder.Order) && !change.IsAlreadyApplied(builder.Order))
            {
                Apply(change, builder, context);
            }
        }

        return ruleSets.DrainToImmutable();
    }

    private static bool CheckChange(ImmutableArray<RuleSet> ruleSets, RuleContext ruleContext, int index, RuleEvaluator evaluator)
    {
        var canApply = !ruleSets.IsEmpty;
        foreach (var ruleSet in ruleSets)
        {
            // The earlier changes of the modification can bring a change under another action.
            canApply &= evaluator.HasCheckedPermissions(ruleSet) || evaluator.CheckPermissions(ruleSet, ruleContext, index);
            canApply &= evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext, index)
                & evaluator.CheckRules(ruleSet, RuleScope.OnChange, ruleContext, index);
        }

        canApply &= evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnChange, ruleContext, index);
        return canApply && evaluator.Require(InvariantRules.ChangeCanBeApplied, ruleContext, index);
    }

    private static void Apply(Change change, OrderRevisionBuilder builder, DecisionContext context)
    {
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

    private static void CheckResult(List<RuleSet> ruleSets, RuleContext ruleContext, RuleEvaluator evaluator)
    {
        foreach (var ruleSet in ruleSets)
        {
            evaluator.CheckRules(ruleSet, RuleScope.OnResult, ruleContext);
        }

        evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnResult, ruleContext);
    }

    // Also builds the result of a rejected modification if only RT-1 or overridable rules are violated; it becomes ResultIfAllowed.
    private static Decision Finish(
        OrderCommand.Modify modify, AppliedChanges applied, OrderRevisionBuilder builder, DecisionContext context, RuleEvaluator evaluator)
    {
        var order = builder.Before!;
        OrderReroute? routing = null;
        if (applied.AffectsFulfillment && !OrderChangeCheck.HasSameContent(order, builder.Order))
        {
            routing = AmendsInPlace(applied, context)
                ? FulfillmentAmendment.Extend(builder, context)
                : OrderReroute.Reroute(
                    builder, context, RerouteReason.OrderModified, OrderReroute.GetPlansNotStarted(builder.Order));
            if (modify.IfUnroutable is UnroutableBehavior.Reject)
            {
                var route = new RuleSubject.OfRoute(builder.ExceedsCapacity);
                evaluator.Check(InvariantRules.UnitsStayRouted, new RuleContext(order, builder.Order, context, route));
            }
        }

        builder.Append(new OrderEvent.Modified());
        if (modify.Undoes is { } undone)
        {
            builder.Append(new OrderEvent.ModificationUndone(undone));
        }

        var ended = routing is null ? applied.Ended : applied.Ended.With(routing.EndedEntities);
        return evaluator.Conclude(builder.Accept(ended, routing?.Log));
    }

    private static bool AmendsInPlace(AppliedChanges applied, DecisionContext context) =>
        applied is { AffectsFulfillment: true, MovesDelivery: false } && context.Policy.FulfillmentMode is FulfillmentMode.AmendInPlace;

    /// <summary>What the applied changes of a modification need.</summary>
    /// <param name="AffectsFulfillment">Whether the fulfillment follows a change.</param>
    /// <param name="MovesDelivery">Whether a change can require other facilities.</param>
    /// <param name="Ended">The plans and pick jobs that lost all units in place.</param>
    private readonly record struct AppliedChanges(bool AffectsFulfillment, bool MovesDelivery, EndedEntities Ended);
}
