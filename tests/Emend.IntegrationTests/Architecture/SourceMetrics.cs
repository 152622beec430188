using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Measures source files with Roslyn. Lines of braces alone do not count. Data does not count as code either: comments, using directives,
/// the initializers of fields and properties, collection expressions, and the arms of switch expressions. A table of cases may therefore
/// be long.
/// </summary>
internal static class SourceMetrics
{
    public const int MaxFileLines = 300;
    public const int MaxFunctionLines = 40;
    public const int MaxParameters = 6;
    public const int MaxDependencies = 5;
    public const int MaxColumns = 140;

    /// <summary>The rows of a rule set are tables.</summary>
    private const int MaxRuleColumns = 180;

    /// <summary>The violations of the limits in one file, each as "file(line): text".</summary>
    public static IEnumerable<string> FindViolations(string file, string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
        return [.. FindLargeFile(root), .. FindWideLines(file, text), .. FindLargeFunctions(root), .. FindManyParameters(file, root)];

        IEnumerable<string> FindLargeFile(CompilationUnitSyntax unit) =>
            CountCodeLines(unit) is > MaxFileLines and var lines ? [$"{file}: {lines} lines of code, over {MaxFileLines}"] : [];

        IEnumerable<string> FindLargeFunctions(SyntaxNode unit) =>
            from function in unit.DescendantNodes()
            where function is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            let lines = CountCodeLines(function)
            where lines > MaxFunctionLines
            select $"{file}({LineOf(function)}): {lines} lines of code, over {MaxFunctionLines}: {NameOf(function)}";

        IEnumerable<string> FindManyParameters(string path, SyntaxNode unit) =>
            from list in unit.DescendantNodes().OfType<ParameterListSyntax>()
            where list.Parent is not RecordDeclarationSyntax
            let isConstructor = list.Parent is ConstructorDeclarationSyntax or ClassDeclarationSyntax
            let max = isConstructor && path.StartsWith("src/Emend.Server/", StringComparison.Ordinal) ? MaxDependencies : MaxParameters
            where list.Parameters.Count > max
            select $"{path}({LineOf(list)}): {list.Parameters.Count} parameters, over {max}: {NameOf(list.Parent!)}";
    }

    private static IEnumerable<string> FindWideLines(string file, string text)
    {
        var holdsRules = file.StartsWith("src/Emend.Core/Rules/", StringComparison.Ordinal);
        return
            from line in text.Split('\n').Index()
            let max = holdsRules ? MaxRuleColumns : MaxColumns
            where line.Item.Length > max
            select $"{file}({line.Index + 1}): {line.Item.Length} columns, over {max}";
    }

    /// <summary>The lines of a node that hold a token, without the lines of data below it.</summary>
    private static int CountCodeLines(SyntaxNode node)
    {
        var lines = new HashSet<int>();
        foreach (var token in node.DescendantTokens(child => child == node || !IsData(child)))
        {
            if (token.Span.Length > 0 && !IsPunctuation(token))
            {
                for (var line = LineOf(token.GetLocation(), start: true); line <= LineOf(token.GetLocation(), start: false); line++)
                {
                    lines.Add(line);
                }
            }
        }

        return lines.Count;
    }

    private static bool IsPunctuation(SyntaxToken token) => token.Kind() is
        SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken
        or SyntaxKind.SemicolonToken or SyntaxKind.CommaToken;

    private static bool IsData(SyntaxNode node) =>
        node is UsingDirectiveSyntax or SwitchExpressionArmSyntax or CollectionElementSyntax or InitializerExpressionSyntax
            or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
        || (node is EqualsValueClauseSyntax { Parent: { } owner }
            && (owner is PropertyDeclarationSyntax || owner.Parent?.Parent is FieldDeclarationSyntax));

    private static int LineOf(SyntaxNode node) => LineOf(node.GetLocation(), start: true);

    private static int LineOf(Location location, bool start)
    {
        var span = location.GetLineSpan();
        return (start ? span.StartLinePosition : span.EndLinePosition).Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        _ => node.Kind().ToString(),
    };
}
