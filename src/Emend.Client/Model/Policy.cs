namespace Emend.Client;

/// <summary>Policies, and which decides where.</summary>
public sealed record PolicyList
{
    /// <summary>Your own and those that come with the product.</summary>
    public IReadOnlyList<PolicySummary> Policies { get; init => field = value ?? []; } = [];

    /// <summary>Which decides where.</summary>
    public PolicyAssignments Assignments { get; init => field = value ?? new(); } = new();
}

/// <summary>A policy in a list.</summary>
public sealed record PolicySummary
{
    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its version.</summary>
    public long Version { get; init; }

    /// <summary>Whether it comes with the product.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>The built-in policy it is a variant of.</summary>
    public string? Base { get; init; }

    /// <summary>When this version was written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The id of who wrote it.</summary>
    public string? By { get; init; }

    /// <summary>Whether it decides where a face has no policy of its own.</summary>
    public bool Default { get; init; }

    /// <summary>The faces at which it decides.</summary>
    public IReadOnlyList<string> Apis { get; init => field = value ?? []; } = [];
}

/// <summary>A policy with every row as it counts.</summary>
public sealed record Policy
{
    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its version.</summary>
    public long Version { get; init; }

    /// <summary>Whether it comes with the product.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>The built-in policy it is a variant of.</summary>
    public string? Base { get; init; }

    /// <summary>When this version was written.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The id of who wrote it.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>Whether it was removed by this version; it tells what it said last.</summary>
    public bool? Removed { get; init; }

    /// <summary>The rows that differ from the base.</summary>
    public IReadOnlyList<RuleSetting> RuleSettings { get; init => field = value ?? []; } = [];

    /// <summary>Every row by action.</summary>
    public IReadOnlyList<RuleSet> Actions { get; init => field = value ?? []; } = [];
}

/// <summary>The rows of an action.</summary>
public sealed record RuleSet
{
    /// <summary>Its name.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>Whether its rows belong to every policy, as they are.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init => field = value ?? []; } = [];
}

/// <summary>A row as it counts.</summary>
public sealed record PolicyRule
{
    /// <summary>Its id.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>What kind it is of.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>What it looks at.</summary>
    public RuleScope Scope { get; init; }

    /// <summary>What must hold.</summary>
    public string Condition { get; init => field = value ?? ""; } = "";

    /// <summary>What can be done where it does not.</summary>
    public string Remedy { get; init => field = value ?? ""; } = "";

    /// <summary>How it counts.</summary>
    public RuleEnforcement Enforcement { get; init; }

    /// <summary>Of a soft row: the permission that passes it.</summary>
    public string? Permission { get; init; }

    /// <summary>Of a soft row: what is taken upon oneself by naming it.</summary>
    public string? Penalty { get; init; }

    /// <summary>Whether a policy of your own may have it off or soft.</summary>
    public bool Configurable { get; init; }
}

/// <summary>A version of a policy.</summary>
public sealed record PolicyVersion
{
    /// <summary>Which.</summary>
    public long Version { get; init; }

    /// <summary>When this version was written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The id of who wrote it.</summary>
    public string? By { get; init; }

    /// <summary>The built-in policy it is a variant of.</summary>
    public string? Base { get; init; }

    /// <summary>The rows that differ from the base.</summary>
    public IReadOnlyList<RuleSetting> Rows { get; init => field = value ?? []; } = [];

    /// <summary>Whether the policy was removed by it.</summary>
    public bool? Removed { get; init; }
}

/// <summary>A page of versions.</summary>
public sealed record PolicyVersionPage
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; init => field = value ?? []; } = [];

    /// <summary>What to name as before for the next page; null at the end.</summary>
    public long? Next { get; init; }
}
