using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>Whoever does what a remedy says gets on.</summary>
public sealed class RemedyTests
{
    public static TheoryData<string> Names => [.. RemedyScenarios.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_remedy_that_is_told_works(string name)
    {
        var scenario = RemedyScenarios.ByName[name];
        var order = scenario.Order;
        var rejected = Decider.Decide(order, scenario.Command, scenario.Context).ViolatedRuleIds();
        Assert.Contains(name.Split(' ')[0], rejected);

        foreach (var step in scenario.Steps)
        {
            order = order!.Accept(step(order!), scenario.Context).After;
        }

        var command = scenario.Then?.Invoke(order!) ?? scenario.Command;
        var isNew = command is Commands.OrderCommand.Place;
        var decision = Decider.Decide(isNew ? null : order, command, scenario.ContextThen ?? scenario.Context);
        Assert.False(
            decision is Decision.Rejected or Decision.VersionConflict,
            decision is Decision.Rejected still ? string.Join(' ', still.Violations.Select(v => $"{v.RuleId} {v.Remedy}")) : null);
    }

    [Fact]
    public void Every_rule_on_the_state_of_an_order_has_a_remedy_that_is_tested()
    {
        var rules = RulePages.RuleSets.SelectMany(t => t.Table.Rules)
            .Where(r => r.Kind is RuleKind.State or RuleKind.Invariant or RuleKind.Stock).Select(r => r.Id).ToHashSet();
        var tested = RemedyScenarios.ByName.Keys.Select(n => n.Split(' ')[0]).Concat(RemedyScenarios.WithoutStep).ToHashSet();

        Assert.Empty(rules.Except(tested));
        Assert.Empty(tested.Except(rules));
    }
}
