namespace Emend.Client;

/// <summary>What may be done with an order now.</summary>
public sealed record AvailableActions
{
    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The revision that was looked at.</summary>
    public long Revision { get; init; }

    /// <summary>And the version.</summary>
    public long Version { get; init; }

    /// <summary>The policy that was asked.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>And its version.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>Every action of the policy.</summary>
    public IReadOnlyList<AvailableAction> Actions { get; init => field = value ?? []; } = [];
}

/// <summary>An action.</summary>
public sealed record AvailableAction
{
    /// <summary>Its name.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is allowed.</summary>
    public bool Allowed { get; init; }

    /// <summary>Whether only rows forbid it that can be passed.</summary>
    public bool Overridable { get; init; }

    /// <summary>All rows that forbid it.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>What it brings with it.</summary>
    public IReadOnlyList<ActionEffect> Effects { get; init => field = value ?? []; } = [];

    /// <summary>Line by line or job by job, where it matters.</summary>
    public IReadOnlyList<AvailableActionStep> Steps { get; init => field = value ?? []; } = [];
}

/// <summary>Something an action brings with it.</summary>
public sealed record ActionEffect
{
    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The same for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}

/// <summary>An action on one line, one job or one parcel.</summary>
public sealed record AvailableActionStep
{
    /// <summary>Its name.</summary>
    public string Step { get; init => field = value ?? ""; } = "";

    /// <summary>The line.</summary>
    public string? Line { get; init; }

    /// <summary>The pick job.</summary>
    public string? PickJob { get; init; }

    /// <summary>The handover job.</summary>
    public string? HandoverJob { get; init; }

    /// <summary>The parcel whose label it is about.</summary>
    public string? Parcel { get; init; }

    /// <summary>Whether it is allowed.</summary>
    public bool Allowed { get; init; }

    /// <summary>All rows that forbid it.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];
}
