using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides the undo of a modification: a new modification with the inverse changes. Fields that were changed later or that a current rule
/// protects are left out. The remaining changes pass the same phases as any modification.
/// </summary>
internal static class UndoDecider
{
    public static Decision Decide(Order order, OrderCommand.Undo undo, DecisionContext context)
    {
        var (before, after) = (undo.Modification.Before, undo.Modification.After);
        var back = OrderChanges.Between(after, before);
        var evaluator = ModificationDecider.CheckPermissions(order, back, context, undo.AcceptedPenalties);
        if (evaluator.GetReportedViolations() is [{ Kind: RuleKind.Permission }, ..] forbidden)
        {
            return new Decision.Rejected(forbidden);
        }

        if (undo.Revision is { } expectedVersion && expectedVersion != order.Revision)
        {
            return new Decision.VersionConflict(order.Revision, expectedVersion);
        }

        var missing = back.Where(c => !IsRestored(c, undo.Modification, order)).ToImmutableArray();
        var (changes, conflicts) = ChangeRebaser.Rebase(missing, after, order);
        var unrestored = new List<UnrestoredField>(IrreversibleEffects.Find(before, after, order));
        unrestored.AddRange(
            conflicts.Select(c => new UnrestoredField(c.Path, NotRestoredReason.ChangedSince, c.Requested, c.Current, c.Description)));
        changes = [.. changes.Where(c => !c.IsAlreadyApplied(order))];
        var decision = changes.IsEmpty ? new Decision.NoChange() : DecideChanges(order, undo, changes, context, unrestored);
        if (decision is Decision.Rejected)
        {
            return decision;
        }

        return CheckUndoRules(order, undo, decision, context, unrestored);
    }

    private static bool IsRestored(Change change, AppliedModification modification, Order currentOrder) =>
        change is AddLine add
        && modification.Before.Lines
            .FirstOrDefault(l => l.Article == add.Line.Article && modification.After.FindLine(l.Id) is null) is { } line
        && IrreversibleEffects.IsRestored(line, modification.Before, modification.After, currentOrder);

    // A violation of one change or one kind of change removes only these changes. A violation of the whole modification rejects the undo.
    private static Decision DecideChanges(
        Order order, OrderCommand.Undo undo, ImmutableArray<Change> changes, DecisionContext context, List<UnrestoredField> unrestored)
    {
        Decision? first = null;
        while (!changes.IsEmpty)
        {
            var modify = new OrderCommand.Modify(changes, null, undo.Comment, undo.IfUnroutable)
            {
                AcceptedPenalties = undo.AcceptedPenalties,
                Undoes = undo.Modification.Revision,
            };
            // An undo that changes nothing must still report the fields that it does not restore.
            var decision = OrderChangeCheck.Apply(order, ModificationDecider.Decide(order, modify, context));
            if (decision is not Decision.Rejected rejected)
            {
                return decision;
            }

            first ??= decision;
            var guards = ModificationDecider.GetRuleSets(order, changes, context);
            var rest = changes.Where((_, i) => !rejected.Violations.Any(r => Rejects(r, i, guards[i]))).ToImmutableArray();
            if (undo.AllOrNothing || rest.Length == changes.Length)
            {
                return first;
            }

            for (var i = 0; i < changes.Length; i++)
            {
                if (rejected.Violations.Where(r => Rejects(r, i, guards[i])).ToImmutableArray() is { IsEmpty: false } violations)
                {
                    unrestored.AddRange(GetRejectedFields(changes[i], undo.Modification, violations));
                }
            }

            changes = rest;
        }
        return first!;
    }

    private static bool Rejects(RuleViolation violation, int index, ImmutableArray<RuleSet> guards) =>
        violation.Change is { } changeIndex ? changeIndex == index : guards.Any(s => s.Rules.Any(r => r.Id == violation.RuleId));

    // The fields that the change would have restored.
    private static IEnumerable<UnrestoredField> GetRejectedFields(
        Change change, AppliedModification modification, ImmutableArray<RuleViolation> violations)
    {
        if (change is AddLine add)
        {
            var line = modification.Before.Lines.First(l => l.Article == add.Line.Article && modification.After.FindLine(l.Id) is null);
            var said = OrderFields.CreateLine(line, modification.Before).AsJson;
            return [new(LineConflicts.GetPath(line.Id), NotRestoredReason.RuleViolation, said, null, "line") { Violations = violations }];
        }
        return OrderDiff.Between(modification.Before, modification.After)
            .Where(d => change.Sets(d.Path))
            .Select(d =>
                new UnrestoredField(d.Path, NotRestoredReason.RuleViolation, d.Before, d.After, d.Description) { Violations = violations });
    }

    private static Decision CheckUndoRules(
        Order order, OrderCommand.Undo undo, Decision decision, DecisionContext context, List<UnrestoredField> unrestored)
    {
        var accepted = decision as Decision.Accepted;
        if (accepted is not null)
        {
            unrestored.AddRange(GetChangedPrices(undo.Modification, accepted.After));
        }
        else
        {
            unrestored.RemoveAll(n => n.IsRecreated);
        }

        var ruleContext = new RuleContext(
            order, accepted?.After ?? order, context, new RuleSubject.OfUndo([.. unrestored], accepted is not null));
        var evaluator = new RuleEvaluator(context.Policy);
        evaluator.Check(InvariantRules.RestoresSomething, ruleContext);
        if (undo.AllOrNothing && !evaluator.HasViolations)
        {
            evaluator.Check(InvariantRules.RestoresEverything, ruleContext);
        }

        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) { UnrestoredFields = [.. unrestored] }
            : accepted is null ? decision
            : accepted with
            {
                UnrestoredFields = [.. unrestored],
                CheckedRules = [.. accepted.CheckedRules, .. evaluator.CheckedRuleIds],
            };
    }

    private static IEnumerable<UnrestoredField> GetChangedPrices(AppliedModification modification, Order currentOrder) =>
        from line in modification.Before.Lines
        where modification.After.FindLine(line.Id) is null
        let again = currentOrder.Lines.FirstOrDefault(l => l.Article == line.Article && modification.After.FindLine(l.Id) is null)
        where again is not null && again.UnitPrice != line.UnitPrice
        select new UnrestoredField(
            LineConflicts.GetPath(line.Id, "unitPrice"), NotRestoredReason.PriceChanged,
                DiffJson.ToJson(line.UnitPrice), DiffJson.ToJson(again.UnitPrice),
            "unit price");
}
