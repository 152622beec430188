using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Evaluates rules of a policy, records them, and collects the violations.</summary>
/// <param name="policy">The policy.</param>
/// <param name="acceptedPenalties">Ids of the rules whose penalty the caller accepts.</param>
internal sealed class RuleEvaluator(Policy policy, ImmutableArray<string> acceptedPenalties = default)
{
    private readonly CheckedRules _checkedRules = new();
    private List<RuleViolation>? _violations;
    private List<RuleOverride>? _overrides;
    private HashSet<string>? _reportedRuleIds;

    public bool HasViolations => _violations is not null;

    /// <summary>Whether there is a violation of a rule that cannot be overridden.</summary>
    public bool HasHardViolation { get; private set; }

    public ImmutableArray<RuleViolation> Violations => _violations is null ? [] : [.. _violations];

    /// <summary>The ids of the evaluated rules.</summary>
    public ImmutableArray<string> CheckedRuleIds => _checkedRules.GetIds(policy);

    /// <summary>The unsatisfied rules that the caller overrode.</summary>
    public ImmutableArray<RuleOverride> Overrides => _overrides is null ? [] : [.. _overrides];

    /// <summary>
    /// Evaluates the rule set of an action whose rules all evaluate the order. If permissions are missing, returns only these violations.
    /// </summary>
    public static ImmutableArray<RuleViolation> CheckOrder(string action, RuleContext ruleContext)
    {
        var evaluator = new RuleEvaluator(ruleContext.Context.Policy);
        return evaluator.CheckOrder(evaluator.GetRuleSet(action, ruleContext), ruleContext);
    }

    /// <summary>
    /// Evaluates a rule set whose rules all evaluate the order. If permissions are missing, returns only these violations.
    /// </summary>
    public ImmutableArray<RuleViolation> CheckOrder(RuleSet ruleSet, RuleContext ruleContext)
    {
        CheckPermissions(ruleSet, ruleContext);
        if (!HasViolations)
        {
            CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        }

        return Violations;
    }

    /// <summary>Returns the rule set of an action. If the policy does not offer the action, reports that and returns no rules.</summary>
    public RuleSet GetRuleSet(string action, RuleContext ruleContext)
    {
        if (policy.Find(action) is { } ruleSet)
        {
            return ruleSet;
        }

        Check(InvariantRules.ActionIsOffered, ruleContext with { Subject = new RuleSubject.OfAction(action) }, null);
        return new(action, []);
    }

    /// <summary>Returns the rule sets of a change. If the policy does not offer the change, reports that and returns no rules.</summary>
    public ImmutableArray<RuleSet> GetRuleSets(Change change, RuleContext ruleContext, int index)
    {
        var ruleSets = policy.RuleSetsFor(change, ruleContext.Order);
        if (ruleSets.IsEmpty)
        {
            Check(InvariantRules.ActionIsOffered, ruleContext, index);
        }

        return ruleSets;
    }

    /// <summary>Evaluates the permission rules. Returns whether all are satisfied.</summary>
    public bool CheckPermissions(RuleSet ruleSet, RuleContext ruleContext, int? change = null)
    {
        _checkedRules.AddPermissions(ruleSet);
        var hasPermission = true;
        foreach (var rule in ruleSet.Rules)
        {
            if (rule.Kind is RuleKind.Permission)
            {
                hasPermission &= Evaluate(rule, ruleContext, change);
            }
        }

        return hasPermission;
    }

    /// <summary>Whether the permission rules of the rule set were evaluated.</summary>
    public bool HasCheckedPermissions(RuleSet ruleSet) => _checkedRules.HasPermissions(ruleSet);

    /// <summary>The violations; if permissions are missing, only these.</summary>
    public ImmutableArray<RuleViolation> GetReportedViolations() =>
        Violations.Any(v => v.Kind is RuleKind.Permission) ? Violations.RemoveAll(v => v.Kind is not RuleKind.Permission) : Violations;

    /// <summary>Evaluates the rules of one scope, except permission rules. Returns whether no violation prevents the command.</summary>
    public bool CheckRules(RuleSet ruleSet, RuleScope ruleScope, RuleContext ruleContext, int? change = null)
    {
        _checkedRules.Add(ruleSet, ruleScope);
        var canContinue = true;
        foreach (var rule in ruleSet.Rules)
        {
            if (rule.Kind is not RuleKind.Permission && rule.Scope == ruleScope)
            {
                canContinue &= Evaluate(rule, ruleContext, change);
            }
        }

        return canContinue;
    }

    /// <summary>Evaluates a rule. Returns whether it is satisfied or overridable.</summary>
    public bool Check(Rule rule, RuleContext ruleContext, int? change = null)
    {
        _checkedRules.Add(rule);
        return Evaluate(rule, ruleContext, change);
    }

    /// <summary>Evaluates a rule that is recorded only if it is violated. Returns whether it is satisfied or overridable.</summary>
    public bool Require(Rule rule, RuleContext ruleContext, int? change) =>
        rule.IsSatisfied(ruleContext) || Check(rule, ruleContext, change);

    /// <summary>Rejects the result if rules are violated; else accepts it with the overrides and the evaluated rules.</summary>
    public Decision Conclude(Decision.Accepted result)
    {
        result = result with { Overrides = Overrides, CheckedRules = CheckedRuleIds };
        return HasViolations ? new Decision.Rejected(Violations) { ResultIfAllowed = result } : result;
    }

    private bool Evaluate(Rule rule, RuleContext ruleContext, int? change)
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
                Subject = rule.FindSubject is { } find ? find(ruleContext) : FindSubject(rule, ruleContext),
                RequiredPermissions = rule.RequiredPermissions?.Invoke(ruleContext) ?? [],
                Override = rule.Override,
            });
        }

        HasHardViolation |= rule.Override is null;
        return rule.Override is not null;
    }

    // A rule on the order is not about the line or facility that the request names.
    private static ViolationSubject? FindSubject(Rule rule, RuleContext ruleContext) => ruleContext.Subject switch
    {
        RuleSubject.OfChange change => rule.Scope is RuleScope.OnChange ? change.Named : null,
        RuleSubject.OfFulfillment or RuleSubject.OfRelease => rule.Field is null ? null : ruleContext.Subject.Named,
        var subject => subject.Named,
    };

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
