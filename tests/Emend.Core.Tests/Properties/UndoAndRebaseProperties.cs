using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Properties.ScenarioChecks;

namespace Emend.Core.Tests.Properties;

/// <summary>Properties of undo, rebase and differences for all orders and commands.</summary>
public sealed class UndoAndRebaseProperties
{
    private const int MaxTest = 100;

    private static readonly DifferenceArea[] RequestableAreas =
        [DifferenceArea.Lines, DifferenceArea.Customer, DifferenceArea.Delivery, DifferenceArea.Attributes];

    [Fact]
    public void Integration_events_contain_exactly_the_differences() => CheckSteps(MaxTest, step =>
    {
        if (step is not { Accepted: { } accepted, Before: { } before })
        {
            return;
        }

        var differences = OrderDiff.Between(before, accepted.After);
        var back = OrderDiff.Between(accepted.After, before);
        Assert.Equal(
            differences.Select(d => (d.Path, d.Before, d.After)).OrderBy(d => d.Path, StringComparer.Ordinal),
            back.Select(d => (d.Path, d.After, d.Before)).OrderBy(d => d.Path, StringComparer.Ordinal));
        Assert.All(differences, d => Assert.NotEqual(d.Before, d.After));
        Assert.Equal(differences.Select(d => d.Path).Distinct().Count(), differences.Length);
        Assert.Equal(differences.Length, IntegrationEventMapper.Map(before, accepted.After, accepted.Events)
            .Sum(h => h.Differences.Length));
    });

    [Fact]
    public void An_undo_restores_fields_and_reports_the_others() => CheckScenarios(MaxTest, scenario =>
    {
        foreach (var (applied, step) in GetModifications(scenario))
        {
            var currentOrder = step.Accepted?.After ?? step.Before!;
            var undo = new OrderCommand.Undo(applied, null, UnroutableBehavior.Accept);
            var context = step.Context with { Seed = new IdSeed(step.Context.Now, 88, 88) };
            // A rejected undo reports its violations.
            var decision = currentOrder.Decide(undo, context);
            if (decision is Decision.Rejected)
            {
                continue;
            }

            var (after, left) = decision is Decision.Accepted accepted ? (accepted.After, accepted.UnrestoredFields) : (currentOrder, []);
            foreach (var difference in OrderDiff.Between(applied.Before, applied.After).Where(d => RequestableAreas.Contains(d.Area)))
            {
                if (!difference.Path.StartsWith("/delivery/destination", StringComparison.Ordinal))
                {
                    Assert.True(IsRestored(difference, applied, after)
                        || IsReported(difference, left), $"{difference}\n{applied.Revision}");
                }
            }
        }
    });

    [Fact]
    public void An_immediate_undo_of_an_undo_restores_the_modification() => CheckScenarios(MaxTest, scenario =>
    {
        foreach (var (applied, step) in GetModifications(scenario).Where(a => ReferenceEquals(a.Applied.After, a.Step.Accepted?.After)))
        {
            var context = step.Context with { Stock = TestData.Stock(99, 99), Seed = new IdSeed(step.Context.Now, 88, 88) };
            if (applied.After
                .Decide(new OrderCommand.Undo(applied, null, UnroutableBehavior.Accept), context) is not Decision.Accepted undone
                || !undone.UnrestoredFields.All(n => n.IsRecreated))
            {
                continue;
            }
            var undo = new OrderCommand.Undo(new(undone.After.Revision, applied.After, undone.After), null, UnroutableBehavior.Accept);
            var again = undone.After.Decide(undo, context with { Seed = new IdSeed(step.Context.Now, 99, 99) });
            if (again is Decision.Accepted { After: var after } redone && redone.UnrestoredFields.All(n => n.IsRecreated))
            {
                Assert.Equal(Requested(applied.After), Requested(after));
            }
        }
    });

    [Fact]
    public void Two_disjoint_modifications_in_any_order_with_rebase_give_the_same_requested_fields() => CheckScenarios(MaxTest, scenario =>
    {
        foreach (var step in scenario.Steps.Where(s => s.Accepted is not null))
        {
            var (order, context) = (step.Accepted!.After, step.Context with { Stock = TestData.Stock(99, 99) });
            var moves = scenario.Moves.Where(m => m.Kind is >= 0 and <= 7).Take(4).Select(m => m.Change(order)).ToList();
            foreach (var (one, other) in moves.SelectMany((a, i) => moves.Skip(i + 1).Select(b => (a, b))))
            {
                if (ApplyBoth(order, one, other, context) is { } there && ApplyBoth(order, other, one, context) is { } back)
                {
                    Assert.Equal(Requested(there), Requested(back));
                }
            }
        }
    });

    private static Order? ApplyBoth(Order order, Change first, Change second, DecisionContext context)
    {
        var facts1 = context with { Seed = new IdSeed(context.Now, 55, 55) };
        if (order.Decide(WithRebase(first, order), facts1) is not Decision.Accepted { After: var between })
        {
            return null;
        }

        var facts2 = context with { Seed = new IdSeed(context.Now, 66, 66), BaseOrder = order };
        return between.Decide(WithRebase(second, order), facts2) is Decision.Accepted { After: var after } ? after : null;
    }

    private static OrderCommand.Modify WithRebase(Change change, Order order) =>
        new([change], order.Version, null, UnroutableBehavior.Accept) { Rebase = true };

    // Every modification of a scenario, with every later state at which it can be undone.
    private static IEnumerable<(AppliedModification Applied, ScenarioStep Step)> GetModifications(OrderScenario scenario)
    {
        var applied = new List<AppliedModification>();
        foreach (var step in scenario.Steps)
        {
            if (step is { Command: OrderCommand.Modify, Before: { } before, Accepted: { } accepted })
            {
                applied.Add(new(accepted.After.Revision, before, accepted.After));
            }

            foreach (var one in applied)
            {
                yield return (one, step);
            }
        }
    }

    private static bool IsRestored(FieldDifference difference, AppliedModification applied, Order after)
    {
        var removed = applied.Before.Lines.FirstOrDefault(l => difference.Path == $"/lines/{l.Id}");
        if (difference.Kind is DifferenceKind.Removed && removed is { } line)
        {
            return after.Lines.Any(l => l.Article == line.Article && l.Quantity == line.Quantity && applied.After.FindLine(l.Id) is null);
        }

        return OrderDiff.Between(applied.Before, after).All(d => d.Path != difference.Path);
    }

    private static bool IsReported(FieldDifference difference, ImmutableArray<UnrestoredField> unrestoredFields) =>
        unrestoredFields.Any(n => OrderDiff.PathsOverlap(n.Path, difference.Path));

    // An added line has a different id each time.
    private static string Requested(Order order) => string.Join('\n', order.Lines
        .Select(l => $"{l.Article} {l.Quantity} {l.Properties} {ValuePrinter.Print(order.PersonalData.GetLineAttributes(l.Id))}")
            .Order(StringComparer.Ordinal)
        .Append(ValuePrinter.Print(order.PersonalData.Consumer))
            .Append(ValuePrinter.Print(order.PersonalData.Attributes)).Append($"{order.Delivery.PreferredTime}"));
}
