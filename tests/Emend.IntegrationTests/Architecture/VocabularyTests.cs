using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emend.IntegrationTests.Architecture;

/// <summary>One standard term for each concept, in names and in prose.</summary>
public sealed partial class VocabularyTests
{
    private static readonly string[] Endings = [".cs", ".csproj", ".props", ".sql", ".sh", ".md", ".json", ".ts", ".c", "run", "test"];

    /// <summary>The changelog tells the old names; old migrations never change; this file lists the words.</summary>
    private static readonly string[] Exempt =
        ["CHANGELOG.md", "src/Emend.Server/Storage/Migrations/", "Architecture/VocabularyTests.cs", "package-lock.json"];

    private static readonly string[] Named = ["src/Emend.Core", "src/Emend.Server"];

    [Fact]
    public void No_file_uses_a_replaced_term() => RuleFindings.MustBeNone(
        from file in SourceRepository.Files("", Endings)
        where !Exempt.Any(exempt => file.Contains(exempt, StringComparison.Ordinal))
        from line in SourceRepository.Read(file).Split('\n').Index()
        from term in ReplacedTerm().Matches(line.Item)
        select $"{file}({line.Index + 1}): {term.Value}");

    [Theory]
    [InlineData("class OrderDesk;")]
    [InlineData("internal static class LeastHurt")]
    [InlineData("builder.AddUpkeep(options)")]
    public void A_replaced_term_is_found_in_a_compound_name(string line) => Assert.Matches(ReplacedTerm(), line);

    [Theory]
    [InlineData("a desktop program")]
    [InlineData("the interfaces of the server")]
    public void An_ordinary_word_is_not_a_replaced_term(string line) => Assert.DoesNotMatch(ReplacedTerm(), line);

    [Fact]
    public void No_two_types_of_Core_and_the_server_have_the_same_name() => RuleFindings.MustBeNone(
        from type in Named.SelectMany(
            folder => SourceRepository.Files(folder, ".cs")).SelectMany(TypesOf)
        group type.File by type.Name into same
        where same.Distinct().Count() > 1
        select $"{same.Key}: {string.Join(", ", same.Distinct())}");

    /// <summary>The types that are not nested and not partial.</summary>
    private static IEnumerable<(string Name, string File)> TypesOf(string file) =>
        from type in CSharpSyntaxTree.ParseText(SourceRepository.Read(file), new CSharpParseOptions(LanguageVersion.Preview))
            .GetCompilationUnitRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Parent is BaseNamespaceDeclarationSyntax && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
        select (type.Identifier.ValueText + ArityOf(type), file);

    private static string ArityOf(BaseTypeDeclarationSyntax type) =>
        type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } ? $"`{count}" : "";

    [GeneratedRegex(@"Desk(?![a-z])|Faces?(?![a-z])|World(?![a-z])|Courier|Satchel|Errand|LeastHurt|Happening|Doorkeeper|Upkeep")]
    private static partial Regex ReplacedTerm();
}
