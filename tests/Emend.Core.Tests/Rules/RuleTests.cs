using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

public sealed class RuleTests
{
    public static TheoryData<string> RuleIds => [.. RulePages.Rules.Select(r => r.Id)];

    // A rule without a scenario fails here.
    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Each_rule_rejects_on_its_own(string ruleId)
    {
        Assert.True(RuleViolationScenarios.ByRuleId.TryGetValue(ruleId, out var scenario), $"{ruleId} has no scenario that breaks it");
        var violations = scenario.Decide().Violations().Where(r => r.RuleId == ruleId || !HasSameTexts(ruleId, r.RuleId));
        Assert.Equal([ruleId], violations.Select(r => r.RuleId));
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void A_violation_has_the_texts_of_its_rule(string ruleId)
    {
        var violation = RuleViolationScenarios.ByRuleId[ruleId].Decide().Violations().Single(r => r.RuleId == ruleId);
        var of = RulePages.Rules.Single(r => r.Id == ruleId);
        Assert.Equal(
            (of.Kind, of.Condition, of.Remedy, of.Field), (violation.Kind, violation.Condition, violation.Remedy, violation.Field));
        Assert.Equal(of.Scope is RuleScope.OnChange, violation.Change is not null);
    }

    [Fact]
    public void Each_scenario_belongs_to_a_rule() =>
        Assert.Empty(RuleViolationScenarios.ByRuleId.Keys.Except(RulePages.Rules.Select(r => r.Id)));

    // Only an edit together with an added line can create a duplicate; then both rule sets report it.
    private static bool HasSameTexts(string ruleId, string other) => (ruleId, other) is ("EL-10", "AL-9");
}
