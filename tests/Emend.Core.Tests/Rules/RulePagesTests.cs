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
