using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides on taking back a modification: a new modification of the changes that lead back, without what somebody changed since and
/// without what a rule of today forbids. The rest goes through the very same phases as every modification.
/// </summary>
internal static class UndoDecider
{
    public static Decision Decide(Order order, OrderCommand.Undo undo, DecisionContext context)
    {
        var (before, after) = (undo.Of.Before, undo.Of.After);
        var back = InverseChanges.Of(before, after);
        var evaluator = ModificationDecider.Permissions(order, back, context, undo.AcceptedPenalties);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (undo.Revision is { } named && named != order.Revision)
            return new Decision.VersionConflict(order.Revision, named);

        var missing = back.Where(c => !IsBack(c, undo.Of, order)).ToImmutableArray();
        var (changes, conflicts) = ChangeRebaser.Of(missing, after, order);
        var left = new List<UnrestoredField>(InverseChanges.Lasting(before, after, order));
        left.AddRange(conflicts.Select(c => new UnrestoredField(c.Path, NotRestoredReason.ChangedSince, c.Requested, c.Current, c.Description)));
        changes = [.. changes.Where(c => !c.IsAlreadyApplied(order))];
        var decision = changes.IsEmpty ? new Decision.NoChange() : AsFarAsItGoes(order, undo, changes, context, left);
        if (decision is Decision.Rejected)
            return decision;
        return Judged(order, undo, decision, context, left);
    }

    private static bool IsBack(Change change, AppliedModification of, Order now) =>
        change is AddLine add
        && of.Before.Lines.FirstOrDefault(l => l.Article == add.Line.Article && of.After.FindLine(l.Id) is null) is { } line
        && InverseChanges.IsBack(line, of.Before, of.After, now);

    // What is forbidden about one change, or about one kind of change, takes only that away; what is forbidden altogether forbids all.
    private static Decision AsFarAsItGoes(
        Order order, OrderCommand.Undo undo, ImmutableArray<Change> changes, DecisionContext context, List<UnrestoredField> left)
    {
        Decision? first = null;
        while (!changes.IsEmpty)
        {
            var modify = new OrderCommand.Modify(changes, null, undo.Comment, undo.IfUnroutable)
            {
                AcceptedPenalties = undo.AcceptedPenalties,
                Undoes = undo.Of.Revision,
            };
            var decision = ModificationDecider.Decide(order, modify, context);
            if (decision is not Decision.Rejected refused)
                return decision;
            first ??= decision;
            var rest = changes.Where((c, i) => !refused.Violations.Any(r => Forbids(r, c, i, context))).ToImmutableArray();
            if (undo.AllOrNothing || rest.Length == changes.Length)
                return first;
            for (var i = 0; i < changes.Length; i++)
                if (refused.Violations.Where(r => Forbids(r, changes[i], i, context)).ToImmutableArray() is { IsEmpty: false } because)
                    left.AddRange(Forbidden(changes[i], undo.Of, because));
            changes = rest;
        }
        return first!;
    }

    private static bool Forbids(RuleViolation violation, Change change, int index, DecisionContext context) =>
        violation.Change is { } about ? about == index : context.Policy[change.Action].Rules.Any(r => r.Id == violation.RuleId);

    // What the change would have made different, field by field.
    private static IEnumerable<UnrestoredField> Forbidden(Change change, AppliedModification of, ImmutableArray<RuleViolation> because)
    {
        if (change is AddLine add)
        {
            var line = of.Before.Lines.First(l => l.Article == add.Line.Article && of.After.FindLine(l.Id) is null);
            var said = OrderFields.Line(line, of.Before).Said;
            return [new(LineConflicts.Path(line.Id), NotRestoredReason.Forbidden, said, null, "line") { Because = because }];
        }
        return OrderDiff.Between(of.Before, of.After)
            .Where(d => IsAbout(change, d.Path))
            .Select(d => new UnrestoredField(d.Path, NotRestoredReason.Forbidden, d.Before, d.After, d.Description) { Because = because });
    }

    private static bool IsAbout(Change change, string path) => change switch
    {
        SetLineQuantity c => path == LineConflicts.Path(c.Line, "quantity") || path == LineConflicts.Path(c.Line),
        SetLineArticle c => path == LineConflicts.Path(c.Line, "title") || path == LineConflicts.Path(c.Line, "details"),
        SetLineAttributes c => path.StartsWith(LineConflicts.Path(c.Line, "attributes"), StringComparison.Ordinal),
        SetAttributes => path.StartsWith("/attributes/", StringComparison.Ordinal),
        SetPreferredTime => path is "/delivery/preferredTime",
        SetConsumer => path.StartsWith("/consumer", StringComparison.Ordinal),
        _ => false,
    };

    private static Decision Judged(Order order, OrderCommand.Undo undo, Decision decision, DecisionContext context, List<UnrestoredField> left)
    {
        var accepted = decision as Decision.Accepted;
        if (accepted is not null)
            left.AddRange(OtherPrices(undo.Of, accepted.After));
        else
            left.RemoveAll(n => n.IsRecreated);
        var about = new RuleContext(order, accepted?.After ?? order, context)
        {
            NotRestored = [.. left],
            Restored = accepted is null ? 0 : 1,
        };
        var evaluator = new RuleEvaluator();
        evaluator.Check(InvariantRules.RestoresSomething, about, null);
        if (undo.AllOrNothing && !evaluator.HasViolations)
            evaluator.Check(InvariantRules.RestoresEverything, about, null);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) { NotRestored = [.. left] }
            : accepted is null ? decision
            : accepted with { NotRestored = [.. left] };
    }

    private static IEnumerable<UnrestoredField> OtherPrices(AppliedModification of, Order now) =>
        from line in of.Before.Lines
        where of.After.FindLine(line.Id) is null
        let again = now.Lines.FirstOrDefault(l => l.Article == line.Article && of.After.FindLine(l.Id) is null)
        where again is not null && again.UnitPrice != line.UnitPrice
        select new UnrestoredField(
            LineConflicts.Path(line.Id, "unitPrice"), NotRestoredReason.PriceChanged, DiffJson.Of(line.UnitPrice), DiffJson.Of(again.UnitPrice),
            "price of one");
}
