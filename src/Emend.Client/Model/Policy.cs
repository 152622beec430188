namespace Emend.Client;

/// <summary>The policies and their assignments.</summary>
public sealed record PolicyList
{
    /// <summary>The custom and built-in policies.</summary>
    public IReadOnlyList<PolicySummary> Policies { get; init => field = value ?? []; } = [];

    /// <summary>The policy assignments.</summary>
    public PolicyAssignments Assignments { get; init => field = value ?? new(); } = new();
}

/// <summary>A policy in a list.</summary>
public sealed record PolicySummary
{
    /// <summary>The name of the policy.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long Version { get; init; }

    /// <summary>True for a built-in policy.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>The built-in policy that a custom policy is based on; null for a built-in policy.</summary>
    public string? Base { get; init; }

    /// <summary>The time when this version was written; null for a built-in policy.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The id of the actor that wrote this version; null for a built-in policy.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>True if this is the default policy for APIs without an assigned or built-in policy.</summary>
    public bool Default { get; init; }

    /// <summary>True if this version of Emend does not have the policy or its base. Requests at its APIs fail.</summary>
    public bool Missing { get; init; }

    /// <summary>The APIs for which this policy is effective.</summary>
    public IReadOnlyList<string> Apis { get; init => field = value ?? []; } = [];
}

/// <summary>A policy with the effective configuration of every rule.</summary>
public sealed record Policy
{
    /// <summary>The name of the policy.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long Version { get; init; }

    /// <summary>True for a built-in policy.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>The built-in policy that a custom policy is based on; null for a built-in policy.</summary>
    public string? Base { get; init; }

    /// <summary>The time when this version was written; null for a built-in policy.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The id of the actor that wrote this version; null for a built-in policy.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>True if this version deleted the policy. The other members show the last content.</summary>
    public bool? Removed { get; init; }

    /// <summary>The rules that differ from the base policy.</summary>
    public IReadOnlyList<RuleSetting> RuleSettings { get; init => field = value ?? []; } = [];

    /// <summary>All rules, grouped by action.</summary>
    public IReadOnlyList<RuleSet> Actions { get; init => field = value ?? []; } = [];
}

/// <summary>The rule set of an action.</summary>
public sealed record RuleSet
{
    /// <summary>The action name.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>True if the rule set is part of every policy and cannot be configured.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The rules.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init => field = value ?? []; } = [];
}

/// <summary>A rule with its effective configuration.</summary>
public sealed record PolicyRule
{
    /// <summary>The rule id.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of the rule.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>The scope of the rule.</summary>
    public RuleScope Scope { get; init; }

    /// <summary>The condition that must be true.</summary>
    public string Condition { get; init => field = value ?? ""; } = "";

    /// <summary>What to do if the condition is false.</summary>
    public string Remedy { get; init => field = value ?? ""; } = "";

    /// <summary>The enforcement of the rule.</summary>
    public RuleEnforcement Enforcement { get; init; }

    /// <summary>For an overridable rule: the permission that allows the override.</summary>
    public string? Permission { get; init; }

    /// <summary>For an overridable rule: the penalty that the caller can accept.</summary>
    public string? Penalty { get; init; }

    /// <summary>True if a custom policy can disable the rule or make it overridable.</summary>
    public bool Configurable { get; init; }
}

/// <summary>A version of a policy.</summary>
public sealed record PolicyVersion
{
    /// <summary>The version number.</summary>
    public long Version { get; init; }

    /// <summary>The time when this version was written; null for a built-in policy.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The id of the actor that wrote this version; null for a built-in policy.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>The built-in policy that a custom policy is based on; null for a built-in policy.</summary>
    public string? Base { get; init; }

    /// <summary>The rules that differ from the base policy.</summary>
    public IReadOnlyList<RuleSetting> RuleSettings { get; init => field = value ?? []; } = [];

    /// <summary>True if this version deleted the policy.</summary>
    public bool? Removed { get; init; }
}

/// <summary>A page of policy versions.</summary>
public sealed record PolicyVersionPage
{
    /// <summary>The versions, newest first.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; init => field = value ?? []; } = [];

    /// <summary>Pass this value as <c>before</c> to read the next page. Null on the last page.</summary>
    public long? Next { get; init; }
}
