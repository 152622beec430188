namespace Emend.Client;

/// <summary>How a row counts where it differs from the base.</summary>
public sealed record RuleSetting
{
    /// <summary>The row's id.</summary>
    public required string Rule { get; init; }

    /// <summary>On as in the base, off, or soft.</summary>
    public required RuleEnforcement Enforcement { get; init; }

    /// <summary>Of a soft row: the permission that passes it.</summary>
    public string? Permission { get; init; }

    /// <summary>Of a soft row: what is taken upon oneself by naming it, in words.</summary>
    public string? Penalty { get; init; }
}

/// <summary>A policy of your own.</summary>
public sealed record PolicyUpdate
{
    /// <summary>The built-in policy it is a variant of.</summary>
    public required string Base { get; init; }

    /// <summary>The rows that differ from the base.</summary>
    public required IReadOnlyList<RuleSetting> Rows { get; init; }

    /// <summary>The version you saw, 0 for none.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>What is tried against the past.</summary>
public sealed record PolicySimulationRequest
{
    /// <summary>How many of the newest modifications to try; 100 where nothing is said.</summary>
    public int? SampleSize { get; init; }

    /// <summary>What to try in place of what is kept under the name.</summary>
    public UnsavedPolicy? Policy { get; init; }
}

/// <summary>A policy that is not kept.</summary>
public sealed record UnsavedPolicy
{
    /// <summary>The built-in policy it is a variant of.</summary>
    public required string Base { get; init; }

    /// <summary>The rows that differ from the base.</summary>
    public required IReadOnlyList<RuleSetting> Rows { get; init; }
}

/// <summary>Which policy shall decide where: all of it at once.</summary>
public sealed record PolicyAssignmentsUpdate
{
    /// <summary>The policy where a face has none of its own; null for the product's.</summary>
    public string? Default { get; init; }

    /// <summary>A policy by face; a face that is left out has its own.</summary>
    public IReadOnlyDictionary<string, string>? Faces { get; init; }

    /// <summary>The version you saw.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>Which policy decides where.</summary>
public sealed record PolicyAssignments
{
    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>The policy where a face has none of its own.</summary>
    public string? Default { get; init; }

    /// <summary>What was assigned, by face.</summary>
    public IReadOnlyDictionary<string, string> Apis { get; init => field = value ?? new Dictionary<string, string>(); } =
        new Dictionary<string, string>();

    /// <summary>Which policy decides at each face where nobody names another.</summary>
    public IReadOnlyList<EffectivePolicy> Effective { get; init => field = value ?? []; } = [];
}

/// <summary>Which policy decides at a face.</summary>
public sealed record EffectivePolicy
{
    /// <summary>The face.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>Why that one.</summary>
    public PolicyAssignmentSource Source { get; init; }
}

/// <summary>What a policy would have said to modifications of before.</summary>
public sealed record PolicySimulation
{
    /// <summary>How many modifications were tried.</summary>
    public int Evaluated { get; init; }

    /// <summary>How many it would have refused.</summary>
    public int Rejected { get; init; }

    /// <summary>How many it would have let pass only for a permission or a penalty.</summary>
    public int Penalized { get; init; }

    /// <summary>How many it would have let pass for less than they passed for.</summary>
    public int Relaxed { get; init; }

    /// <summary>Those it would have seen otherwise, the newest first.</summary>
    public IReadOnlyList<SimulatedModification> Differences { get; init => field = value ?? []; } = [];
}

/// <summary>A modification that a policy would have seen otherwise.</summary>
public sealed record SimulatedModification
{
    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The revision it made.</summary>
    public long Revision { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>Through which face.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that decided then.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>And its version.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>What it would have said.</summary>
    public SimulationVerdict Verdict { get; init; }

    /// <summary>The rows that would not have held.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>The soft rows it passed then and would not have had to.</summary>
    public IReadOnlyList<string> UnneededOverrides { get; init => field = value ?? []; } = [];

    /// <summary>Whether today's settings and every permission were taken, since those of then are not kept.</summary>
    public bool UsedCurrentSettings { get; init; }
}
