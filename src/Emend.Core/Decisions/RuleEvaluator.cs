using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Evaluates rules and collects the violations.</summary>
/// <param name="acceptedPenalties">Ids of the rules whose penalty the caller accepts.</param>
internal sealed class RuleEvaluator(ImmutableArray<string> acceptedPenalties = default)
{
    private List<RuleViolation>? _violations;
    private List<RuleOverride>? _overrides;
    private HashSet<string>? _reportedRuleIds;

    public bool HasViolations => _violations is not null;

    /// <summary>Whether there is a violation of a rule that cannot be overridden.</summary>
    public bool HasHardViolation { get; private set; }

    public ImmutableArray<RuleViolation> Violations => _violations is null ? [] : [.. _violations];

    /// <summary>The unsatisfied rules that the caller overrode.</summary>
    public ImmutableArray<RuleOverride> Overrides => _overrides is null ? [] : [.. _overrides];

    /// <summary>
    /// Evaluates a rule set whose rules all evaluate the order. If permissions are missing, returns only these violations.
    /// </summary>
    public static ImmutableArray<RuleViolation> CheckOrder(RuleSet ruleSet, RuleContext ruleContext)
    {
        var evaluator = new RuleEvaluator();
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (!evaluator.HasViolations)
        {
            evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        }

        return evaluator.Violations;
    }

    public void CheckPermissions(RuleSet ruleSet, RuleContext ruleContext, int? change = null)
    {
        foreach (var rule in ruleSet.Rules)
        {
            if (rule.Kind is RuleKind.Permission)
            {
                Check(rule, ruleContext, change);
            }
        }
    }

    /// <summary>Evaluates the rules of one scope, except permission rules. Returns whether no violation prevents the command.</summary>
    public bool CheckRules(RuleSet ruleSet, RuleScope ruleScope, RuleContext ruleContext, int? change = null)
    {
        var canContinue = true;
        foreach (var rule in ruleSet.Rules)
        {
            if (rule.Kind is not RuleKind.Permission && rule.Scope == ruleScope)
            {
                canContinue &= Check(rule, ruleContext, change);
            }
        }

        return canContinue;
    }

    /// <summary>Evaluates a rule. Returns whether it is satisfied or overridable.</summary>
    public bool Check(Rule rule, RuleContext ruleContext, int? change)
    {
        if (rule.IsSatisfied(ruleContext))
        {
            return true;
        }

        // Violations on the order or the result are reported once, independent of the number of changes.
        var subject = rule.Scope is RuleScope.OnChange ? change : null;
        if (subject is null && !(_reportedRuleIds ??= []).Add(rule.Id))
        {
            return rule.Override is not null;
        }

        if (rule.Override is { } options && FindOverride(rule.Id, options, ruleContext) is { } ruleOverride)
        {
            (_overrides ??= []).Add(ruleOverride);
        }
        else
        {
            (_violations ??= []).Add(new RuleViolation(rule.Id, rule.Kind, rule.Condition, rule.Remedy, subject, rule.Field)
            {
                RequiredPermissions = rule.RequiredPermissions?.Invoke(ruleContext) ?? [],
                Override = rule.Override,
            });
        }

        HasHardViolation |= rule.Override is null;
        return rule.Override is not null;
    }

    private RuleOverride? FindOverride(string ruleId, OverrideOptions options, RuleContext ruleContext)
    {
        if (options.Permission is { } permission && ruleContext.HasPermission(permission))
        {
            return new(ruleId, permission, null);
        }

        return options.Penalty is { } penalty && !acceptedPenalties.IsDefaultOrEmpty
            && acceptedPenalties.Contains(ruleId) ? new(ruleId, null, penalty) : null;
    }
}
