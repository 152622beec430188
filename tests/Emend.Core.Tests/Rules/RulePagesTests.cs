using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

public sealed class RulePagesTests
{
    public static TheoryData<string> Pages => [.. RulePages.RuleSets.Select(t => t.Page)];

    public static TheoryData<string> Files => [.. RulePages.Files];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_rule_set_matches_its_page(string page)
    {
        var ruleSet = RulePages.RuleSets.Single(t => t.Page == page).Table;
        Assert.Equal(RulePages.GetRules(page), RulePages.GetRules(ruleSet));
        Assert.Equal(RulePages.GetEffects(page), ruleSet.Effects.Select(e => $"{e.Name} | {e.Description}"));
    }

    [Fact]
    public void Every_action_has_effects_with_unique_names()
    {
        foreach (var ruleSet in RulePages.Policies.SelectMany(p => p.RuleSets))
        {
            Assert.NotEmpty(ruleSet.Effects);
            Assert.Equal(ruleSet.Effects.Select(e => e.Name).Distinct(), ruleSet.Effects.Select(e => e.Name));
        }
    }

    [Fact]
    public void The_page_lists_every_mandatory_rule()
    {
        var page = RulePages.GetText("README.md");
        var listed = page[page.IndexOf("| page | mandatory rules |", StringComparison.Ordinal)..]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Order(StringComparer.Ordinal);
        var mandatory =
            from policy in RulePages.Policies
            from ruleSet in policy.RuleSets
            let rules = ruleSet.IsMandatory ? ["all"] : ruleSet.Rules.Where(r => r.IsMandatory).Select(r => r.Id).ToArray()
            where rules.Length > 0
            select $"| [{ruleSet.Action}.md]({RulePages.GetPage(policy, ruleSet)}) | {string.Join(", ", rules)} |";
        Assert.Equal(mandatory.Distinct().Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void A_permission_rule_returns_the_sufficient_permissions()
    {
        foreach (var rule in RulePages.Rules.Where(r => r.RequiredPermissions is not null))
        {
            Assert.Equal(RuleKind.Permission, rule.Kind);
        }

        var without = RulePages.Rules
            .Where(r => r is { Kind: RuleKind.Permission, RequiredPermissions: null });
        Assert.Equal(
            ["AS-10", "AS-11", "CC-6", "HC-2", "HJ-2", "PJ-2", "PO-13", "RE-6", "RK-2", "RU-4", "RV-2", "SL-2", "TR-3", "TT-2"],
            without.Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_page_belongs_to_a_rule_set_or_explains_terms(string file) => Assert.True(
        Path.GetFileName(file) is "README.md" or "definitions.md" || RulePages.RuleSets.Any(t => t.Page == file), file);

    [Fact]
    public void Rule_ids_are_unique()
    {
        var ids = RulePages.Rules.Select(r => r.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Permission_rules_come_first()
    {
        foreach (var (_, ruleSet) in RulePages.RuleSets)
        {
            Assert.DoesNotContain(ruleSet.Rules.SkipWhile(r => r.Kind is RuleKind.Permission), r => r.Kind is RuleKind.Permission);
        }
    }

    [Fact]
    public void A_condition_and_a_remedy_fit_into_a_cell()
    {
        foreach (var rule in RulePages.Rules)
        {
            Assert.NotEmpty(rule.Condition);
            Assert.EndsWith(".", rule.Remedy.Text, StringComparison.Ordinal);
            Assert.DoesNotContain('|', rule.Condition + rule.Remedy.Text);
        }
    }
}
