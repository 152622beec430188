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
        var table = RulePages.Tables.Single(t => t.Page == page).Table;
        Assert.Equal(RulePages.RowsOf(page), RulePages.RowsOf(table));
        Assert.Equal(RulePages.EffectsOf(page), table.Effects.Select(e => $"{e.Name} | {e.Words}"));
    }

    [Fact]
    public void Every_action_says_what_it_brings_with_it_under_names_that_stand_once()
    {
        foreach (var table in RulePages.Policies.SelectMany(p => p.Tables))
        {
            Assert.NotEmpty(table.Effects);
            Assert.Equal(table.Effects.Select(e => e.Name).Distinct(), table.Effects.Select(e => e.Name));
        }
    }

    [Fact]
    public void The_page_names_every_row_that_stays_as_it_is()
    {
        var rows = RulePages.Policies.SelectMany(p => p.Tables).Where(t => !t.Fixed).SelectMany(t => t.Rows).Where(r => r.Fixed)
            .Select(r => r.Id).Order(StringComparer.Ordinal).ToList();
        var page = RulePages.TextOf("README.md");
        var after = page[page.IndexOf("so do those that the product itself counts on", StringComparison.Ordinal)..];
        Assert.Contains($"{string.Join(", ", rows)} and all of", after);
        Assert.All(
            RulePages.Policies.SelectMany(p => p.Tables),
            t => Assert.Equal(t.Fixed, after.Contains($"[{t.Action}.md]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_row_about_a_permission_says_which_would_do()
    {
        foreach (var row in RulePages.Tables.SelectMany(t => t.Table.Rows).Where(r => r.AnyOf is not null))
            Assert.Equal(RowKind.Permission, row.Kind);
        var without = RulePages.Tables.SelectMany(t => t.Table.Rows).Where(r => r is { Kind: RowKind.Permission, AnyOf: null });
        Assert.Equal(["PJ-2", "RK-2", "HJ-2", "SL-2"], without.Select(r => r.Id));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_page_belongs_to_a_table_or_explains(string file) => Assert.True(
        Path.GetFileName(file) is "README.md" or "definitions.md" || RulePages.Tables.Any(t => t.Page == file), file);

    [Fact]
    public void No_id_stands_twice()
    {
        var ids = RulePages.Tables.SelectMany(t => t.Table.Rows).Select(r => r.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Permission_rows_come_first()
    {
        foreach (var (_, table) in RulePages.Tables)
            Assert.DoesNotContain(table.Rows.SkipWhile(r => r.Kind is RowKind.Permission), r => r.Kind is RowKind.Permission);
    }

    [Fact]
    public void A_condition_and_a_remedy_fit_into_a_cell()
    {
        foreach (var row in RulePages.Tables.SelectMany(t => t.Table.Rows))
        {
            Assert.NotEmpty(row.Condition);
            Assert.NotEmpty(row.Remedy);
            Assert.DoesNotContain('|', row.Condition + row.Remedy);
        }
    }
}
