using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>
/// The rules of actions that the implementation depends on: without them it would miss what a command names. A policy with a rule set of its
/// own for such an action includes them.
/// </summary>
internal static class MandatoryRules
{
    // PA-2 of every policy protects changes. So a policy can guard them with rules of its own.
    private static readonly ImmutableArray<string> ChangeActions =
    [
        ActionNames.EditLineItems, ActionNames.AddLineItem, ActionNames.PreferredDate, ActionNames.Delivery, ActionNames.CustomAttributes,
        ActionNames.Consumer,
    ];

    /// <summary>The mandatory rules of an action; empty if the action has none.</summary>
    public static IEnumerable<Rule> Of(string action) =>
        !ChangeActions.Contains(action) && FulfillmenttoolsPolicy.Policy.Find(action) is { } ruleSet
            ? ruleSet.Rules.Where(r => r.Kind is not RuleKind.Permission
                && (r.IsMandatory || ruleSet.IsMandatory || r.Kind is RuleKind.Invariant))
            : [];

    /// <summary>The mandatory rules that the rule sets of a policy lack.</summary>
    public static IEnumerable<(string Action, Rule Rule)> FindMissing(Policy policy) =>
        from ruleSet in policy.RuleSets
        from rule in Of(ruleSet.Action)
        where !ruleSet.Rules.Any(r => r.Id == rule.Id && r.IsSatisfied == rule.IsSatisfied)
        select (ruleSet.Action, rule);
}
