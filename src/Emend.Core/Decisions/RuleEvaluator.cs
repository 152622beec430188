using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Looks at rows of tables and collects those that do not hold.</summary>
/// <param name="accept">The soft rows whose penalty the caller takes.</param>
internal sealed class RuleEvaluator(ImmutableArray<string> accept = default)
{
    private List<RuleViolation>? _violations;
    private List<RuleOverride>? _override_s;
    private HashSet<string>? _told;

    public bool HasViolations => _violations is not null;

    /// <summary>Whether a row failed that nobody could pass.</summary>
    public bool HasHardViolation { get; private set; }

    public ImmutableArray<RuleViolation> Refusals => _violations is null ? [] : [.. _violations];

    /// <summary>The soft rows that did not hold and were passed.</summary>
    public ImmutableArray<RuleOverride> Passed => _override_s is null ? [] : [.. _override_s];

    /// <summary>What does not hold of a table whose rows all look at the order; of permissions alone where one is missing.</summary>
    public static ImmutableArray<RuleViolation> AtOrder(RuleSet ruleSet, RuleContext about)
    {
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (!evaluator.HasViolations)
            evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.Refusals;
    }

    public void Permissions(RuleSet ruleSet, RuleContext about, int? change = null)
    {
        foreach (var rule in ruleSet.Rules)
            if (rule.Kind is RuleKind.Permission)
                Check(rule, about, change);
    }

    /// <summary>Checks the rows that are not about permissions. Returns whether none stops what is asked.</summary>
    public bool Rows(RuleSet ruleSet, RuleScope ruleScope, RuleContext about, int? change = null)
    {
        var goesOn = true;
        foreach (var rule in ruleSet.Rules)
            if (rule.Kind is not RuleKind.Permission && rule.Scope == ruleScope)
                goesOn &= Check(rule, about, change);
        return goesOn;
    }

    /// <summary>Whether it holds, or is soft.</summary>
    public bool Check(Rule rule, RuleContext about, int? change)
    {
        if (rule.IsSatisfied(about))
            return true;

        // What a row says of the order or the result, it says once, however many changes its table guards.
        var subject = rule.Scope is RuleScope.OnChange ? change : null;
        if (subject is null && !(_told ??= []).Add(rule.Id))
            return rule.Override is not null;
        if (rule.Override is { } soft && Pass(rule.Id, soft, about) is { } override_)
            (_override_s ??= []).Add(override_);
        else
            (_violations ??= []).Add(new RuleViolation(rule.Id, rule.Kind, rule.Condition, rule.Remedy, subject, rule.Field)
            {
                AnyOf = rule.RequiredPermissions?.Invoke(about) ?? [],
                Soft = rule.Override,
            });
        HasHardViolation |= rule.Override is null;
        return rule.Override is not null;
    }

    private RuleOverride? Pass(string row, OverrideOptions soft, RuleContext about)
    {
        if (soft.Permission is { } permission && about.HasPermission(permission))
            return new(row, permission, null);
        return soft.Penalty is { } penalty && !accept.IsDefaultOrEmpty && accept.Contains(row) ? new(row, null, penalty) : null;
    }
}
