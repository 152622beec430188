using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>A tenant's variant of a built-in policy. It disables some rules or makes them overridable.</summary>
/// <param name="Name">Name of the policy.</param>
/// <param name="Base">Name of the built-in policy.</param>
/// <param name="Version">Number of changes, from 1.</param>
/// <param name="RuleSettings">The rules that differ from the built-in policy.</param>
public sealed record CustomPolicy(string Name, string Base, int Version, ImmutableArray<RuleSetting> RuleSettings);

/// <summary>Setting of one rule in a custom policy.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Enforcement">Required, disabled or overridable.</param>
/// <param name="Override">How the rule can be overridden; only for an overridable rule.</param>
public readonly record struct RuleSetting(string RuleId, RuleEnforcement Enforcement, OverrideOptions? Override = null);

/// <summary>How a custom policy enforces a rule.</summary>
public enum RuleEnforcement
{
    /// <summary>The rule must be satisfied, as in the built-in policy.</summary>
    Required,

    /// <summary>The rule is not evaluated.</summary>
    Disabled,

    /// <summary>The caller can override the rule by a permission or by accepting a penalty.</summary>
    Overridable,
}

/// <summary>Kind of error in a custom policy.</summary>
public enum CustomPolicyErrorCode
{
    /// <summary>No built-in policy has this name.</summary>
    UnknownBase,

    /// <summary>The name belongs to a built-in policy.</summary>
    BuiltInName,

    /// <summary>The name is not 1 to 64 lower-case letters, digits and hyphens.</summary>
    InvalidName,

    /// <summary>The policy has no rule with this id.</summary>
    UnknownRule,

    /// <summary>The rule is mandatory in every policy.</summary>
    MandatoryRule,

    /// <summary>The rule is configured more than once.</summary>
    DuplicateRule,

    /// <summary>The permission does not exist.</summary>
    UnknownPermission,

    /// <summary>An overridable rule needs a permission or a penalty, or both. Any other rule allows neither.</summary>
    InvalidOverride,

    /// <summary>The penalty is not 1 to 200 characters long.</summary>
    InvalidPenalty,
}

/// <summary>One error in a custom policy.</summary>
/// <param name="Code">Kind of error.</param>
/// <param name="RuleIndex">Index in the rule settings of the policy; null if the error concerns the whole policy.</param>
/// <param name="Value">The invalid value.</param>
/// <param name="Expected">Valid values, if they can be listed.</param>
public sealed record CustomPolicyError(CustomPolicyErrorCode Code, int? RuleIndex, string Value, ImmutableArray<string> Expected);
