using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Evaluates the rules of each action with a minimal request.</summary>
internal static class AvailableActionQuery
{
    private static readonly (string Name, PickJobAction Step)[] PickJobSteps =
    [
        ("start", new PickJobAction.Start()),
        ("pick", new PickJobAction.Pick([])),
        ("split", new PickJobAction.Split([])),
        ("merge", new PickJobAction.Merge([])),
        ("pause", new PickJobAction.Pause()),
        ("close", new PickJobAction.Close()),
        ("abort", new PickJobAction.Abort()),
        ("reset", new PickJobAction.Reset()),
        ("restart", new PickJobAction.Restart()),
        ("cancel", new PickJobAction.Cancel(false)),
    ];

    public static ImmutableArray<AvailableAction> GetAvailableActions(Order order, DecisionContext context)
    {
        var answers = ImmutableArray.CreateBuilder<AvailableAction>(context.Policy.RuleSets.Length);
        var edits = GetLineEdits(order, context);
        foreach (var ruleSet in context.Policy.RuleSets)
        {
            if (ruleSet.Action is not (ActionNames.PlaceOrder or ActionNames.RerouteShortage or ActionNames.ExpirePromise))
            {
                answers.Add(ruleSet.Action switch
                {
                    ActionNames.PickJob => GetPickJobAction(ruleSet, order, context),
                    ActionNames.TaskReroute => GetTaskReroute(ruleSet, order, context),
                    ActionNames.HandoverJob => AvailableShippingActions.GetHandoverAction(ruleSet, order, context),
                    ActionNames.CreateHandoverJob => AvailableShippingActions.GetHandoverCreation(ruleSet, order, context),
                    ActionNames.ShippingLabel => AvailableShippingActions.GetLabelAction(ruleSet, order, context),
                    _ => GetOrderAction(ruleSet, edits[ruleSet], order, context),
                });
            }
        }

        return answers.ToImmutable();
    }

    private static ImmutableArray<RuleViolation> CheckOrder(RuleSet ruleSet, RuleContext ruleContext)
    {
        var evaluator = new RuleEvaluator(ruleContext.Context.Policy);
        foreach (var rule in ruleSet.Rules)
        {
            if (rule is { Kind: RuleKind.Permission, Scope: RuleScope.OnOrder })
            {
                evaluator.Check(rule, ruleContext);
            }
        }

        if (evaluator.HasViolations)
        {
            return evaluator.Violations;
        }

        if (!ruleSet.Rules.Any(r => r.Kind is RuleKind.Invariant))
        {
            // modification rules; the other rule sets have their own invariants
            evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnOrder, ruleContext);
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.Violations;
    }

    /// <summary>The edits of all lines, by the rule sets that guard them.</summary>
    private static ILookup<RuleSet, (string Name, RuleSubject.OfChange Change)> GetLineEdits(Order order, DecisionContext context) =>
    (
        from line in order.Lines
        from edit in GetEdits(line, context.IsSoldByMeasure(line.Article))
        from ruleSet in context.Policy.RuleSetsFor(edit.Change, order)
        select (ruleSet, edit.Name, Change: new RuleSubject.OfChange(edit.Change, line)))
        .ToLookup(e => e.ruleSet, e => (e.Name, e.Change), (IEqualityComparer<RuleSet>)ReferenceEqualityComparer.Instance);

    private static AvailableAction GetOrderAction(
        RuleSet ruleSet, IEnumerable<(string Name, RuleSubject.OfChange Change)> edits, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        var actionViolations = CheckOrder(ruleSet, orderContext);
        if (actionViolations.Any(r => r.Kind is RuleKind.Permission))
        {
            return new(ruleSet.Action, actionViolations, ruleSet.Effects, []);
        }

        var steps = new List<AvailableActionStep>();
        foreach (var (name, change) in edits)
        {
            var violations = CheckChange(ruleSet, orderContext with { Subject = change });
            steps.Add(new(name, change.Line!.Id, null, actionViolations.IsEmpty && violations.IsEmpty, violations));
        }

        var common = GetCommonViolations(steps, r => r.Kind is RuleKind.Permission);
        return common.IsEmpty
            ? new(ruleSet.Action, actionViolations, ruleSet.Effects, [.. steps])
            : new(ruleSet.Action, common, ruleSet.Effects, []);
    }

