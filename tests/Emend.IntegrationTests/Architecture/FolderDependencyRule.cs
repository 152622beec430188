using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Who may name whom inside the server, by namespace. Core is free to all; a folder has the rights of its row and no others;
/// files outside of every folder put the process together and may name all.
/// </summary>
internal static class FolderDependencyRule
{
    public const string Server = "src/Emend.Server/";

    private static readonly string[] Foundation = ["Desk", "Http"];

    public static readonly IReadOnlyDictionary<string, string[]> MayUse = new Dictionary<string, string[]>
    {
        ["Desk"] = [],
        ["Http"] = ["Desk"],
        ["Storage"] = Foundation,
        ["Identity"] = Foundation,
        ["Demo"] = Foundation,
        ["Waiting"] = Foundation,
        ["Shipping"] = Foundation,
        ["Upkeep"] = Foundation,
        ["Relay"] = Foundation,
        ["OpenApi"] = Foundation,
        ["Faces/Fulfillmenttools"] = Foundation,
        ["Faces/Native"] = Foundation,
    };

    private static readonly string[] Free = ["App.cs", "EmendOptions.cs", "Program.cs", "Welcome.cs"];

    public static IEnumerable<string> Violations(IReadOnlyDictionary<string, string> sources)
    {
        var folders = sources.Keys.Select(FolderOf).OfType<string>().Concat(MayUse.Keys).ToHashSet();
        return sources.SelectMany(source => Check(source.Key, source.Value, folders));
    }

    private static IEnumerable<string> Check(string file, string text, HashSet<string> folders)
    {
        if (FolderOf(file) is not { } folder)
            return Free.Contains(file) ? [] : [$"{file}: stands outside of every folder"];
        if (!MayUse.TryGetValue(folder, out var rights))
            return [$"{file}: {folder} has no row in {nameof(FolderDependencyRule)}.{nameof(MayUse)}"];
        var code = CSharpSourceText.CodeOf(text);
        var home = $"namespace Emend.Server.{folder.Replace('/', '.')}";
        return folders.Where(other => other != folder && !rights.Contains(other))
            .SelectMany(other => Naming(code, other).Select(line => $"{file}({line}): {folder} must not name {other}"))
            .Concat(code.Contains(home, StringComparison.Ordinal) ? [] : [$"{file}: must say {home}"]);
    }

    /// <summary>A folder below Faces stands alone; elsewhere the first folder counts.</summary>
    private static string? FolderOf(string file) => file.Split('/') switch
    {
        ["Faces", var api, _, ..] => $"Faces/{api}",
        [var folder, _, ..] => folder,
        _ => null,
    };

    /// <summary>Full names, and the shorter ones that the common parent namespace allows.</summary>
    private static IEnumerable<int> Naming(string code, string folder)
    {
        var name = folder.Replace('/', '.');
        var last = Regex.Escape(name);
        var pattern = $@"(?<![\w.])(?:(?:global::)?(?:Emend\.)?Server\.{last}\b|{last}\.[A-Z])(?<!\bnamespace\s+\S*)";
        return Regex.Matches(code, pattern).Select(match => code.AsSpan(0, match.Index).Count('\n') + 1);
    }
}
