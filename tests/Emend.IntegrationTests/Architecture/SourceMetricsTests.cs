namespace Emend.IntegrationTests.Architecture;

public sealed class SourceMetricsTests
{
    [Fact]
    public void Files_functions_parameter_lists_and_lines_are_within_the_limits() =>
        RuleFindings.MustBeNone(
            SourceRepository.Files("", ".cs").SelectMany(file => SourceMetrics.FindViolations(file, SourceRepository.Read(file))));

    [Fact]
    public void A_long_file_is_found()
    {
        Assert.Empty(Find("class A\n{\n" + Lines("int x;\n", SourceMetrics.MaxFileLines - 1) + "}\n"));
        Assert.Equal(
            [$"src/A.cs: {SourceMetrics.MaxFileLines + 1} lines of code, over {SourceMetrics.MaxFileLines}"],
            Find("class A\n{\n" + Lines("int x;\n", SourceMetrics.MaxFileLines) + "}\n"));
    }

    [Fact]
    public void A_long_function_is_found_and_braces_do_not_count()
    {
        Assert.Empty(Find(Class(Statements(SourceMetrics.MaxFunctionLines - 1) + "{\n}\n")));
        Assert.Equal(
            [$"src/A.cs(3): {SourceMetrics.MaxFunctionLines + 1} lines of code, over {SourceMetrics.MaxFunctionLines}: F"],
            Find(Class(Statements(SourceMetrics.MaxFunctionLines))));
    }

    [Fact]
    public void A_long_table_is_not_a_long_file_or_function()
    {
        var rows = Lines("new(1),\n", SourceMetrics.MaxFileLines * 2);
        var arms = Lines("1 => 2,\n", SourceMetrics.MaxFunctionLines * 2);

        Assert.Empty(Find($"class A\n{{\nstatic readonly Row[] Rows =\n[\n{rows}];\n}}\n"));
        Assert.Empty(Find($"class A\n{{\nint F(int x) => x switch\n{{\n{arms}_ => 0,\n}};\n}}\n"));
    }

    [Fact]
    public void Comments_and_text_are_not_code()
    {
        var comments = Lines("// { text\n", SourceMetrics.MaxFunctionLines * 2);

        Assert.Empty(Find($"class A\n{{\nstring F()\n{{\n{comments}return \"\"\"\n{comments}\"\"\";\n}}\n}}\n"));
    }

    [Fact]
    public void Long_parameter_lists_are_found_except_those_of_records()
    {
        const string Seven = "(int a, Dictionary<string, int> b, (int, int) c, int d, int e, int f, int g)";

        Assert.Equal(["src/A.cs(1): 7 parameters, over 6: F"], Find($"class A {{ void F{Seven} {{ }} }}"));
        Assert.Equal(
            ["src/Emend.Server/A.cs(1): 7 parameters, over 5: A"],
            SourceMetrics.FindViolations("src/Emend.Server/A.cs", $"class A{Seven};"));
        Assert.Empty(SourceMetrics.FindViolations("src/Emend.Server/A.cs", $"sealed record A{Seven};"));
    }

    [Theory]
    [InlineData("src/Emend.Core/Orders/Order.cs", 140)]
    [InlineData("src/Emend.Core/Rules/RuleContext.cs", 180)]
    public void A_wide_line_is_found_and_a_rule_may_be_wider(string file, int max)
    {
        var ruleId = "new " + new string('x', max - 5) + ";";

        Assert.Empty(SourceMetrics.FindViolations(file, ruleId));
        Assert.Equal([$"{file}(1): {max + 1} columns, over {max}"], SourceMetrics.FindViolations(file, ruleId + ";"));
    }

    private static IEnumerable<string> Find(string text) => SourceMetrics.FindViolations("src/A.cs", text);

    private static string Class(string statements) => $"class A\n{{\nvoid F()\n{{\n{statements}}}\n}}\n";

    private static string Statements(int count) => Lines("G();\n", count);

    private static string Lines(string line, int count) => string.Concat(Enumerable.Repeat(line, count));
}
