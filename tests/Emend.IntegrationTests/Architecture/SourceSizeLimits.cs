namespace Emend.IntegrationTests.Architecture;

/// <summary>The size norms: what is over one of them, in words.</summary>
internal static class SourceSizeLimits
{
    private const int FunctionLines = 40;
    private const int Parameters = 6;
    private const int Dependencies = 5;

    public static IEnumerable<string> TooLarge(string file, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return TooLong(file, lines).Concat(TooWide(file, lines)).Concat(TooHeavy(file, text)).Select(finding => $"{file}{finding}");
    }

    private static IEnumerable<string> TooLong(string file, string[] lines)
    {
        var limit = file switch
        {
            _ when file.StartsWith("tests/", StringComparison.Ordinal) => 400,
            _ when file.StartsWith("src/Emend.Core/Changes/", StringComparison.Ordinal) => 150,
            _ => 300,
        };
        return lines.Length > limit ? [$": {lines.Length} lines, over {limit}"] : [];
    }

    private static IEnumerable<string> TooWide(string file, string[] lines)
    {
        var holdsTables = file.StartsWith("src/Emend.Core/Rules/", StringComparison.Ordinal)
            || file.StartsWith("src/Emend.Core/Changes/", StringComparison.Ordinal);
        return
            from line in lines.Index()
            let limit = holdsTables && line.Item.TrimStart().StartsWith("new", StringComparison.Ordinal) ? 180 : 140
            where line.Item.Length > limit
            select $"({line.Index + 1}): {line.Item.Length} columns, over {limit}";
    }

    private static IEnumerable<string> TooHeavy(string file, string text)
    {
        var members = SourceMember.Of(text).ToArray();
        var inServer = file.StartsWith("src/Emend.Server/", StringComparison.Ordinal);
        var functions = members.Where(member => member.IsFunction).ToArray();
        return functions.Where(member => member.Lines > FunctionLines)
            .Select(member => Write(member, $"{member.Lines} lines, over {FunctionLines}"))
            .Concat(functions.Where(member => member.Parameters > Parameters)
                .Select(member => Write(member, $"{member.Parameters} parameters, over {Parameters}")))
            .Concat(members.Where(member => inServer && TakesDependencies(member) && member.Parameters > Dependencies)
                .Select(member => Write(member, $"{member.Parameters} constructor dependencies, over {Dependencies}")));
    }

    private static bool TakesDependencies(SourceMember member) => member.IsType ? !member.IsRecord : member.IsConstructor;

    private static string Write(SourceMember member, string what) => $"({member.Line}): {what}: {member.Header.Split('\n')[0]}";
}
