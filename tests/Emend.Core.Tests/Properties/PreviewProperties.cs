using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What a preview says is what happens, whatever is asked of whatever order under whatever policy.</summary>
public sealed class PreviewProperties
{
    private const int Stories = 200;

    // Ids and the moment are drawn anew between a preview and what is applied; nothing else may come out differently.
    [Fact]
    public void What_is_applied_is_what_was_previewed() => Always(step =>
    {
        var later = step.Facts with { Seed = new IdSeed(step.Facts.Now, 99, 98), Now = step.Facts.Now.AddMilliseconds(5) };
        if (step.Before?.Promised is { } term && term.HasEndedAt(later.Now) != term.HasEndedAt(step.Facts.Now))
            return; // the promise ends in between
        var preview = Decider.Decide(step.Before, step.Command, later);
        Assert.Equal(Told(step.Before, preview), Told(step.Before, step.Decision));
    });

    [Fact]
    public void Reservations_before_and_after_differ_by_what_stock_is_told() => Always(step =>
    {
        if (step.Done is not { } done)
            return;
        var told = Consequences.Of(step.Before, done);
        var deltas = told.ReservedAfter.Select(r => (r.Facility, r.Article, r.Quantity))
            .Concat(told.ReservedBefore.Select(r => (r.Facility, r.Article, Quantity: -r.Quantity)))
            .GroupBy(r => (r.Facility, r.Article))
            .Select(g => (g.Key, Sum: g.Aggregate(Quantity.Zero, (sum, r) => sum + r.Quantity)))
            .Where(d => d.Sum != Quantity.Zero).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal);
        var stock = done.Effects.Stock.Where(d => d.Reserved != Quantity.Zero)
            .Select(d => ((d.Facility, d.Article), d.Reserved)).OrderBy(d => d.Item1.ToString(), StringComparer.Ordinal);
        Assert.Equal(deltas, stock);
    });

    [Fact]
    public void Lines_and_routes_before_and_after_are_those_of_the_order() => Always(step =>
    {
        if (step.Done is not { } done)
            return;
        var told = Consequences.Of(step.Before, done);
        Assert.Equal(
            done.After.Lines.Select(l => (l.Article, l.Quantity)),
            told.Lines.Where(l => l.After is not null).Select(l => (l.Article, l.After!.Value)));
        Assert.Equal(step.Before?.Lines.Select(l => l.Quantity) ?? [], told.Lines.Select(l => l.Before).OfType<Quantity>());
        Assert.Equal(
            done.After.Plans.SelectMany(p => p.Lines.Select(l => (p.Facility, l.Quantity))),
            told.RoutedAfter.Select(r => (r.Facility, r.Quantity)));
    });

    [Fact]
    public void A_refusal_by_soft_rows_or_by_routing_alone_says_what_would_be_done() => Always(step =>
    {
        if (step.Decision is not Decision.Refused refused || refused.Forbidden || step.Command is OrderCommand.Pick)
            return;
        var passable = refused.Because.All(r => r.Soft is not null || r.Row == "RT-1");
        if (!passable)
            Assert.Null(refused.Otherwise);
        if (refused.Otherwise is not { } otherwise)
            return;
        var command = step.Command with { Accept = [.. step.Command.Accept, .. refused.Because.Select(r => r.Row)] };
        if (command is OrderCommand.Modify modify)
            command = modify with { IfUnroutable = IfUnroutable.Accept };
        if (command is OrderCommand.Process process)
            command = process with { IfUnroutable = IfUnroutable.Accept };
        var accepted = Assert.IsType<Decision.Accepted>(Decider.Decide(step.Before, command, step.Facts));
        Assert.Equal(Text.Of(otherwise.After), Text.Of(accepted.After));
        Assert.Equal(refused.Because.Count(r => r.Soft is not null), accepted.Passed.Length - otherwise.Passed.Length);
    });

    private static string Told(Order? before, Decision decision) => decision switch
    {
        Decision.Accepted accepted => Text.Of(Consequences.Of(before, accepted)),
        Decision.Refused { Otherwise: { } otherwise } refused =>
            Text.Of(refused.Because) + Text.Of(Consequences.Of(before, otherwise)),
        _ => Text.Of(decision),
    };

    private static void Always(Action<Step> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Stories),
        Prop.ForAll(Arb.From(Story.Any), story =>
        {
            foreach (var step in story.Steps)
                holds(step);
        }));
}
