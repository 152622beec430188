using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Differences;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What holds of undo, rebase and differences for every order and everything that was asked of it.</summary>
public sealed class BackAndForthProperties
{
    private const int Stories = 100;

    private static readonly Area[] AskedFor = [Area.Lines, Area.Customer, Area.Delivery, Area.Attributes];

    [Fact]
    public void Nothing_differs_without_being_told_and_nothing_is_told_that_does_not_differ() => Always(step =>
    {
        if (step is not { Done: { } done, Before: { } before })
            return;
        var there = Differing.Between(before, done.After);
        var back = Differing.Between(done.After, before);
        Assert.Equal(
            there.Select(d => (d.Path, d.Before, d.After)).OrderBy(d => d.Path, StringComparer.Ordinal),
            back.Select(d => (d.Path, d.After, d.Before)).OrderBy(d => d.Path, StringComparer.Ordinal));
        Assert.All(there, d => Assert.NotEqual(d.Before, d.After));
        Assert.Equal(there.Select(d => d.Path).Distinct().Count(), there.Length);
        Assert.Equal(there.Length, Happenings.Of(before, done.After, done.Events).Sum(h => h.Differences.Length));
    });

    [Fact]
    public void An_undo_restores_every_field_it_can_and_says_which_it_can_not() => Tell(story =>
    {
        foreach (var (applied, step) in Applied(story))
        {
            var now = step.Done?.After ?? step.Before!;
            var undo = new OrderCommand.Undo(applied, null, IfUnroutable.Accept);
            var facts = step.Facts with { Seed = new IdSeed(step.Facts.Now, 88, 88) };
            // What is refused as a whole says why in its rows.
            var decision = now.Asks(undo, facts);
            if (decision is Decision.Refused)
                continue;
            var (after, left) = decision is Decision.Accepted done ? (done.After, done.NotRestored) : (now, []);
            foreach (var difference in Differing.Between(applied.Before, applied.After).Where(d => AskedFor.Contains(d.Area)))
                if (!difference.Path.StartsWith("/delivery/destination", StringComparison.Ordinal))
                    Assert.True(IsBack(difference, applied, after) || IsTold(difference, left), $"{difference}\n{applied.Revision}");
        }
    });

    [Fact]
    public void An_undo_of_an_undo_at_once_brings_back_what_the_modification_made() => Tell(story =>
    {
        foreach (var (applied, step) in Applied(story).Where(a => ReferenceEquals(a.Applied.After, a.Step.Done?.After)))
        {
            var facts = step.Facts with { Stock = Given.Stock(99, 99), Seed = new IdSeed(step.Facts.Now, 88, 88) };
            if (applied.After.Asks(new OrderCommand.Undo(applied, null, IfUnroutable.Accept), facts) is not Decision.Accepted undone
                || !undone.NotRestored.All(n => n.GoesBackAnew))
            {
                continue;
            }
            var undo = new OrderCommand.Undo(new(undone.After.Revision, applied.After, undone.After), null, IfUnroutable.Accept);
            var again = undone.After.Asks(undo, facts with { Seed = new IdSeed(step.Facts.Now, 99, 99) });
            if (again is Decision.Accepted { After: var after } redone && redone.NotRestored.All(n => n.GoesBackAnew))
                Assert.Equal(Requested(applied.After), Requested(after));
        }
    });

    [Fact]
    public void Two_disjoint_modifications_in_any_order_with_rebase_give_the_same_requested_fields() => Tell(story =>
    {
        foreach (var step in story.Steps.Where(s => s.Done is not null))
        {
            var (order, facts) = (step.Done!.After, step.Facts with { Stock = Given.Stock(99, 99) });
            var moves = story.Moves.Where(m => m.Kind is >= 0 and <= 7).Take(4).Select(m => m.Change(order)).ToList();
            foreach (var (one, other) in moves.SelectMany((a, i) => moves.Skip(i + 1).Select(b => (a, b))))
                if (Both(order, one, other, facts) is { } there && Both(order, other, one, facts) is { } back)
                    Assert.Equal(Requested(there), Requested(back));
        }
    });

    private static Order? Both(Order order, Change first, Change second, Facts facts)
    {
        var facts1 = facts with { Seed = new IdSeed(facts.Now, 55, 55) };
        if (order.Asks(Based(first, order), facts1) is not Decision.Accepted { After: var between })
            return null;
        var facts2 = facts with { Seed = new IdSeed(facts.Now, 66, 66), Then = order };
        return between.Asks(Based(second, order), facts2) is Decision.Accepted { After: var after } ? after : null;
    }

    private static OrderCommand.Modify Based(Change change, Order order) =>
        new([change], order.Version, null, IfUnroutable.Accept) { Rebase = true };

    // Every modification of a story, with every later state it could be undone at.
    private static IEnumerable<(Applied Applied, Step Step)> Applied(Story story)
    {
        var applied = new List<Applied>();
        foreach (var step in story.Steps)
        {
            if (step is { Command: OrderCommand.Modify, Before: { } before, Done: { } done })
                applied.Add(new(done.After.Revision, before, done.After));
            foreach (var one in applied)
                yield return (one, step);
        }
    }

    private static bool IsBack(Difference difference, Applied applied, Order after)
    {
        var removed = applied.Before.Lines.FirstOrDefault(l => difference.Path == $"/lines/{l.Id}");
        if (difference.Kind is DifferenceKind.Removed && removed is { } line)
            return after.Lines.Any(l => l.Article == line.Article && l.Quantity == line.Quantity && applied.After.FindLine(l.Id) is null);
        return Differing.Between(applied.Before, after).All(d => d.Path != difference.Path);
    }

    private static bool IsTold(Difference difference, ImmutableArray<NotRestored> told) =>
        told.Any(n => Differing.Overlap(n.Path, difference.Path));

    // A line that was added has another id each time.
    private static string Requested(Order order) => string.Join('\n', order.Lines
        .Select(l => $"{l.Article} {l.Quantity} {l.Properties} {Text.Of(order.Personal.AttributesOf(l.Id))}").Order(StringComparer.Ordinal)
        .Append(Text.Of(order.Personal.Consumer)).Append(Text.Of(order.Personal.Attributes)).Append($"{order.Delivery.PreferredTime}"));

    private static void Always(Action<Step> holds) => Tell(story =>
    {
        foreach (var step in story.Steps)
            holds(step);
    });

    private static void Tell(Action<Story> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Stories), Prop.ForAll(Arb.From(Story.Any), holds));
}
