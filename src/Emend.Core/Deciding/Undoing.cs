using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>
/// Decides on taking back a modification: a new modification of the changes that lead back, without what somebody changed since and
/// without what a rule of today forbids. The rest goes through the very same phases as every modification.
/// </summary>
internal static class Undoing
{
    public static Decision Decide(Order order, OrderCommand.Undo undo, Facts facts)
    {
        var (before, after) = (undo.Of.Before, undo.Of.After);
        var back = Backwards.Of(before, after);
        var checking = Modifying.Permissions(order, back, facts, undo.Accept);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (undo.Revision is { } named && named != order.Revision)
            return new Decision.Stale(order.Revision, named);

        var missing = back.Where(c => !IsBack(c, undo.Of, order)).ToImmutableArray();
        var (changes, conflicts) = Rebasing.Of(missing, after, order);
        var left = new List<NotRestored>(Backwards.Lasting(before, after, order));
        left.AddRange(conflicts.Select(c => new NotRestored(c.Path, WhyNotRestored.ChangedSince, c.Wanted, c.Now, c.Words)));
        changes = [.. changes.Where(c => !c.IsSo(order))];
        var decision = changes.IsEmpty ? new Decision.NoChange() : AsFarAsItGoes(order, undo, changes, facts, left);
        if (decision is Decision.Refused)
            return decision;
        return Judged(order, undo, decision, facts, left);
    }

    private static bool IsBack(Change change, Applied of, Order now) =>
        change is AddLine add
        && of.Before.Lines.FirstOrDefault(l => l.Article == add.Line.Article && of.After.FindLine(l.Id) is null) is { } line
        && Backwards.IsBack(line, of.Before, of.After, now);

    // What is forbidden about one change, or about one kind of change, takes only that away; what is forbidden altogether forbids all.
    private static Decision AsFarAsItGoes(
        Order order, OrderCommand.Undo undo, ImmutableArray<Change> changes, Facts facts, List<NotRestored> left)
    {
        Decision? first = null;
        while (!changes.IsEmpty)
        {
            var modify = new OrderCommand.Modify(changes, null, undo.Comment, undo.IfUnroutable)
            {
                Accept = undo.Accept,
                Undoes = undo.Of.Revision,
            };
            var decision = Modifying.Decide(order, modify, facts);
            if (decision is not Decision.Refused refused)
                return decision;
            first ??= decision;
            var rest = changes.Where((c, i) => !refused.Because.Any(r => Forbids(r, c, i, facts))).ToImmutableArray();
            if (undo.Whole || rest.Length == changes.Length)
                return first;
            for (var i = 0; i < changes.Length; i++)
                if (refused.Because.Where(r => Forbids(r, changes[i], i, facts)).ToImmutableArray() is { IsEmpty: false } because)
                    left.AddRange(Forbidden(changes[i], undo.Of, because));
            changes = rest;
        }
        return first!;
    }

    private static bool Forbids(Refusal refusal, Change change, int index, Facts facts) =>
        refusal.Change is { } about ? about == index : facts.Policy[change.Action].Rows.Any(r => r.Id == refusal.Row);

    // What the change would have made different, field by field.
    private static IEnumerable<NotRestored> Forbidden(Change change, Applied of, ImmutableArray<Refusal> because)
    {
        if (change is AddLine add)
        {
            var line = of.Before.Lines.First(l => l.Article == add.Line.Article && of.After.FindLine(l.Id) is null);
            var said = OrderFields.Line(line, of.Before).Said;
            return [new(LineConflicts.Path(line.Id), WhyNotRestored.Forbidden, said, null, "line") { Because = because }];
        }
        return Differing.Between(of.Before, of.After)
            .Where(d => IsAbout(change, d.Path))
            .Select(d => new NotRestored(d.Path, WhyNotRestored.Forbidden, d.Before, d.After, d.Words) { Because = because });
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

    private static Decision Judged(Order order, OrderCommand.Undo undo, Decision decision, Facts facts, List<NotRestored> left)
    {
        var accepted = decision as Decision.Accepted;
        if (accepted is not null)
            left.AddRange(OtherPrices(undo.Of, accepted.After));
        else
            left.RemoveAll(n => n.GoesBackAnew);
        var about = new Case(order, accepted?.After ?? order, facts)
        {
            NotRestored = [.. left],
            Restored = accepted is null ? 0 : 1,
        };
        var checking = new Checking();
        checking.Check(Invariants.SomethingGoesBack, about, null);
        if (undo.Whole && !checking.AnyFailed)
            checking.Check(Invariants.EverythingGoesBack, about, null);
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) { NotRestored = [.. left] }
            : accepted is null ? decision
            : accepted with { NotRestored = [.. left] };
    }

    private static IEnumerable<NotRestored> OtherPrices(Applied of, Order now) =>
        from line in of.Before.Lines
        where of.After.FindLine(line.Id) is null
        let again = now.Lines.FirstOrDefault(l => l.Article == line.Article && of.After.FindLine(l.Id) is null)
        where again is not null && again.UnitPrice != line.UnitPrice
        select new NotRestored(
            LineConflicts.Path(line.Id, "unitPrice"), WhyNotRestored.OtherPrice, Json.Of(line.UnitPrice), Json.Of(again.UnitPrice),
            "price of one");
}
