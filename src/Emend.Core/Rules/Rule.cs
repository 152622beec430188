using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// One condition that must hold. The page under docs/rules has the same texts.
/// </summary>
/// <param name="Id">Id of the rule on that page. An id is never reused or renumbered.</param>
/// <param name="Kind">Subject of the rule. The APIs derive the status code from it.</param>
/// <param name="Scope">What the rule evaluates. The scope determines when the rule is evaluated.</param>
/// <param name="Condition">The condition in words.</param>
/// <param name="IsSatisfied">The condition as a predicate. True if the subject is missing and an earlier rule reports that.</param>
/// <param name="Remedy">How the caller can satisfy the rule.</param>
/// <param name="Field">The member of the request that the rule evaluates; null if the rule evaluates the order.</param>
public sealed record Rule(
    string Id,
    RuleKind Kind,
    RuleScope Scope,
    string Condition,
    Func<RuleContext, bool> IsSatisfied,
    Remedy Remedy,
    RequestField? Field = null)
{
    /// <summary>The permissions of a permission rule; any one suffices. Null if the rule requires no named permission.</summary>
    public Func<RuleContext, ImmutableArray<string>>? RequiredPermissions { get; init; }

    /// <summary>Finds what a violation is about; null if it is about what the rule set guards.</summary>
    public Func<RuleContext, ViolationSubject?>? FindSubject { get; init; }

    /// <summary>Whether the implementation depends on the rule, so that no tenant can disable it.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>How the rule can be overridden; null if it cannot.</summary>
    public OverrideOptions? Override { get; init; }

    /// <summary>Creates the rule that the caller has one of the permissions.</summary>
    internal static Rule RequiresPermission(string id, params ImmutableArray<string> any)
    {
        return new(
            id,
            RuleKind.Permission,
            RuleScope.OnOrder,
            $"the caller has {string.Join(" or ", any)}",
            c => any.Any(c.HasPermission),
            "Ask an administrator for the permission.")
        {
            RequiredPermissions = _ => any,
        };
    }
}

/// <summary>How a caller can override a rule: by a permission, or by naming the rule and accepting its penalty.</summary>
/// <param name="Permission">The permission that overrides the rule; null if no permission does.</param>
/// <param name="Penalty">The penalty in words; null if the rule cannot be overridden by accepting a penalty.</param>
public sealed record OverrideOptions(string? Permission, string? Penalty);

/// <summary>An additional effect of an action.</summary>
/// <param name="Name">Name for programs.</param>
/// <param name="Description">Description, as on the page of the action.</param>
public sealed record ActionEffect(string Name, string Description);

/// <summary>What a rule evaluates.</summary>
public enum RuleScope
{
    /// <summary>The order and the decision context. Can be evaluated before a change is requested.</summary>
    OnOrder,

    /// <summary>One change, against the order after the earlier changes.</summary>
    OnChange,

    /// <summary>The order after all changes.</summary>
    OnResult,
}

/// <summary>Subject of a rule.</summary>
public enum RuleKind
{
    /// <summary>Permissions of the caller. Evaluated first; if one fails, no other violation is reported. Part of every policy.</summary>
    Permission,

    /// <summary>A condition that no tenant can disable.</summary>
    Invariant,

    /// <summary>A setting of the tenant.</summary>
    Setting,

    /// <summary>State of the order and its operational entities.</summary>
    State,

    /// <summary>The request itself.</summary>
    Request,

    /// <summary>Whether units can be routed.</summary>
    Stock,
}

/// <summary>The rules of one action. Source: docs/rules/&lt;policy&gt;/&lt;action&gt;.md.</summary>
/// <param name="Action">Name of the action and of the page.</param>
/// <param name="Rules">The rules, in the order of the page.</param>
public sealed record RuleSet(string Action, ImmutableArray<Rule> Rules)
{
    /// <summary>Additional effects of the action, in the order of the page.</summary>
    public ImmutableArray<ActionEffect> Effects { get; init; } = [];

    /// <summary>Whether no rule of it can be disabled.</summary>
    public bool IsMandatory { get; init; }
}

/// <summary>An unsatisfied rule.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Kind">Subject of the rule.</param>
/// <param name="Condition">The condition that must hold.</param>
/// <param name="Remedy">How the caller can satisfy the rule.</param>
/// <param name="Change">Index of the change; null if the rule evaluates the order or the whole request.</param>
/// <param name="Field">The member of that change or of the request; null if the rule evaluates the whole change.</param>
public sealed record RuleViolation(string RuleId, RuleKind Kind, string Condition, Remedy Remedy, int? Change, RequestField? Field)
{
    /// <summary>What the violation is about; null if it is about the order.</summary>
    public ViolationSubject? Subject { get; init; }

    /// <summary>The missing permissions; any one suffices. Empty if the rule is not a permission rule.</summary>
    public ImmutableArray<string> RequiredPermissions { get; init; } = [];

    /// <summary>How the rule can be overridden; null if it cannot.</summary>
    public OverrideOptions? Override { get; init; }
}

/// <summary>An unsatisfied rule that the caller overrode.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Permission">The permission that overrode the rule; null if the caller accepted the penalty.</param>
/// <param name="Penalty">The accepted penalty; null if a permission overrode the rule.</param>
public sealed record RuleOverride(string RuleId, string? Permission, string? Penalty);
