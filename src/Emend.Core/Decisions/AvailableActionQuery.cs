using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Asks the tables what could be done, with the smallest request of each kind.</summary>
internal static class AvailableActionQuery
{
    private static readonly (string Name, PickJobAction Step)[] Work =
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

    public static ImmutableArray<AvailableAction> Of(Order order, DecisionContext context)
    {
        var answers = ImmutableArray.CreateBuilder<AvailableAction>(context.Policy.Tables.Length);
        foreach (var ruleSet in context.Policy.Tables)
            if (ruleSet.Action is not (ActionNames.PlaceOrder or ActionNames.RerouteShort or ActionNames.ExpirePromise))
                answers.Add(ruleSet.Action switch
                {
                    ActionNames.EditLineItems => Edits(ruleSet, order, context),
                    ActionNames.PickJob => PickWork(ruleSet, order, context),
                    ActionNames.TaskReroute => TaskReroutes(ruleSet, order, context),
                    ActionNames.HandoverJob => AvailableShippingActions.Handovers(ruleSet, order, context),
                    ActionNames.ShippingLabel => AvailableShippingActions.Labels(ruleSet, order, context),
                    _ => new(ruleSet.Action, AtOrder(ruleSet, new RuleContext(order, order, context)), ruleSet.Effects, []),
                });
        return answers.ToImmutable();
    }

    private static ImmutableArray<RuleViolation> AtOrder(RuleSet ruleSet, RuleContext about)
    {
        var evaluator = new RuleEvaluator();
        foreach (var rule in ruleSet.Rules)
            if (rule is { Kind: RuleKind.Permission, Scope: RuleScope.OnOrder })
                evaluator.Check(rule, about, null);
        if (evaluator.HasViolations)
            return evaluator.Refusals;
        if (!ruleSet.Rules.Any(r => r.Kind is RuleKind.Invariant))
            evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnOrder, about); // which is of modifications; the others have their own
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.Refusals;
    }

    private static AvailableAction Edits(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var whole = new RuleContext(order, order, context);
        var because = AtOrder(ruleSet, whole);
        if (because.Any(r => r.Kind is RuleKind.Permission))
            return new(ruleSet.Action, because, ruleSet.Effects, []);

        var steps = new List<AvailableActionStep>(order.Lines.Length * 4);
        foreach (var line in order.Lines)
            foreach (var (name, change) in EditsOf(line, whole.IsSoldByMeasure(line.Article)))
            {
                var violations = AtChange(ruleSet, whole with { Change = change, KnownLine = line });
                steps.Add(new(name, line.Id, null, because.IsEmpty && violations.IsEmpty, violations));
            }
        var common = Common(steps, r => r.Kind is RuleKind.Permission);
        return common.IsEmpty
            ? new(ruleSet.Action, because, ruleSet.Effects, [.. steps])
            : new(ruleSet.Action, common, ruleSet.Effects, []);
    }

    /// <summary>What can be asked of a line: the smallest step each way. One that can't be lowered and stay has no such step.</summary>
    private static IEnumerable<(string Name, Change Change)> EditsOf(Line line, bool byMeasure)
    {
        yield return ("remove", new SetLineQuantity(line.Id, Quantity.Zero));
        var (less, more) = byMeasure
            ? (line.Quantity.Thousandths - 1, line.Quantity.Thousandths + 1)
            : ((line.Quantity.Thousandths - 1) / Quantity.Scale * Quantity.Scale,
                ((line.Quantity.Thousandths / Quantity.Scale) + 1) * Quantity.Scale);
        yield return ("increase", new SetLineQuantity(line.Id, new(more)));
        if (less > 0)
            yield return ("decrease", new SetLineQuantity(line.Id, new(less)));
        yield return ("article", new SetLineArticle(line.Id, line.Properties, null));
    }

    private static ImmutableArray<RuleViolation> AtChange(RuleSet ruleSet, RuleContext about)
    {
        var evaluator = new RuleEvaluator();
        foreach (var rule in ruleSet.Rules)
            if (rule is { Kind: RuleKind.Permission, Scope: RuleScope.OnChange })
                evaluator.Check(rule, about, null);
        if (evaluator.HasViolations)
            return evaluator.Refusals;
        evaluator.Rows(ruleSet, RuleScope.OnChange, about);
        evaluator.Rows(InvariantRules.RuleSet, RuleScope.OnChange, about);
        return evaluator.Refusals;
    }

    private static AvailableAction PickWork(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var whole = new RuleContext(order, order, context);
        if (order.PickJobs.IsEmpty)
            return new(ruleSet.Action, OfWork(ruleSet, whole), ruleSet.Effects, []);

        var steps = new List<AvailableActionStep>(order.PickJobs.Length * Work.Length);
        foreach (var job in order.PickJobs)
            foreach (var (name, action) in Work.Where(w => w.Step is not PickJobAction.Merge || job.Lines.Any(l => !l.Parts.IsEmpty)))
            {
                var violations = OfWork(ruleSet, whole with { PickJob = job, PickJobAction = action });
                steps.Add(new(name, null, job.Id, violations.IsEmpty, violations));
            }
        return Answer(ruleSet, steps);
    }

    /// <summary>What forbids every step forbids the action, and is told once.</summary>
    internal static AvailableAction Answer(RuleSet ruleSet, List<AvailableActionStep> steps)
    {
        var common = Common(steps, _ => true);
        var rows = common.Select(r => r.RuleId).ToHashSet();
        return new(
            ruleSet.Action,
            common,
            ruleSet.Effects,
            [.. steps.Select(s => rows.Count == 0 ? s : s with { Violations = s.Violations.RemoveAll(r => rows.Contains(r.RuleId)) })]);
    }

    private static AvailableAction TaskReroutes(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var whole = new RuleContext(order, order, context);
        var because = AtOrder(ruleSet, whole);
        if (!because.IsEmpty)
            return new(ruleSet.Action, because, ruleSet.Effects, []);
        var steps = order.PickJobs.Select(job =>
        {
            var violations = AtOrder(ruleSet, whole with { FulfillmentAction = new FulfillmentAction.ReroutePickJob(job.Id) });
            return new AvailableActionStep("reroute", null, job.Id, violations.IsEmpty, violations);
        });
        return new(ruleSet.Action, [], ruleSet.Effects, [.. steps]);
    }

    internal static ImmutableArray<RuleViolation> OfWork(RuleSet ruleSet, RuleContext about)
    {
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (!evaluator.HasViolations)
            evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.Refusals;
    }

    /// <summary>The rows that forbid every step.</summary>
    private static ImmutableArray<RuleViolation> Common(List<AvailableActionStep> steps, Func<RuleViolation, bool> among) =>
        steps.Count == 0
            ? []
            : [.. steps[0].Violations.Where(r => among(r) && steps.All(s => s.Violations.Any(other => other.RuleId == r.RuleId)))];
}
