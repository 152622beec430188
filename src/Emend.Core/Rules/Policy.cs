using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>
/// A named collection of rule sets. Decides which rule sets guard a change, which actions exist, and how the fulfillment follows a
/// modification.
/// </summary>
public sealed record Policy
{
    private readonly ImmutableArray<RuleSet> _ruleSets;
    private readonly FrozenDictionary<string, ImmutableArray<RuleSet>> _byAction = null!;

    /// <summary>Creates a policy.</summary>
    /// <param name="name">Name of the policy.</param>
    /// <param name="version">Increases whenever a rule changes.</param>
    /// <param name="ruleSets">The rule sets; one per action.</param>
    public Policy(string name, int version, ImmutableArray<RuleSet> ruleSets) =>
        (Name, Version, RuleSets) = (name, version, ruleSets);

    /// <summary>Name of the policy.</summary>
    public string Name { get; init; }

    /// <summary>Increases whenever a rule changes. Recorded with each modification.</summary>
    public int Version { get; init; }

    /// <summary>The rule sets; one per action that the policy offers.</summary>
    public ImmutableArray<RuleSet> RuleSets
    {
        get => _ruleSets;
        init => (_ruleSets, _byAction) =
            (value, value.ToFrozenDictionary(r => r.Action, ImmutableArray.Create, StringComparer.Ordinal));
    }

    /// <summary>
    /// Names the actions whose rule sets guard a change, given the order before the change. A policy can divide a kind of change into
    /// several actions, or guard all changes by one action. Null: each kind of change has an action of its own, as in
    /// <see cref="Change.ActionName"/>.
    /// </summary>
    public Func<Change, Order, ImmutableArray<string>>? ActionsOf { get; init; }

    /// <summary>How the fulfillment follows a modification.</summary>
    public FulfillmentMode FulfillmentMode { get; init; }

    /// <summary>The built-in policy of a custom policy; null for a built-in policy.</summary>
    public Policy? Base { get; init; }

    /// <summary>Returns the rule sets that guard a change of the order; empty if the policy does not offer the change.</summary>
    public ImmutableArray<RuleSet> RuleSetsFor(Change change, Order order)
    {
        if (ActionsOf is not { } actionsOf)
        {
            return _byAction.TryGetValue(change.Action, out var ruleSets) ? ruleSets : [];
        }

        var actions = actionsOf(change, order);
        var found = ImmutableArray.CreateBuilder<RuleSet>(actions.Length);
        foreach (var action in actions)
        {
            if (Find(action) is not { } ruleSet)
            {
                return [];
            }

            found.Add(ruleSet);
        }

        return found.DrainToImmutable();
    }

    /// <summary>The rule set of an action; null if the policy does not offer the action.</summary>
    public RuleSet? Find(string action) => _byAction.TryGetValue(action, out var ruleSets) ? ruleSets[0] : null;
}

/// <summary>How the fulfillment of an order follows a modification.</summary>
public enum FulfillmentMode
{
    /// <summary>The units on which work has not started are routed again. Plans and open pick jobs are superseded.</summary>
    Reroute,

    /// <summary>Plans and unfinished pick jobs stay and are amended. Only units without a facility are routed.</summary>
    AmendInPlace,
}
