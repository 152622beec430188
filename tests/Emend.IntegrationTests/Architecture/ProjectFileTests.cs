using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

/// <summary>The repository contains nothing that is specific to one machine.</summary>
public partial class ProjectFileTests
{
    private static readonly string[] Endings =
        [
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".config", ".xml", ".yml", ".txt", ".md", ".sql", ".sh", ".c", ".razor",
        "run", "test",
    ];

    [Fact]
    public void No_file_contains_a_machine_path_or_a_package_registry_host() =>
        RuleFindings.MustBeNone(SourceRepository.Files("", Endings).SelectMany(file => Foreign(file, SourceRepository.Read(file))));

    [Fact]
    public void Versions_are_exact_and_central()
    {
        var central = SourceRepository.Read("Directory.Packages.props");

        Assert.DoesNotMatch(@"Version=""[^""]*[*\[(,]", central);
        Assert.All(SourceRepository.Files("", ".csproj"), file => Assert.DoesNotMatch(@"\sVersion=""", SourceRepository.Read(file)));
    }

    [Theory]
    [InlineData("/wo" + "rk/main/src")]
    [InlineData("cd /ro" + "ot/project")]
    [InlineData("/ho" + "me/somebody/emend")]
    [InlineData("https://api.nu" + "get.org/v3/index.json")]
    [InlineData("https://registry.npm" + "js.org/")]
    public void A_machine_path_or_registry_host_is_found(string line) =>
        Assert.Equal([$"a.md(2): {line}"], Foreign("a.md", $"# A\n{line}\n"));

    [Fact]
    public void Paths_of_the_service_are_not_machine_paths() =>
        Assert.Empty(Foreign("a.md", "docs/framework/roots and https://example.com/networks/root and /usr/lib/postgresql"));

    private static IEnumerable<string> Foreign(string file, string text) =>
        from line in text.Split('\n').Index()
        where OfOneMachine().IsMatch(line.Item)
        select $"{file}({line.Index + 1}): {line.Item.Trim()}";

    [GeneratedRegex(@"(?<![\w./-])/(work|root|home)/\w|\b(nuget|npmjs|pypi|crates)\.(org|io|com)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex OfOneMachine();
}
