using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

public sealed class RuleTests
{
    public static TheoryData<string> Rows => [.. RulePages.Tables.SelectMany(t => t.Table.Rules).Select(r => r.Id)];

    // A row without a scenario fails here.
    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_refuses_on_its_own(string row)
    {
        Assert.True(RuleViolationScenarios.Row.TryGetValue(row, out var scenario), $"{row} has no scenario that breaks it");
        var because = scenario.Decide().Refusals().Where(r => r.RuleId == row || !SaysTheSameAs(row, r.RuleId));
        Assert.Equal([row], because.Select(r => r.RuleId));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refusal_speaks_in_the_words_of_its_row(string row)
    {
        var violation = RuleViolationScenarios.Row[row].Decide().Refusals().Single(r => r.RuleId == row);
        var of = RulePages.Tables.SelectMany(t => t.Table.Rules).Single(r => r.Id == row);
        Assert.Equal((of.Kind, of.Condition, of.Remedy, of.Field), (violation.Kind, violation.Condition, violation.Remedy, violation.Field));
        Assert.Equal(of.Scope is RuleScope.OnChange, violation.Change is not null);
    }

    [Fact]
    public void Each_scenario_belongs_to_a_row() =>
        Assert.Empty(RuleViolationScenarios.Row.Keys.Except(RulePages.Tables.SelectMany(t => t.Table.Rules).Select(r => r.Id)));

    // An edit alone can't bring a duplicate into being, only adding along with it can; then the tables of both say so.
    private static bool SaysTheSameAs(string row, string other) => (row, other) is ("EL-10", "AL-9");
}
