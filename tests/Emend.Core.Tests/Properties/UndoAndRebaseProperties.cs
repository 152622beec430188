using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What holds of undo, rebase and differences for every order and everything that was asked of it.</summary>
public sealed class UndoAndRebaseProperties
{
    private const int Stories = 100;

    private static readonly DifferenceArea[] AskedFor = [DifferenceArea.Lines, DifferenceArea.Customer, DifferenceArea.Delivery, DifferenceArea.Attributes];

    [Fact]
    public void Nothing_differs_without_being_told_and_nothing_is_told_that_does_not_differ() => Always(step =>
    {
        if (step is not { Done: { } accepted, Before: { } before })
            return;
        var fieldDifferences = OrderDiff.Between(before, accepted.After);
        var back = OrderDiff.Between(accepted.After, before);
        Assert.Equal(
            fieldDifferences.Select(d => (d.Path, d.Before, d.After)).OrderBy(d => d.Path, StringComparer.Ordinal),
            back.Select(d => (d.Path, d.After, d.Before)).OrderBy(d => d.Path, StringComparer.Ordinal));
        Assert.All(fieldDifferences, d => Assert.NotEqual(d.Before, d.After));
        Assert.Equal(fieldDifferences.Select(d => d.Path).Distinct().Count(), fieldDifferences.Length);
        Assert.Equal(fieldDifferences.Length, IntegrationEventMapper.Of(before, accepted.After, accepted.Events).Sum(h => h.Differences.Length));
    });

    [Fact]
    public void An_undo_restores_every_field_it_can_and_says_which_it_can_not() => Write(story =>
    {
        foreach (var (applied, step) in Applied(story))
        {
            var now = step.Done?.After ?? step.Before!;
            var undo = new OrderCommand.Undo(applied, null, UnroutableBehavior.Accept);
            var context = step.Facts with { Seed = new IdSeed(step.Facts.Now, 88, 88) };
            // What is refused as a whole says why in its rows.
            var decision = now.Asks(undo, context);
            if (decision is Decision.Rejected)
                continue;
            var (after, left) = decision is Decision.Accepted accepted ? (accepted.After, accepted.NotRestored) : (now, []);
            foreach (var fieldDifference in OrderDiff.Between(applied.Before, applied.After).Where(d => AskedFor.Contains(d.Area)))
                if (!fieldDifference.Path.StartsWith("/delivery/destination", StringComparison.Ordinal))
                    Assert.True(IsBack(fieldDifference, applied, after) || IsTold(fieldDifference, left), $"{fieldDifference}\n{applied.Revision}");
        }
    });

    [Fact]
    public void An_undo_of_an_undo_at_once_brings_back_what_the_modification_made() => Write(story =>
    {
        foreach (var (applied, step) in Applied(story).Where(a => ReferenceEquals(a.Applied.After, a.Step.Done?.After)))
        {
            var context = step.Facts with { Stock = TestData.Stock(99, 99), Seed = new IdSeed(step.Facts.Now, 88, 88) };
            if (applied.After.Asks(new OrderCommand.Undo(applied, null, UnroutableBehavior.Accept), context) is not Decision.Accepted undone
                || !undone.NotRestored.All(n => n.IsRecreated))
            {
                continue;
            }
            var undo = new OrderCommand.Undo(new(undone.After.Revision, applied.After, undone.After), null, UnroutableBehavior.Accept);
            var again = undone.After.Asks(undo, context with { Seed = new IdSeed(step.Facts.Now, 99, 99) });
            if (again is Decision.Accepted { After: var after } redone && redone.NotRestored.All(n => n.IsRecreated))
                Assert.Equal(Requested(applied.After), Requested(after));
        }
    });

    [Fact]
    public void Two_disjoint_modifications_in_any_order_with_rebase_give_the_same_requested_fields() => Write(story =>
    {
        foreach (var step in story.Steps.Where(s => s.Done is not null))
        {
            var (order, context) = (step.Done!.After, step.Facts with { Stock = TestData.Stock(99, 99) });
            var moves = story.Moves.Where(m => m.Kind is >= 0 and <= 7).Take(4).Select(m => m.Change(order)).ToList();
            foreach (var (one, other) in moves.SelectMany((a, i) => moves.Skip(i + 1).Select(b => (a, b))))
                if (Both(order, one, other, context) is { } there && Both(order, other, one, context) is { } back)
                    Assert.Equal(Requested(there), Requested(back));
        }
    });

    private static Order? Both(Order order, Change first, Change second, DecisionContext context)
    {
        var facts1 = context with { Seed = new IdSeed(context.Now, 55, 55) };
        if (order.Asks(Based(first, order), facts1) is not Decision.Accepted { After: var between })
            return null;
        var facts2 = context with { Seed = new IdSeed(context.Now, 66, 66), BaseOrder = order };
        return between.Asks(Based(second, order), facts2) is Decision.Accepted { After: var after } ? after : null;
    }

    private static OrderCommand.Modify Based(Change change, Order order) =>
        new([change], order.Version, null, UnroutableBehavior.Accept) { Rebase = true };

    // Every modification of a story, with every later state it could be undone at.
    private static IEnumerable<(AppliedModification Applied, ScenarioStep Step)> Applied(OrderScenario story)
    {
        var applied = new List<AppliedModification>();
        foreach (var step in story.Steps)
        {
            if (step is { Command: OrderCommand.Modify, Before: { } before, Done: { } accepted })
                applied.Add(new(accepted.After.Revision, before, accepted.After));
            foreach (var one in applied)
                yield return (one, step);
        }
    }

    private static bool IsBack(FieldDifference fieldDifference, AppliedModification applied, Order after)
    {
        var removed = applied.Before.Lines.FirstOrDefault(l => fieldDifference.Path == $"/lines/{l.Id}");
        if (fieldDifference.Kind is DifferenceKind.Removed && removed is { } line)
            return after.Lines.Any(l => l.Article == line.Article && l.Quantity == line.Quantity && applied.After.FindLine(l.Id) is null);
        return OrderDiff.Between(applied.Before, after).All(d => d.Path != fieldDifference.Path);
    }

    private static bool IsTold(FieldDifference fieldDifference, ImmutableArray<UnrestoredField> unrestoredFields) =>
        unrestoredFields.Any(n => OrderDiff.Overlap(n.Path, fieldDifference.Path));

    // A line that was added has another id each time.
    private static string Requested(Order order) => string.Join('\n', order.Lines
        .Select(l => $"{l.Article} {l.Quantity} {l.Properties} {ValuePrinter.Of(order.PersonalData.AttributesOf(l.Id))}").Order(StringComparer.Ordinal)
        .Append(ValuePrinter.Of(order.PersonalData.Consumer)).Append(ValuePrinter.Of(order.PersonalData.Attributes)).Append($"{order.Delivery.PreferredTime}"));

    private static void Always(Action<ScenarioStep> holds) => Write(story =>
    {
        foreach (var step in story.Steps)
            holds(step);
    });

    private static void Write(Action<OrderScenario> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Stories), Prop.ForAll(Arb.From(OrderScenario.Any), holds));
}
