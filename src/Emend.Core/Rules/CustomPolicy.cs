using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>A tenant's own policy: a built-in one with some rows switched off, on, or made soft.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Base">The built-in policy it is a variant of.</param>
/// <param name="Version">Counts every change of it, from 1.</param>
/// <param name="Rows">The rows that differ.</param>
public sealed record CustomPolicy(string Name, string Base, int Version, ImmutableArray<RuleSetting> Rows);

/// <summary>What a tenant makes of a row.</summary>
/// <param name="RuleId">The row's id.</param>
/// <param name="Stance">Off, on or soft.</param>
/// <param name="Soft">How it lets pass what it forbids, where soft.</param>
public readonly record struct RuleSetting(string RuleId, RuleEnforcement Stance, OverrideOptions? Soft = null);

/// <summary>How a row stands in a variant.</summary>
public enum RuleEnforcement
{
    /// <summary>As in the built-in policy.</summary>
    Required,

    /// <summary>Not looked at.</summary>
    Disabled,

    /// <summary>Can be passed with a permission, or for a penalty.</summary>
    Overridable,
}

/// <summary>What is wrong with a variant.</summary>
public enum CustomPolicyErrorCode
{
    /// <summary>There is no built-in policy of that name.</summary>
    UnknownBase,

    /// <summary>The name is that of a built-in policy, or not made of 1 to 64 letters, digits and hyphens in lower case.</summary>
    BadName,

    /// <summary>The policy has no row of that id.</summary>
    UnknownRow,

    /// <summary>The row stays as it is in every policy.</summary>
    FixedRow,

    /// <summary>The row is named more than once.</summary>
    NamedTwice,

    /// <summary>There is no such permission.</summary>
    UnknownPermission,

    /// <summary>A soft row needs a permission or a penalty, or both; another one takes neither.</summary>
    NoWayThrough,

    /// <summary>A penalty is one to 200 characters.</summary>
    BadPenalty,
}

/// <summary>One thing that is wrong with a variant.</summary>
/// <param name="Fault">What.</param>
/// <param name="Row">The place among the variant's rows; null where it is about the variant.</param>
/// <param name="Given">What was given.</param>
/// <param name="Known">What would be right, where that can be listed.</param>
public sealed record CustomPolicyError(CustomPolicyErrorCode Fault, int? Row, string Given, ImmutableArray<string> Known);
