using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>Validates custom policies and builds policies from them.</summary>
public static class CustomPolicyBuilder
{
    private const int MaxNameLength = 64;
    private const int MaxPenaltyLength = 200;

    /// <summary>The rule sets that every policy includes unchanged.</summary>
    public static readonly ImmutableArray<RuleSet> SharedRuleSets =
        [InvariantRules.OfferedActions, InvariantRules.RuleSet, InvariantRules.Routing, InvariantRules.Undo, RetentionRules.RuleSet];

    /// <summary>The rules of a policy that a tenant may disable or make overridable.</summary>
    public static IEnumerable<Rule> GetConfigurableRules(Policy policy) =>
        policy.RuleSets.Where(t => !t.IsMandatory).SelectMany(t => t.Rules)
            .Where(r => r is { IsMandatory: false, Kind: not (RuleKind.Permission or RuleKind.Invariant) });

    /// <summary>Returns all errors of the custom policy; empty if it is valid.</summary>
    public static ImmutableArray<CustomPolicyError> Validate(CustomPolicy customPolicy, PolicyRegistry registry)
    {
        var problems = ImmutableArray.CreateBuilder<CustomPolicyError>();
        if (!IsValidName(customPolicy.Name))
        {
            problems.Add(new(CustomPolicyErrorCode.InvalidName, null, customPolicy.Name, []));
        }

        if (registry.Find(customPolicy.Name) is not null)
        {
            problems.Add(new(CustomPolicyErrorCode.BuiltInName, null, customPolicy.Name, []));
        }

        if (registry.Find(customPolicy.Base) is not { } policy)
        {
            problems.Add(new(CustomPolicyErrorCode.UnknownBase, null, customPolicy.Base, [.. registry.All.Select(p => p.Name)]));
            return problems.ToImmutable();
        }

        var all = policy.RuleSets.SelectMany(t => t.Rules).Concat(SharedRuleSets.SelectMany(t => t.Rules))
            .Select(r => r.Id).ToHashSet();
        var free = GetConfigurableRules(policy).Select(r => r.Id).ToImmutableArray();
        for (var i = 0; i < customPolicy.RuleSettings.Length; i++)
        {
            var setting = customPolicy.RuleSettings[i];
            if (!all.Contains(setting.RuleId))
            {
                problems.Add(new(CustomPolicyErrorCode.UnknownRule, i, setting.RuleId, free));
            }
            else if (!free.Contains(setting.RuleId))
            {
                problems.Add(new(CustomPolicyErrorCode.MandatoryRule, i, setting.RuleId, free));
            }

            if (customPolicy.RuleSettings.Take(i).Any(r => r.RuleId == setting.RuleId))
            {
                problems.Add(new(CustomPolicyErrorCode.DuplicateRule, i, setting.RuleId, []));
            }

            ValidateOverride(setting, i, problems);
        }
        return problems.ToImmutable();
    }

    /// <summary>Builds the policy from a valid custom policy.</summary>
    public static Policy Build(CustomPolicy customPolicy, PolicyRegistry registry)
    {
        var policy = registry.Find(customPolicy.Base)
            ?? throw new KeyNotFoundException($"The policy {customPolicy.Base} does not exist.");
        var settings = customPolicy.RuleSettings.ToDictionary(r => r.RuleId);
        return policy with
        {
            Name = customPolicy.Name,
            Version = customPolicy.Version,
            Base = policy,
            RuleSets = [
                .. policy.RuleSets.Select(t => t with { Rules = [.. t.Rules.Select(r => ApplySetting(r, settings)).OfType<Rule>()] })],
        };
    }

    private static Rule? ApplySetting(Rule rule, Dictionary<string, RuleSetting> settings) =>
        !settings.TryGetValue(rule.Id, out var setting) || setting.Enforcement is RuleEnforcement.Required ? rule
        : setting.Enforcement is RuleEnforcement.Disabled ? null
        : rule with { Override = setting.Override };

    private static void ValidateOverride(RuleSetting setting, int at, ImmutableArray<CustomPolicyError>.Builder problems)
    {
        var options = setting.Override;
        if (setting.Enforcement is RuleEnforcement.Overridable != (options is not null
            && (options.Permission ?? options.Penalty) is not null))
        {
            problems.Add(new(CustomPolicyErrorCode.InvalidOverride, at, setting.RuleId, []));
        }

        if (options?.Permission is { } permission && !Permissions.All.Contains(permission))
        {
            problems.Add(new(CustomPolicyErrorCode.UnknownPermission, at, permission, [.. Permissions.All.Order(StringComparer.Ordinal)]));
        }

        if (options?.Penalty is { } penalty && (string.IsNullOrWhiteSpace(penalty) || penalty.Length > MaxPenaltyLength))
        {
            problems.Add(new(CustomPolicyErrorCode.InvalidPenalty, at, penalty, []));
        }
    }

    private static bool IsValidName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
