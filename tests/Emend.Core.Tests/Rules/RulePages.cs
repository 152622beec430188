using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>Reads the tables out of docs/rules.</summary>
internal static class RulePages
{
    public static readonly string[] Columns = ["id", "kind", "looks at", "condition", "remedy"];

    private static readonly string[] EffectColumns = ["effect", "in words"];

    /// <summary>Every table there is, under the page that holds it.</summary>
    public static IEnumerable<(string Page, RuleSet Table)> Tables =>
    [
        ("invariants.md", InvariantRules.RuleSet),
        ("routing.md", InvariantRules.Routing),
        ("undo.md", InvariantRules.Undo),
        ("keeping.md", RetentionRules.RuleSet),
        .. from policy in Policies from table in policy.Tables select ($"{policy.Name}/{table.Action}.md", table),
    ];

    public static ImmutableArray<Policy> Policies => [FulfillmenttoolsPolicy.Policy];

    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder(), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder(), f).Replace('\\', '/'));

    /// <summary>The rows as the code has them.</summary>
    public static IEnumerable<string> RowsOf(RuleSet ruleSet) => ruleSet.Rules.Select(r =>
        string.Join(" | ", r.Id, Lower(r.Kind), Lower(r.Scope)["at".Length..], r.Condition, r.Remedy));

    /// <summary>The rows as the page has them; it holds one such table, and its columns are these.</summary>
    public static IEnumerable<string> RowsOf(string page) => Lines(page, Columns);

    /// <summary>What the action brings with it, as the page has it.</summary>
    public static IEnumerable<string> EffectsOf(string page) => Lines(page, EffectColumns);

    /// <summary>What a page says in prose.</summary>
    public static string TextOf(string page) => File.ReadAllText(Path.Combine(Folder(), page));

    private static IEnumerable<string> Lines(string page, string[] columns)
    {
        var tables = File.ReadLines(Path.Combine(Folder(), page)).Aggregate(new List<List<string[]>> { new() }, (found, line) =>
        {
            if (line.StartsWith('|'))
                found[^1].Add(Cells(line));
            else if (found[^1].Count > 0)
                found.Add([]);
            return found;
        }).Where(t => t.Count > 0).ToList();
        Assert.All(tables, t => Assert.True(t[0].SequenceEqual(Columns) || t[0].SequenceEqual(EffectColumns), string.Join('|', t[0])));
        return tables.Where(t => t[0].SequenceEqual(columns)).SelectMany(t => t.Skip(2)).Select(l => string.Join(" | ", l));
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Folder([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Emend.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Emend.slnx is not above the tests.");
        return Path.Combine(folder.FullName, "docs", "rules");
    }
}
