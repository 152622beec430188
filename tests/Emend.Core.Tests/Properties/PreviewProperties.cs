using Emend.Core.Commands;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>A preview equals the applied result for all orders, commands and policies.</summary>
public sealed class PreviewProperties
{
    private const int MaxTest = 200;

    // Only ids and time can differ between a preview and the applied result.
    [Fact]
    public void The_applied_result_equals_the_preview() => CheckSteps(step =>
    {
        var later = step.Context with { Seed = new IdSeed(step.Context.Now, 99, 98), Now = step.Context.Now.AddMilliseconds(5) };
        if (step.Before?.PromisePeriod is { } period && period.HasEndedAt(later.Now) != period.HasEndedAt(step.Context.Now))
        {
            return; // the promise expires in between
        }

        var preview = Decider.Decide(step.Before, step.Command, later);
        Assert.Equal(Print(step.Before, preview), Print(step.Before, step.Decision));
    });

    [Fact]
    public void Reservations_differ_by_the_stock_deltas() => CheckSteps(step =>
    {
        if (step.Accepted is not { } accepted)
        {
            return;
        }

        var consequences = Consequences.From(step.Before, accepted);
        var deltas = consequences.ReservedAfter.Select(r => (r.Facility, r.Article, r.Quantity))
            .Concat(consequences.ReservedBefore.Select(r => (r.Facility, r.Article, Quantity: -r.Quantity)))
            .GroupBy(r => (r.Facility, r.Article))
            .Select(g => (g.Key, Sum: g.Aggregate(Quantity.Zero, (sum, r) => sum + r.Quantity)))
            .Where(d => d.Sum != Quantity.Zero).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal);
        var stock = accepted.Effects.Stock.Where(d => d.Reserved != Quantity.Zero)
            .Select(d => ((d.Facility, d.Article), d.Reserved)).OrderBy(d => d.Item1.ToString(), StringComparer.Ordinal);
        Assert.Equal(deltas, stock);
    });

    [Fact]
    public void Lines_and_routes_match_the_order_before_and_after() => CheckSteps(step =>
    {
        if (step.Accepted is not { } accepted)
        {
            return;
        }

        var consequences = Consequences.From(step.Before, accepted);
        Assert.Equal(
            accepted.After.Lines.Select(l => (l.Article, l.Quantity)),
            consequences.Lines.Where(l => l.After is not null).Select(l => (l.Article, l.After!.Value)));
        Assert.Equal(step.Before?.Lines.Select(l => l.Quantity) ?? [], consequences.Lines.Select(l => l.Before).OfType<Quantity>());
        Assert.Equal(
            accepted.After.Plans.SelectMany(p => p.Lines.Select(l => (p.Facility, l.Quantity))),
            consequences.RoutedAfter.Select(r => (r.Facility, r.Quantity)));
    });

    [Fact]
    public void A_rejection_by_overridable_rules_or_routing_includes_the_result() => CheckSteps(step =>
    {
        if (step.Decision is not Decision.Rejected rejected || rejected.IsForbidden || step.Command is OrderCommand.UpdatePickJob)
        {
            return;
        }

        var passable = rejected.Violations.All(r => r.Override is not null || r.RuleId == "RT-1");
        if (!passable)
        {
            Assert.Null(rejected.ResultIfAllowed);
        }

        if (rejected.ResultIfAllowed is not { } otherwise)
        {
            return;
        }

        var command =
            step.Command with { AcceptedPenalties = [.. step.Command.AcceptedPenalties, .. rejected.Violations.Select(r => r.RuleId)] };
        if (command is OrderCommand.Modify modify)
        {
            command = modify with { IfUnroutable = UnroutableBehavior.Accept };
        }

        if (command is OrderCommand.ChangeFulfillment changeFulfillment)
        {
            command = changeFulfillment with { IfUnroutable = UnroutableBehavior.Accept };
        }

        var accepted = Assert.IsType<Decision.Accepted>(Decider.Decide(step.Before, command, step.Context));
        Assert.Equal(ValuePrinter.Print(otherwise.After), ValuePrinter.Print(accepted.After));
        Assert.Equal(rejected.Violations.Count(r => r.Override is not null), accepted.Overrides.Length - otherwise.Overrides.Length);
    });

    private static string Print(Order? before, Decision decision) => decision switch
    {
        Decision.Accepted accepted => ValuePrinter.Print(Consequences.From(before, accepted)),
        Decision.Rejected { ResultIfAllowed: { } otherwise } rejected =>
            ValuePrinter.Print(rejected.Violations) + ValuePrinter.Print(Consequences.From(before, otherwise)),
        _ => ValuePrinter.Print(decision),
    };

    private static void CheckSteps(Action<ScenarioStep> holds) => Check.One(
        PropertyConfig.Create(MaxTest),
        Prop.ForAll(Arb.From(OrderScenario.Any), scenario =>
        {
            foreach (var step in scenario.Steps)
            {
                holds(step);
            }
        }));
}
