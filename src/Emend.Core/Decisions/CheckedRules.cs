using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>The rules that a decision evaluated. Rules of one scope are recorded together.</summary>
internal sealed class CheckedRules
{
    private readonly List<(RuleSet RuleSet, RuleScope? Scope)> _groups = new(8);
    private List<Rule>? _single;

    /// <summary>Records the permission rules of a rule set.</summary>
    public void AddPermissions(RuleSet ruleSet) => Add(ruleSet, null);

    /// <summary>Whether the permission rules of a rule set are recorded.</summary>
    public bool HasPermissions(RuleSet ruleSet) => _groups.Exists(g => ReferenceEquals(g.RuleSet, ruleSet) && g.Scope is null);

    /// <summary>Records the rules of a scope, except permission rules; null for the permission rules.</summary>
    public void Add(RuleSet ruleSet, RuleScope? scope)
    {
        foreach (var group in _groups)
        {
            if (ReferenceEquals(group.RuleSet, ruleSet) && group.Scope == scope)
            {
                return;
            }
        }

        _groups.Add((ruleSet, scope));
    }

    /// <summary>Records a rule that is evaluated alone.</summary>
    public void Add(Rule rule)
    {
        if (_single?.Contains(rule) is not true)
        {
            (_single ??= []).Add(rule);
        }
    }

    /// <summary>Returns the ids: the rule sets of the policy in their order, then the rules of every policy.</summary>
    public ImmutableArray<string> GetIds(Policy policy)
    {
        var ids = ImmutableArray.CreateBuilder<string>(32);
        foreach (var ruleSet in policy.RuleSets)
        {
            AddIds(ids, ruleSet);
        }

        foreach (var ruleSet in _groups.Select(g => g.RuleSet).Distinct())
        {
            if (!policy.RuleSets.Contains(ruleSet))
            {
                AddIds(ids, ruleSet);
            }
        }

        foreach (var rule in _single ?? [])
        {
            ids.Add(rule.Id);
        }

        return ids.ToImmutable();
    }

    private void AddIds(ImmutableArray<string>.Builder ids, RuleSet ruleSet)
    {
        var scopes = _groups.Where(g => ReferenceEquals(g.RuleSet, ruleSet)).Select(g => g.Scope).ToList();
        if (scopes.Count > 0)
        {
            ids.AddRange(ruleSet.Rules
                .Where(r => scopes.Contains(r.Kind is RuleKind.Permission ? null : r.Scope))
                .Select(r => r.Id));
        }
    }
}
