using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>Reads the rules from the pages in docs/rules.</summary>
internal static class RulePages
{
    public static readonly string[] Columns = ["id", "kind", "scope", "condition", "remedy"];

    private static readonly string[] EffectColumns = ["effect", "description"];

    /// <summary>All rule sets with their pages.</summary>
    public static IEnumerable<(string Page, RuleSet Table)> RuleSets =>
    [
        ("offered-actions.md", InvariantRules.OfferedActions),
        ("invariants.md", InvariantRules.RuleSet),
        ("routing.md", InvariantRules.Routing),
        ("undo.md", InvariantRules.Undo),
        ("retention.md", RetentionRules.RuleSet),
        .. (from policy in Policies from table in policy.RuleSets select (GetPage(policy, table), table)).DistinctBy(t => t.Item1),
    ];

    /// <summary>All rules, each once. Policies share rules.</summary>
    public static IEnumerable<Rule> Rules => RuleSets.SelectMany(t => t.Table.Rules).Distinct();

    public static ImmutableArray<Policy> Policies => PolicyRegistry.BuiltIn.All;

    /// <summary>
    /// The page of a rule set. A rule set that a policy shares with the fulfillmenttools policy has the page of that policy.
    /// </summary>
    public static string GetPage(Policy policy, RuleSet ruleSet) =>
        $"{(FulfillmenttoolsPolicy.Policy.RuleSets.Contains(ruleSet) ? FulfillmenttoolsPolicy.Policy : policy).Name}/{ruleSet.Action}.md";

    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(FindFolder(), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(FindFolder(), f).Replace('\\', '/'));

    /// <summary>The rules in the code.</summary>
    public static IEnumerable<string> GetRules(RuleSet ruleSet) => ruleSet.Rules.Select(r =>
        string.Join(" | ", r.Id, ToLowerName(r.Kind), ToLowerName(r.Scope)["at".Length..], r.Condition, r.Remedy.Text));

    /// <summary>The rules on the page. A page has one such table.</summary>
    public static IEnumerable<string> GetRules(string page) => ReadLines(page, Columns);

    /// <summary>The effects on the page.</summary>
    public static IEnumerable<string> GetEffects(string page) => ReadLines(page, EffectColumns);

    /// <summary>The text of a page.</summary>
    public static string GetText(string page) => File.ReadAllText(Path.Combine(FindFolder(), page));

    private static IEnumerable<string> ReadLines(string page, string[] columns)
    {
        var tables = File.ReadLines(Path.Combine(FindFolder(), page)).Aggregate(new List<List<string[]>> { new() }, (found, line) =>
        {
            if (line.StartsWith('|'))
            {
                found[^1].Add(SplitCells(line));
            }
            else if (found[^1].Count > 0)
            {
                found.Add([]);
            }

            return found;
        }).Where(t => t.Count > 0).ToList();
        Assert.All(tables, t => Assert.True(t[0].SequenceEqual(Columns) || t[0].SequenceEqual(EffectColumns), string.Join('|', t[0])));
        return tables.Where(t => t[0].SequenceEqual(columns)).SelectMany(t => t.Skip(2)).Select(l => string.Join(" | ", l));
    }

    private static string[] SplitCells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    private static string ToLowerName<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string FindFolder([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Emend.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Emend.slnx was not found in a parent folder.");
        }

        return Path.Combine(folder.FullName, "docs", "rules");
    }
}
