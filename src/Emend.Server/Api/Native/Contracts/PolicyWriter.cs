using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes a policy with every rule and its enforcement.</summary>
internal static class PolicyWriter
{
    public static void WriteBuiltIn(Utf8JsonWriter json, Policy policy)
    {
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", true);
        WriteRuleSettings(json, []);
        WriteRuleSets(json, policy, []);
    }

    public static void WriteCustom(Utf8JsonWriter json, PolicyResult.Stored stored)
    {
        var storedPolicy = stored.Policy;
        var policy = storedPolicy.Policy;
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", policy.Base);
        WriteAuthor(json, storedPolicy);
        if (storedPolicy.IsRemoved)
        {
            json.WriteBoolean("removed", true);
        }

        WriteRuleSettings(json, policy.RuleSettings);
        WriteRuleSets(
            json, stored.Base, policy.RuleSettings.ToDictionary(r => r.RuleId, StringComparer.Ordinal));
    }

    public static void WriteVersion(Utf8JsonWriter json, StoredPolicy storedPolicy)
    {
        json.WriteNumber("version", storedPolicy.Policy.Version);
        WriteAuthor(json, storedPolicy);
        json.WriteString("base", storedPolicy.Policy.Base);
        WriteRuleSettings(json, storedPolicy.Policy.RuleSettings);
        if (storedPolicy.IsRemoved)
        {
            json.WriteBoolean("removed", true);
        }
    }

    public static void WriteAuthor(Utf8JsonWriter json, StoredPolicy storedPolicy)
    {
        json.WriteTimestamp("modifiedAt", storedPolicy.WrittenAt);
        json.WriteString("modifiedBy", storedPolicy.AuthorId.Value);
    }

    public static void WriteRuleSettings(Utf8JsonWriter json, IEnumerable<RuleSetting> settings) =>
        json.WriteObjects("ruleSettings", settings, static (entry, setting) =>
        {
            entry.WriteString("rule", setting.RuleId);
            WriteEnforcement(entry, setting);
        });

    private static void WriteRuleSets(Utf8JsonWriter json, Policy? policy, Dictionary<string, RuleSetting> settings)
    {
        var configurable = policy is null
            ? []
            : CustomPolicyBuilder.GetConfigurableRules(policy).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("actions");
        foreach (var ruleSet in policy?.RuleSets ?? [])
        {
            WriteRuleSet(json, ruleSet, settings, configurable);
        }

        foreach (var ruleSet in CustomPolicyBuilder.SharedRuleSets)
        {
            WriteRuleSet(json, ruleSet, [], []);
        }

        json.WriteEndArray();
    }

    private static void WriteRuleSet(
        Utf8JsonWriter json, RuleSet ruleSet, Dictionary<string, RuleSetting> settings, HashSet<string> configurable)
    {
        json.WriteStartObject();
        json.WriteString("action", ruleSet.Action);
        json.WriteBoolean("mandatory", CustomPolicyBuilder.SharedRuleSets.Contains(ruleSet));
        json.WriteObjects("rules", ruleSet.Rules, (entry, rule) =>
        {
            entry.WriteString("rule", rule.Id);
            entry.WriteString("kind", EnumWireNames.ToName(rule.Kind));
            entry.WriteString("scope", ToName(rule.Scope));
            entry.WriteString("condition", rule.Condition);
            entry.WriteString("remedy", NativeRules.ToText(rule.Remedy));
            WriteEnforcement(entry, settings.GetValueOrDefault(rule.Id));
            entry.WriteBoolean("configurable", configurable.Contains(rule.Id));
        });
        json.WriteEndObject();
    }

    private static void WriteEnforcement(Utf8JsonWriter json, RuleSetting setting)
    {
        json.WriteString("enforcement", EnumWireNames.ToName(setting.Enforcement));
        json.WriteText("permission", setting.Override?.Permission);
        json.WriteText("penalty", setting.Override?.Penalty);
    }

    private static string ToName(RuleScope scope) => scope switch
    {
        RuleScope.OnOrder => "order",
        RuleScope.OnChange => "change",
        RuleScope.OnResult => "result",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
