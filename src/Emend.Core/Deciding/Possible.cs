using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Asks the tables what could be done, with the smallest request of each kind.</summary>
internal static class Possible
{
    private static readonly (string Name, PickStep Step)[] Work =
    [
        ("start", new PickStep.Start()),
        ("pick", new PickStep.Picked([])),
        ("split", new PickStep.Split([])),
        ("merge", new PickStep.Merge([])),
        ("pause", new PickStep.Pause()),
        ("close", new PickStep.Close()),
        ("abort", new PickStep.Abort()),
        ("reset", new PickStep.Reset()),
        ("restart", new PickStep.Restart()),
        ("cancel", new PickStep.Cancel(false)),
    ];

    public static ImmutableArray<ActionAnswer> Of(Order order, Facts facts)
    {
        var answers = ImmutableArray.CreateBuilder<ActionAnswer>(facts.Policy.Tables.Length);
        foreach (var table in facts.Policy.Tables)
            if (table.Action is not (Actions.PlaceOrder or Actions.RerouteShort or Actions.ExpirePromise))
                answers.Add(table.Action switch
                {
                    Actions.EditLineItems => Edits(table, order, facts),
                    Actions.PickJob => PickWork(table, order, facts),
                    Actions.TaskReroute => TaskReroutes(table, order, facts),
                    Actions.HandoverJob => Packed.Handovers(table, order, facts),
                    Actions.ShippingLabel => Packed.Labels(table, order, facts),
                    _ => new(table.Action, AtOrder(table, new Case(order, order, facts)), table.Effects, []),
                });
        return answers.ToImmutable();
    }

    private static ImmutableArray<Refusal> AtOrder(Table table, Case about)
    {
        var checking = new Checking();
        foreach (var row in table.Rows)
            if (row is { Kind: RowKind.Permission, Looks: Looks.AtOrder })
                checking.Check(row, about, null);
        if (checking.AnyFailed)
            return checking.Refusals;
        if (!table.Rows.Any(r => r.Kind is RowKind.Invariant))
            checking.Rows(Invariants.Table, Looks.AtOrder, about); // which is of modifications; the others have their own
        checking.Rows(table, Looks.AtOrder, about);
        return checking.Refusals;
    }

    private static ActionAnswer Edits(Table table, Order order, Facts facts)
    {
        var whole = new Case(order, order, facts);
        var because = AtOrder(table, whole);
        if (because.Any(r => r.Kind is RowKind.Permission))
            return new(table.Action, because, table.Effects, []);

        var steps = new List<StepAnswer>(order.Lines.Length * 4);
        foreach (var line in order.Lines)
            foreach (var (name, change) in EditsOf(line, whole.ByMeasure(line.Article)))
            {
                var refusals = AtChange(table, whole with { Change = change, At = line });
                steps.Add(new(name, line.Id, null, because.IsEmpty && refusals.IsEmpty, refusals));
            }
        var common = Common(steps, r => r.Kind is RowKind.Permission);
        return common.IsEmpty
            ? new(table.Action, because, table.Effects, [.. steps])
            : new(table.Action, common, table.Effects, []);
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

    private static ImmutableArray<Refusal> AtChange(Table table, Case about)
    {
        var checking = new Checking();
        foreach (var row in table.Rows)
            if (row is { Kind: RowKind.Permission, Looks: Looks.AtChange })
                checking.Check(row, about, null);
        if (checking.AnyFailed)
            return checking.Refusals;
        checking.Rows(table, Looks.AtChange, about);
        checking.Rows(Invariants.Table, Looks.AtChange, about);
        return checking.Refusals;
    }

    private static ActionAnswer PickWork(Table table, Order order, Facts facts)
    {
        var whole = new Case(order, order, facts);
        if (order.PickJobs.IsEmpty)
            return new(table.Action, OfWork(table, whole), table.Effects, []);

        var steps = new List<StepAnswer>(order.PickJobs.Length * Work.Length);
        foreach (var job in order.PickJobs)
            foreach (var (name, step) in Work.Where(w => w.Step is not PickStep.Merge || job.Lines.Any(l => !l.Parts.IsEmpty)))
            {
                var refusals = OfWork(table, whole with { PickJob = job, Step = step });
                steps.Add(new(name, null, job.Id, refusals.IsEmpty, refusals));
            }
        return Answer(table, steps);
    }

    /// <summary>What forbids every step forbids the action, and is told once.</summary>
    internal static ActionAnswer Answer(Table table, List<StepAnswer> steps)
    {
        var common = Common(steps, _ => true);
        var rows = common.Select(r => r.Row).ToHashSet();
        return new(
            table.Action,
            common,
            table.Effects,
            [.. steps.Select(s => rows.Count == 0 ? s : s with { Because = s.Because.RemoveAll(r => rows.Contains(r.Row)) })]);
    }

    private static ActionAnswer TaskReroutes(Table table, Order order, Facts facts)
    {
        var whole = new Case(order, order, facts);
        var because = AtOrder(table, whole);
        if (!because.IsEmpty)
            return new(table.Action, because, table.Effects, []);
        var steps = order.PickJobs.Select(job =>
        {
            var refusals = AtOrder(table, whole with { Process = new ProcessStep.RerouteTask(job.Id) });
            return new StepAnswer("reroute", null, job.Id, refusals.IsEmpty, refusals);
        });
        return new(table.Action, [], table.Effects, [.. steps]);
    }

    internal static ImmutableArray<Refusal> OfWork(Table table, Case about)
    {
        var checking = new Checking();
        checking.Permissions(table, about);
        if (!checking.AnyFailed)
            checking.Rows(table, Looks.AtOrder, about);
        return checking.Refusals;
    }

    /// <summary>The rows that forbid every step.</summary>
    private static ImmutableArray<Refusal> Common(List<StepAnswer> steps, Func<Refusal, bool> among) =>
        steps.Count == 0
            ? []
            : [.. steps[0].Because.Where(r => among(r) && steps.All(s => s.Because.Any(other => other.Row == r.Row)))];
}
