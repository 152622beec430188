namespace Emend.IntegrationTests.Architecture;

public class SourceSizeTests
{
    /// <summary>Where something may be larger, what, and why.</summary>
    private static readonly (string Where, string What, string Reason)[] Exceptions =
    [
        ("src/Emend.Core/Rules/", "columns", "a row of a condition table stands on one line, as wide as its words are"),
    ];

    [Fact]
    public void Files_lines_functions_and_parameter_lists_stay_small()
    {
        var findings = SourceRepository.Files("", ".cs").SelectMany(file => SourceSizeLimits.TooLarge(file, SourceRepository.Read(file))).ToArray();

        RuleFindings.MustBeNone(findings.Where(finding => !Exceptions.Any(exception => IsOf(exception, finding))));
        Assert.All(Exceptions, exception => Assert.Contains(findings, finding => IsOf(exception, finding)));
        Assert.All(Exceptions, exception => Assert.NotEmpty(exception.Reason));
    }

    [Theory]
    [InlineData("src/Emend.Core/Orders/Order.cs", 301, "301 lines, over 300")]
    [InlineData("src/Emend.Core/Changes/AddLine.cs", 151, "151 lines, over 150")]
    [InlineData("tests/Emend.IntegrationTests/Application/SubmitTests.cs", 401, "401 lines, over 400")]
    public void A_file_over_its_limit_is_found(string file, int lines, string finding)
    {
        Assert.Equal([$"{file}: {finding}"], SourceSizeLimits.TooLarge(file, Lines(lines)));
        Assert.Empty(SourceSizeLimits.TooLarge(file, Lines(lines - 1)));
    }

    [Theory]
    [InlineData("src/Emend.Core/Orders/Order.cs", 140)]
    [InlineData("src/Emend.Core/Rules/Shared.cs", 180)]
    public void A_wide_line_is_found_and_the_row_of_a_table_may_be_wider(string file, int widest)
    {
        var row = "new(" + new string('x', widest - 5) + ")";

        Assert.Empty(SourceSizeLimits.TooLarge(file, $"// {row[3..]}"[..Math.Min(140, widest)]));
        Assert.Empty(SourceSizeLimits.TooLarge(file, row));
        Assert.Equal([$"{file}(1): {widest + 1} columns, over {widest}"], SourceSizeLimits.TooLarge(file, row + ")"));
    }

    [Theory]
    [InlineData("public int Sum(int a)\n{\n", "}", "public int Sum(int a)")]
    [InlineData("[Fact]\npublic (int A, int B) Pair() =>\n", "x switch { _ => (1, 2) };", "public (int A, int B) Pair() =>")]
    [InlineData("public string this[int at]\n{\n", "}", "public string this[int at]")]
    public void A_long_function_is_found_whatever_its_form(string head, string foot, string name)
    {
        var lines = 40 - head.Count(sign => sign == '\n') - 1;

        Assert.Empty(SourceSizeLimits.TooLarge("src/A.cs", $"class A\n{{\n{head}{Lines(lines)}{foot}\n}}\n"));
        Assert.Equal(
            [$"src/A.cs(3): 41 lines, over 40: {name}"],
            SourceSizeLimits.TooLarge("src/A.cs", $"class A\n{{\n{head}{Lines(lines + 1)}{foot}\n}}\n"));
    }

    [Fact]
    public void The_rows_of_a_table_are_not_the_length_of_a_function() =>
        Assert.Empty(SourceSizeLimits.TooLarge("src/A.cs", $"class A\n{{\npublic static readonly Row[] Rows =\n[\n{Lines(80)}];\n}}\n"));

    [Fact]
    public void Long_parameter_lists_are_found_except_those_of_records()
    {
        const string Seven = "(int a, Dictionary<string, int> b, (int, int) c, int d, int e, int f, int g)";

        Assert.Equal(["(3): 7 parameters, over 6: void F" + Seven], Found("Core", $"class A\n{{\nvoid F{Seven} {{ }}\n}}"));
        Assert.Equal(["(1): 7 constructor dependencies, over 5: class A" + Seven], Found("Server", $"class A{Seven};"));
        Assert.Empty(Found("Server", $"sealed record A{Seven};"));
        Assert.Empty(Found("Server", "class A { public A(int a, int b, int c, int d, int e) { } }"));
    }

    [Fact]
    public void Text_in_strings_and_comments_is_not_code()
    {
        const string Code = "A(\"{ // \\\" \", '\"', @\"\\\", $\"{B(\"}\")} }}\", \"\"\"{ \" \"\"\"); // { '\n/* } */ C";

        var words = CSharpSourceText.CodeOf(Code).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("A( , , , B( ) , ); \n C", string.Join(' ', words));
    }

    private static IEnumerable<string> Found(string project, string text) => 
        SourceSizeLimits.TooLarge($"src/Emend.{project}/A.cs", text).Select(finding => finding[finding.IndexOf('(', StringComparison.Ordinal)..]);

    private static bool IsOf((string Where, string What, string Reason) exception, string finding) =>
        finding.StartsWith(exception.Where, StringComparison.Ordinal) && finding.Contains(exception.What, StringComparison.Ordinal);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("// \n", count));
}
