using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

public sealed class RulePagesTests
{
    public static TheoryData<string> Pages => [.. RulePages.Tables.Select(t => t.Page)];

    public static TheoryData<string> Files => [.. RulePages.Files];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_table_is_its_page_row_for_row(string page)
    {
        var ruleSet = RulePages.Tables.Single(t => t.Page == page).Table;
        Assert.Equal(RulePages.RowsOf(page), RulePages.RowsOf(ruleSet));
        Assert.Equal(RulePages.EffectsOf(page), ruleSet.Effects.Select(e => $"{e.Name} | {e.Description}"));
    }

    [Fact]
    public void Every_action_says_what_it_brings_with_it_under_names_that_stand_once()
    {
        foreach (var ruleSet in RulePages.Policies.SelectMany(p => p.Tables))
        {
            Assert.NotEmpty(ruleSet.Effects);
            Assert.Equal(ruleSet.Effects.Select(e => e.Name).Distinct(), ruleSet.Effects.Select(e => e.Name));
        }
    }

    [Fact]
    public void The_page_names_every_row_that_stays_as_it_is()
    {
        var rows = RulePages.Policies.SelectMany(p => p.Tables).Where(t => !t.IsMandatory).SelectMany(t => t.Rules).Where(r => r.IsMandatory)
            .Select(r => r.Id).Order(StringComparer.Ordinal).ToList();
        var page = RulePages.TextOf("README.md");
        var after = page[page.IndexOf("so do those that the product itself counts on", StringComparison.Ordinal)..];
        Assert.Contains($"{string.Join(", ", rows)} and all of", after);
        Assert.All(
            RulePages.Policies.SelectMany(p => p.Tables),
            t => Assert.Equal(t.IsMandatory, after.Contains($"[{t.Action}.md]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_row_about_a_permission_says_which_would_do()
    {
        foreach (var rule in RulePages.Tables.SelectMany(t => t.Table.Rules).Where(r => r.RequiredPermissions is not null))
            Assert.Equal(RuleKind.Permission, rule.Kind);
        var without = RulePages.Tables.SelectMany(t => t.Table.Rules).Where(r => r is { Kind: RuleKind.Permission, RequiredPermissions: null });
        Assert.Equal(["PJ-2", "RK-2", "HJ-2", "SL-2"], without.Select(r => r.Id));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_page_belongs_to_a_table_or_explains(string file) => Assert.True(
        Path.GetFileName(file) is "README.md" or "definitions.md" || RulePages.Tables.Any(t => t.Page == file), file);

    [Fact]
    public void No_id_stands_twice()
    {
        var ids = RulePages.Tables.SelectMany(t => t.Table.Rules).Select(r => r.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Permission_rows_come_first()
    {
        foreach (var (_, ruleSet) in RulePages.Tables)
            Assert.DoesNotContain(ruleSet.Rules.SkipWhile(r => r.Kind is RuleKind.Permission), r => r.Kind is RuleKind.Permission);
    }

    [Fact]
    public void A_condition_and_a_remedy_fit_into_a_cell()
    {
        foreach (var rule in RulePages.Tables.SelectMany(t => t.Table.Rules))
        {
            Assert.NotEmpty(rule.Condition);
            Assert.NotEmpty(rule.Remedy);
            Assert.DoesNotContain('|', rule.Condition + rule.Remedy);
        }
    }
}
