using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// One row of a condition table: what must hold, in the words of the page under docs/rules that carries it.
/// </summary>
/// <param name="Id">The row's id on that page; never reused, never renumbered.</param>
/// <param name="Kind">What the row is about, which decides how a face tells it.</param>
/// <param name="Scope">At what it looks, which decides when.</param>
/// <param name="Condition">What must hold, in words.</param>
/// <param name="IsSatisfied">The same as a predicate. Holds vacuously where an earlier row already fails for lack of its subject.</param>
/// <param name="Remedy">What the caller can do about it.</param>
/// <param name="Field">The member of the change it speaks of; null where it speaks of the order.</param>
public sealed record Rule(
    string Id, RuleKind Kind, RuleScope Scope, string Condition, Func<RuleContext, bool> IsSatisfied, string Remedy, string? Field = null)
{
    /// <summary>Of a row about permissions: those of which any one will do. Null where the row is not about a name.</summary>
    public Func<RuleContext, ImmutableArray<string>>? RequiredPermissions { get; init; }

    /// <summary>Whether what is done with the order counts on it, so that no tenant can switch it off.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>How it lets pass what it forbids; null where it does not.</summary>
    public OverrideOptions? Override { get; init; }

    /// <summary>The row of a permission that a caller must have.</summary>
    internal static Rule RequiresPermission(string id, string permission)
    {
        ImmutableArray<string> any = [permission];
        return new(
            id,
            RuleKind.Permission,
            RuleScope.OnOrder,
            $"the caller has {permission}",
            c => c.HasPermission(permission),
            "Ask an administrator for the permission.")
        {
            RequiredPermissions = _ => any,
        };
    }
}

/// <summary>How a row lets pass what it forbids: to whoever has the permission, and to whoever names it and thereby takes the penalty.</summary>
/// <param name="Permission">The permission; null where none will do.</param>
/// <param name="Penalty">What the caller takes upon themselves, in words; null where naming the row will not do.</param>
public sealed record OverrideOptions(string? Permission, string? Penalty);

/// <summary>What an action brings with it, beside what was asked for.</summary>
/// <param name="Name">A name for programs.</param>
/// <param name="Description">The same in words, as on the action's page.</param>
public sealed record ActionEffect(string Name, string Description);

/// <summary>At what a row looks.</summary>
public enum RuleScope
{
    /// <summary>At the order and the facts only: can be told before anybody asks for a change.</summary>
    OnOrder,

    /// <summary>At one change, against the order as the earlier changes left it.</summary>
    OnChange,

    /// <summary>At the order as all changes leave it.</summary>
    OnResult,
}

/// <summary>What a row is about.</summary>
public enum RuleKind
{
    /// <summary>Who asks. Looked at first; where one fails, nothing else is told. Part of every policy.</summary>
    Permission,

    /// <summary>What can never be switched off.</summary>
    Invariant,

    /// <summary>A switch of the tenant.</summary>
    Setting,

    /// <summary>Where the order and its operational entities stand.</summary>
    State,

    /// <summary>What is asked for.</summary>
    Request,

    /// <summary>Whether units find a place.</summary>
    Stock,
}

/// <summary>The condition table of one action: docs/rules/&lt;policy&gt;/&lt;action&gt;.md, row for row.</summary>
/// <param name="Action">The action, as in the page's name.</param>
/// <param name="Rules">Its rows, in the page's order.</param>
public sealed record RuleSet(string Action, ImmutableArray<Rule> Rules)
{
    /// <summary>What the action brings with it, in the page's order.</summary>
    public ImmutableArray<ActionEffect> Effects { get; init; } = [];

    /// <summary>Whether no row of it can be switched off.</summary>
    public bool IsMandatory { get; init; }
}

/// <summary>A row that does not hold.</summary>
/// <param name="RuleId">The row's id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Condition">What should hold.</param>
/// <param name="Remedy">What the caller can do about it.</param>
/// <param name="Change">The index of the change it speaks of; null where it speaks of the order or the whole request.</param>
/// <param name="Field">The member of that change; null where it is about the change as a whole.</param>
public sealed record RuleViolation(string RuleId, RuleKind Kind, string Condition, string Remedy, int? Change, string? Field)
{
    /// <summary>The permissions of which any one would do; empty where it is not about permissions.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>How the row could be passed all the same; null where it is hard.</summary>
    public OverrideOptions? Soft { get; init; }
}

/// <summary>A soft row that did not hold and was passed.</summary>
/// <param name="RuleId">The row's id.</param>
/// <param name="Permission">The permission the caller passed it with; null where they took the penalty.</param>
/// <param name="Penalty">The penalty they took; null where the permission was enough.</param>
public sealed record RuleOverride(string RuleId, string? Permission, string? Penalty);

/// <summary>A complete set of condition tables.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Steps whenever a row of it changes; recorded with each modification.</param>
/// <param name="Tables">Its tables.</param>
public sealed record Policy(string Name, int Version, ImmutableArray<RuleSet> Tables)
{
    /// <summary>The built-in policy it is a variant of; null where it is one itself.</summary>
    public Policy? Base { get; init; }

    /// <summary>The table of an action.</summary>
    public RuleSet this[string action]
    {
        get
        {
            foreach (var ruleSet in Tables)
                if (ruleSet.Action == action)
                    return ruleSet;
            throw new KeyNotFoundException($"{Name} has no table {action}.");
        }
    }
}
