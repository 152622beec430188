using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>
/// Decides on a modification in phases: permissions, version, whether anything would change, the rows of each change, the rows on the
/// result, routing. All changes, or none; no phase after a refusal pretends to know the order.
/// </summary>
internal static class Modifying
{
    public static Decision Decide(Order order, OrderCommand.Modify modify, Facts facts)
    {
        var checking = Permissions(order, modify.Changes, facts, modify.Accept);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (StaleOf(order, modify) is { } stale)
        {
            if (!modify.Rebase || facts.Then is not { } then)
                return stale;
            var (rest, conflicts) = Rebasing.Of(modify.Changes, then, order);
            if (!conflicts.IsEmpty)
                return stale with { Conflicts = conflicts };
            modify = modify with { Changes = rest };
        }
        if (modify.Changes.All(c => c.IsSo(order)))
            return new Decision.NoChange();

        var draft = Draft.Of(order, facts);
        Apply(modify.Changes, draft, order, facts, checking);
        if (!checking.Stopped)
            Result(modify.Changes, new Case(order, draft.Order, facts), checking);
        if (checking.Stopped)
            return new Decision.Refused(checking.Refusals);
        if (modify.Changes.Length > 1 && draft.IsAsBefore)
            return checking.AnyFailed ? new Decision.Refused(checking.Refusals) : new Decision.NoChange();
        return Finish(order, modify, draft, facts, checking);
    }

    public static Checking Permissions(
        Order order, ImmutableArray<Change> changes, Facts facts, ImmutableArray<string> accept)
    {
        var checking = new Checking(accept);
        for (var i = 0; i < changes.Length; i++)
            checking.Permissions(TableOf(changes[i], facts), new Case(order, order, facts, changes[i]), i);
        return checking;
    }

    /// <summary>The rows again, up to the result and without routing.</summary>
    public static (ImmutableArray<Refusal> Because, ImmutableArray<Passed> Passed) Recheck(
        Order order, OrderCommand.Modify modify, Facts facts)
    {
        var checking = Permissions(order, modify.Changes, facts, modify.Accept);
        if (!checking.AnyFailed)
        {
            var draft = Draft.Of(order, facts);
            Apply(modify.Changes, draft, order, facts, checking);
            if (!checking.Stopped)
                Result(modify.Changes, new Case(order, draft.Order, facts), checking);
        }
        return (checking.Refusals, checking.Passed);
    }

    private static Decision.Stale? StaleOf(Order order, OrderCommand.Modify modify) =>
        modify.Version is { } version && version != order.Version ? new(order.Version, version)
        : modify.Revision is { } revision && revision != order.Revision ? new(order.Revision, revision)
        : null;

    private static void Apply(ImmutableArray<Change> changes, Draft draft, Order order, Facts facts, Checking checking)
    {
        checking.Rows(Invariants.Table, Looks.AtOrder, new Case(order, order, facts));
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            if (change.IsSo(draft.Order))
                continue;
            var about = new Case(order, draft.Order, facts, change);
            var table = TableOf(change, facts);
            var holds = checking.Rows(table, Looks.AtOrder, about, i)
                & checking.Rows(table, Looks.AtChange, about, i)
                & checking.Rows(Invariants.Table, Looks.AtChange, about, i);
            if (!holds)
                continue;
            var (events, personal) = change.Apply(draft.Order, facts, draft.Ids);
            foreach (var happened in events)
                draft.Happen(happened);
            if (personal is not null)
                draft.Replace(personal);
        }
    }

    private static void Result(ImmutableArray<Change> changes, Case about, Checking checking)
    {
        foreach (var table in changes.Select(c => TableOf(c, about.Facts)).Distinct())
            checking.Rows(table, Looks.AtResult, about);
        checking.Rows(Invariants.Table, Looks.AtResult, about);
    }

    // Where only rows of these last steps fail, or soft ones, it is known what would be done without them.
    private static Decision Finish(Order order, OrderCommand.Modify modify, Draft draft, Facts facts, Checking checking)
    {
        Rerouting? routing = null;
        if (modify.Changes.Any(c => c.Reroutes && !c.IsSo(order)))
        {
            routing = Rerouting.Of(draft, facts, RerouteReason.OrderModified, Rerouting.NotBegun(order));
            if (modify.IfUnroutable is IfUnroutable.Refuse)
                checking.Check(Invariants.KeepsItsPlace, new Case(order, draft.Order, facts), null);
        }
        draft.Happen(new OrderEvent.Modified());
        if (modify.Undoes is { } undone)
            draft.Happen(new OrderEvent.Undone(undone));
        var accepted = draft.Accept(routing) with { Passed = checking.Passed };
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) { Otherwise = accepted } : accepted;
    }

    private static Table TableOf(Change change, Facts facts) => facts.Policy[change.Action];
}