    /// <summary>The edits of a line with the smallest quantity steps. A line that can only be removed has no decrease.</summary>
    private static IEnumerable<(string Name, Change Change)> GetEdits(Line line, bool byMeasure)
    {
        yield return ("remove", new SetLineQuantity(line.Id, Quantity.Zero));
        var (less, more) = byMeasure
            ? (line.Quantity.Thousandths - 1, line.Quantity.Thousandths + 1)
            : ((line.Quantity.Thousandths - 1) / Quantity.Scale * Quantity.Scale,
                ((line.Quantity.Thousandths / Quantity.Scale) + 1) * Quantity.Scale);
        yield return ("increase", new SetLineQuantity(line.Id, new(more)));
        if (less > 0)
        {
            yield return ("decrease", new SetLineQuantity(line.Id, new(less)));
        }

        yield return ("article", new SetLineArticle(line.Id, line.Properties, null));
    }

    private static ImmutableArray<RuleViolation> CheckChange(RuleSet ruleSet, RuleContext ruleContext)
    {
        var evaluator = new RuleEvaluator(ruleContext.Context.Policy);
        foreach (var rule in ruleSet.Rules)
        {
            if (rule is { Kind: RuleKind.Permission, Scope: RuleScope.OnChange })
            {
                evaluator.Check(rule, ruleContext);
            }
        }

        if (evaluator.HasViolations)
        {
            return evaluator.Violations;
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnChange, ruleContext);
        evaluator.CheckRules(InvariantRules.RuleSet, RuleScope.OnChange, ruleContext);
        return evaluator.Violations;
    }

    private static AvailableAction GetPickJobAction(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        if (order.PickJobs.IsEmpty)
        {
            return new(ruleSet.Action, CheckWork(ruleSet, orderContext), ruleSet.Effects, []);
        }

        var steps = new List<AvailableActionStep>(order.PickJobs.Length * PickJobSteps.Length);
        foreach (var job in order.PickJobs)
        {
            foreach (var (name, action) in PickJobSteps.Where(w =>
                w.Step is not PickJobAction.Merge || job.Lines.Any(l => !l.Parts.IsEmpty)))
            {
                var violations = CheckWork(ruleSet, orderContext with { Subject = new RuleSubject.OfPickJob(job, action) });
                steps.Add(new(name, null, job.Id, violations.IsEmpty, violations));
            }
        }

        return CreateAction(ruleSet, steps);
    }

    /// <summary>Creates the action. Violations of every step become violations of the action and are reported once.</summary>
    internal static AvailableAction CreateAction(RuleSet ruleSet, List<AvailableActionStep> steps)
    {
        var common = GetCommonViolations(steps, _ => true);
        var ruleIds = common.Select(r => r.RuleId).ToHashSet();
        return new(
            ruleSet.Action,
            common,
            ruleSet.Effects,
            [.. steps.Select(s => ruleIds.Count == 0 ? s
                : s with { Violations = s.Violations.RemoveAll(r => ruleIds.Contains(r.RuleId)) })]);
    }

    private static AvailableAction GetTaskReroute(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var orderContext = RuleContext.ForOrder(order, context);
        var actionViolations = CheckOrder(ruleSet, orderContext);
        if (!actionViolations.IsEmpty)
        {
            return new(ruleSet.Action, actionViolations, ruleSet.Effects, []);
        }

        var steps = order.PickJobs.Select(job =>
        {
            var subject = new RuleSubject.OfFulfillment(new FulfillmentAction.ReroutePickJob(job.Id), null);
            var violations = CheckOrder(ruleSet, orderContext with { Subject = subject });
            return new AvailableActionStep("reroute", null, job.Id, violations.IsEmpty, violations);
        });
        return new(ruleSet.Action, [], ruleSet.Effects, [.. steps]);
    }

    internal static ImmutableArray<RuleViolation> CheckWork(RuleSet ruleSet, RuleContext ruleContext) =>
        new RuleEvaluator(ruleContext.Context.Policy).CheckOrder(ruleSet, ruleContext);

    /// <summary>Returns the violations that all steps have.</summary>
    private static ImmutableArray<RuleViolation> GetCommonViolations(List<AvailableActionStep> steps, Func<RuleViolation, bool> among) =>
        steps.Count == 0
            ? []
            : [.. steps[0].Violations.Where(r => among(r) && steps.All(s => s.Violations.Any(other => other.RuleId == r.RuleId)))];
}
