using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>Makes policies out of variants, and says what is wrong with a variant.</summary>
public static class CustomPolicyBuilder
{
    private const int MaxNameLength = 64;
    private const int MaxPenaltyLength = 200;

    /// <summary>The policies that come with the product.</summary>
    public static readonly ImmutableArray<Policy> BuiltIn = [FulfillmenttoolsPolicy.Policy];

    /// <summary>The tables that belong to every policy as they are.</summary>
    public static readonly ImmutableArray<RuleSet> Common = [InvariantRules.RuleSet, InvariantRules.Routing, InvariantRules.Undo, RetentionRules.RuleSet];

    /// <summary>The built-in policy of that name, or null.</summary>
    public static Policy? Find(string name) => BuiltIn.FirstOrDefault(p => p.Name == name);

    /// <summary>The rows of a policy that a tenant may switch off, on, or make soft.</summary>
    public static IEnumerable<Rule> ConfigurableRules(Policy policy) =>
        policy.Tables.Where(t => !t.IsMandatory).SelectMany(t => t.Rules)
            .Where(r => r is { IsMandatory: false, Kind: not (RuleKind.Permission or RuleKind.Invariant) });

    /// <summary>All that is wrong with it; empty where nothing is.</summary>
    public static ImmutableArray<CustomPolicyError> Check(CustomPolicy variant)
    {
        var problems = ImmutableArray.CreateBuilder<CustomPolicyError>();
        if (!IsName(variant.Name) || Find(variant.Name) is not null)
            problems.Add(new(CustomPolicyErrorCode.BadName, null, variant.Name, []));
        if (Find(variant.Base) is not { } policy)
        {
            problems.Add(new(CustomPolicyErrorCode.UnknownBase, null, variant.Base, [.. BuiltIn.Select(p => p.Name)]));
            return problems.ToImmutable();
        }

        var all = policy.Tables.SelectMany(t => t.Rules).Concat(Common.SelectMany(t => t.Rules))
            .Select(r => r.Id).ToHashSet();
        var free = ConfigurableRules(policy).Select(r => r.Id).ToImmutableArray();
        for (var i = 0; i < variant.Rows.Length; i++)
        {
            var choice = variant.Rows[i];
            if (!all.Contains(choice.RuleId))
                problems.Add(new(CustomPolicyErrorCode.UnknownRow, i, choice.RuleId, free));
            else if (!free.Contains(choice.RuleId))
                problems.Add(new(CustomPolicyErrorCode.FixedRow, i, choice.RuleId, free));
            if (variant.Rows.Take(i).Any(r => r.RuleId == choice.RuleId))
                problems.Add(new(CustomPolicyErrorCode.NamedTwice, i, choice.RuleId, []));
            CheckSoftness(choice, i, problems);
        }
        return problems.ToImmutable();
    }

    /// <summary>The policy that a sound variant stands for.</summary>
    public static Policy Build(CustomPolicy variant)
    {
        var policy = Find(variant.Base) ?? throw new KeyNotFoundException($"There is no policy {variant.Base}.");
        var choices = variant.Rows.ToDictionary(r => r.RuleId);
        return policy with
        {
            Name = variant.Name,
            Version = variant.Version,
            Base = policy,
            Tables = [.. policy.Tables.Select(t => t with { Rules = [.. t.Rules.Select(r => Chosen(r, choices)).OfType<Rule>()] })],
        };
    }

    private static Rule? Chosen(Rule rule, Dictionary<string, RuleSetting> choices) =>
        !choices.TryGetValue(rule.Id, out var choice) || choice.Stance is RuleEnforcement.Required ? rule
        : choice.Stance is RuleEnforcement.Disabled ? null
        : rule with { Override = choice.Soft };

    private static void CheckSoftness(RuleSetting choice, int at, ImmutableArray<CustomPolicyError>.Builder problems)
    {
        var soft = choice.Soft;
        if (choice.Stance is RuleEnforcement.Overridable != (soft is not null && (soft.Permission ?? soft.Penalty) is not null))
            problems.Add(new(CustomPolicyErrorCode.NoWayThrough, at, choice.RuleId, []));
        if (soft?.Permission is { } permission && !Permissions.All.Contains(permission))
            problems.Add(new(CustomPolicyErrorCode.UnknownPermission, at, permission, [.. Permissions.All.Order(StringComparer.Ordinal)]));
        if (soft?.Penalty is { } penalty && (string.IsNullOrWhiteSpace(penalty) || penalty.Length > MaxPenaltyLength))
            problems.Add(new(CustomPolicyErrorCode.BadPenalty, at, penalty, []));
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
