namespace Emend.Client;

/// <summary>The configuration of a rule that differs from the base policy.</summary>
public sealed record RuleSetting
{
    /// <summary>The rule id.</summary>
    public required string Rule { get; init; }

    /// <summary>Required as in the base policy, disabled, or overridable.</summary>
    public required RuleEnforcement Enforcement { get; init; }

    /// <summary>For an overridable rule: the permission that allows the override.</summary>
    public string? Permission { get; init; }

    /// <summary>For an overridable rule: a description of the penalty that the caller can accept.</summary>
    public string? Penalty { get; init; }
}

/// <summary>A custom policy to write.</summary>
public sealed record PolicyUpdate
{
    /// <summary>The built-in policy that the custom policy is based on.</summary>
    public required string Base { get; init; }

    /// <summary>The rules that differ from the base policy.</summary>
    public required IReadOnlyList<RuleSetting> RuleSettings { get; init; }

    /// <summary>The version the caller has read; 0 if the policy must not exist; null to skip the check.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>A policy simulation to run.</summary>
public sealed record PolicySimulationRequest
{
    /// <summary>The number of newest modifications to evaluate. Default: 100.</summary>
    public int? SampleSize { get; init; }

    /// <summary>The policy to evaluate instead of the stored one.</summary>
    public UnsavedPolicy? Policy { get; init; }
}

/// <summary>A policy that is evaluated but not stored.</summary>
public sealed record UnsavedPolicy
{
    /// <summary>The built-in policy that the custom policy is based on.</summary>
    public required string Base { get; init; }

    /// <summary>The rules that differ from the base policy.</summary>
    public required IReadOnlyList<RuleSetting> RuleSettings { get; init; }
}

/// <summary>The new policy assignments. They replace all existing assignments.</summary>
public sealed record PolicyAssignmentsUpdate
{
    /// <summary>The default policy for APIs without an assigned or built-in policy; null for the built-in default.</summary>
    public string? Default { get; init; }

    /// <summary>The assigned policy by API name. An API without an entry uses its built-in policy.</summary>
    public IReadOnlyDictionary<string, string>? Apis { get; init; }

    /// <summary>The version the caller has read; null to skip the check.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>The policy assignments.</summary>
public sealed record PolicyAssignments
{
    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The default policy for APIs without an assigned or built-in policy.</summary>
    public string? Default { get; init; }

    /// <summary>The assigned policy by API name.</summary>
    public IReadOnlyDictionary<string, string> Apis { get; init => field = value ?? new Dictionary<string, string>(); } =
        new Dictionary<string, string>();

    /// <summary>The effective policy of each API for requests that do not name a policy.</summary>
    public IReadOnlyList<EffectivePolicy> Effective { get; init => field = value ?? []; } = [];
}

/// <summary>The effective policy of an API.</summary>
public sealed record EffectivePolicy
{
    /// <summary>The API name.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the policy.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>True if this version of Emend does not have the policy or its base. Requests at its APIs fail.</summary>
    public bool Missing { get; init; }

    /// <summary>Why this policy is effective.</summary>
    public PolicyAssignmentSource Source { get; init; }
}

/// <summary>The result of a policy simulation on past modifications.</summary>
public sealed record PolicySimulation
{
    /// <summary>The number of evaluated modifications.</summary>
    public int Evaluated { get; init; }

    /// <summary>The number of modifications that the policy rejects.</summary>
    public int Rejected { get; init; }

    /// <summary>The number of modifications that the policy accepts only with a permission or a penalty.</summary>
    public int Penalized { get; init; }

    /// <summary>The number of modifications that the policy accepts with fewer overrides than originally.</summary>
    public int Relaxed { get; init; }

    /// <summary>The modifications with a different verdict, newest first.</summary>
    public IReadOnlyList<SimulatedModification> Differences { get; init => field = value ?? []; } = [];
}

/// <summary>A modification for which the simulated policy decides differently.</summary>
public sealed record SimulatedModification
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The revision that the modification created.</summary>
    public long Revision { get; init; }

    /// <summary>The time of the modification.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The actor.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>The API that received the request.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that was applied originally.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>The verdict of the simulated policy.</summary>
    public SimulationVerdict Verdict { get; init; }

    /// <summary>The rules that would be violated.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>The ids of the rules that were overridden then and need no override now.</summary>
    public IReadOnlyList<string> UnneededOverrides { get; init => field = value ?? []; } = [];

    /// <summary>
    /// True if the simulation used the current settings and all permissions, because the original ones were not recorded.
    /// </summary>
    public bool UsedCurrentSettings { get; init; }
}
