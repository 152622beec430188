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
        if (step.Before?.PromisePeriod is { } term && term.HasEndedAt(later.Now) != term.HasEndedAt(step.Facts.Now))
            return; // the promise ends in between
        var preview = Decider.Decide(step.Before, step.Command, later);
        Assert.Equal(Told(step.Before, preview), Told(step.Before, step.Decision));
    });

    [Fact]
    public void Reservations_before_and_after_differ_by_what_stock_is_told() => Always(step =>
    {
        if (step.Done is not { } accepted)
            return;
        var told = Consequences.From(step.Before, accepted);
        var deltas = told.ReservedAfter.Select(r => (r.Facility, r.Article, r.Quantity))
            .Concat(told.ReservedBefore.Select(r => (r.Facility, r.Article, Quantity: -r.Quantity)))
            .GroupBy(r => (r.Facility, r.Article))
            .Select(g => (g.Key, Sum: g.Aggregate(Quantity.Zero, (sum, r) => sum + r.Quantity)))
            .Where(d => d.Sum != Quantity.Zero).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal);
        var stock = accepted.Effects.Stock.Where(d => d.Reserved != Quantity.Zero)
            .Select(d => ((d.Facility, d.Article), d.Reserved)).OrderBy(d => d.Item1.ToString(), StringComparer.Ordinal);
        Assert.Equal(deltas, stock);
    });

    [Fact]
    public void Lines_and_routes_before_and_after_are_those_of_the_order() => Always(step =>
    {
        if (step.Done is not { } accepted)
            return;
        var told = Consequences.From(step.Before, accepted);
        Assert.Equal(
            accepted.After.Lines.Select(l => (l.Article, l.Quantity)),
            told.Lines.Where(l => l.After is not null).Select(l => (l.Article, l.After!.Value)));
        Assert.Equal(step.Before?.Lines.Select(l => l.Quantity) ?? [], told.Lines.Select(l => l.Before).OfType<Quantity>());
        Assert.Equal(
            accepted.After.Plans.SelectMany(p => p.Lines.Select(l => (p.Facility, l.Quantity))),
            told.RoutedAfter.Select(r => (r.Facility, r.Quantity)));
    });

    [Fact]
    public void A_refusal_by_soft_rows_or_by_routing_alone_says_what_would_be_done() => Always(step =>
    {
        if (step.Decision is not Decision.Rejected refused || refused.IsForbidden || step.Command is OrderCommand.UpdatePickJob)
            return;
        var passable = refused.Violations.All(r => r.Soft is not null || r.RuleId == "RT-1");
        if (!passable)
            Assert.Null(refused.ResultIfAllowed);
        if (refused.ResultIfAllowed is not { } otherwise)
            return;
        var command = step.Command with { AcceptedPenalties = [.. step.Command.AcceptedPenalties, .. refused.Violations.Select(r => r.RuleId)] };
        if (command is OrderCommand.Modify modify)
            command = modify with { IfUnroutable = UnroutableBehavior.Accept };
        if (command is OrderCommand.ChangeFulfillment changeFulfillment)
            command = changeFulfillment with { IfUnroutable = UnroutableBehavior.Accept };
        var accepted = Assert.IsType<Decision.Accepted>(Decider.Decide(step.Before, command, step.Facts));
        Assert.Equal(ValuePrinter.Of(otherwise.After), ValuePrinter.Of(accepted.After));
        Assert.Equal(refused.Violations.Count(r => r.Soft is not null), accepted.Overrides.Length - otherwise.Overrides.Length);
    });

    private static string Told(Order? before, Decision decision) => decision switch
    {
        Decision.Accepted accepted => ValuePrinter.Of(Consequences.From(before, accepted)),
        Decision.Rejected { ResultIfAllowed: { } otherwise } refused =>
            ValuePrinter.Of(refused.Violations) + ValuePrinter.Of(Consequences.From(before, otherwise)),
        _ => ValuePrinter.Of(decision),
    };

    private static void Always(Action<ScenarioStep> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Stories),
        Prop.ForAll(Arb.From(OrderScenario.Any), story =>
        {
            foreach (var step in story.Steps)
                holds(step);
        }));
}
