using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A policy with every row as it counts.</summary>
internal static class PolicyWriter
{
    public static void BuiltIn(Utf8JsonWriter json, Policy policy)
    {
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", true);
        Choices(json, []);
        Tables(json, policy, []);
    }

    public static void Own(Utf8JsonWriter json, StoredPolicy storedPolicy)
    {
        var policy = storedPolicy.Variant;
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", policy.Base);
        Written(json, storedPolicy);
        if (storedPolicy.Removed) json.WriteBoolean("removed", true);
        Choices(json, policy.Rows);
        Tables(json, CustomPolicyBuilder.Find(policy.Base), policy.Rows.ToDictionary(r => r.RuleId, StringComparer.Ordinal));
    }

    public static void Version(Utf8JsonWriter json, StoredPolicy storedPolicy)
    {
        json.WriteNumber("version", storedPolicy.Variant.Version);
        Written(json, storedPolicy);
        json.WriteString("base", storedPolicy.Variant.Base);
        Choices(json, storedPolicy.Variant.Rows);
        if (storedPolicy.Removed) json.WriteBoolean("removed", true);
    }

    public static void Written(Utf8JsonWriter json, StoredPolicy storedPolicy)
    {
        json.Moment("at", storedPolicy.At);
        json.WriteString("by", storedPolicy.By.Value);
    }

    public static void Choices(Utf8JsonWriter json, IEnumerable<RuleSetting> choices) =>
        json.Objects("rows", choices, static (row, choice) =>
        {
            row.WriteString("row", choice.RuleId);
            Stands(row, choice);
        });

    private static void Tables(Utf8JsonWriter json, Policy? policy, Dictionary<string, RuleSetting> choices)
    {
        var free = policy is null ? [] : CustomPolicyBuilder.ConfigurableRules(policy).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("actions");
        foreach (var ruleSet in policy?.Tables ?? []) Table(json, ruleSet, choices, free);
        foreach (var ruleSet in CustomPolicyBuilder.Common) Table(json, ruleSet, [], []);
        json.WriteEndArray();
    }

    private static void Table(Utf8JsonWriter json, RuleSet ruleSet, Dictionary<string, RuleSetting> choices, HashSet<string> free)
    {
        json.WriteStartObject();
        json.WriteString("action", ruleSet.Action);
        json.WriteBoolean("everyPolicy", CustomPolicyBuilder.Common.Contains(ruleSet));
        json.Objects("rows", ruleSet.Rules, (entry, rule) =>
        {
            entry.WriteString("row", rule.Id);
            entry.WriteString("kind", RuleViolationWriter.KindOf(rule.Kind));
            entry.WriteString("looksAt", LooksAt(rule.Scope));
            entry.WriteString("condition", rule.Condition);
            entry.WriteString("remedy", rule.Remedy);
            Stands(entry, choices.GetValueOrDefault(rule.Id));
            entry.WriteBoolean("changeable", free.Contains(rule.Id));
        });
        json.WriteEndObject();
    }

    private static void Stands(Utf8JsonWriter json, RuleSetting choice)
    {
        json.WriteString("stance", EnumWireNames.Of(choice.Stance));
        json.Text("permission", choice.Soft?.Permission);
        json.Text("penalty", choice.Soft?.Penalty);
    }

    private static string LooksAt(RuleScope ruleScope) => ruleScope switch
    {
        RuleScope.OnOrder => "order",
        RuleScope.OnChange => "change",
        RuleScope.OnResult => "result",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
