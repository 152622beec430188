namespace Emend.Client;

/// <summary>The actions that are available for an order now.</summary>
public sealed record AvailableActions
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The order revision that was evaluated.</summary>
    public long Revision { get; init; }

    /// <summary>The order version that was evaluated.</summary>
    public long Version { get; init; }

    /// <summary>The policy that was evaluated.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>All actions of the policy.</summary>
    public IReadOnlyList<AvailableAction> Actions { get; init => field = value ?? []; } = [];
}

/// <summary>One action and whether the order allows it.</summary>
public sealed record AvailableAction
{
    /// <summary>The name of the action, such as <c>cancel-order</c>.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>True if no rule is violated.</summary>
    public bool Allowed { get; init; }

    /// <summary>True if every violated rule is overridable.</summary>
    public bool Overridable { get; init; }

    /// <summary>The violated rules.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>The effects of the action.</summary>
    public IReadOnlyList<ActionEffect> Effects { get; init => field = value ?? []; } = [];

    /// <summary>The result for each line, job or parcel, for actions that have steps.</summary>
    public IReadOnlyList<AvailableActionStep> Steps { get; init => field = value ?? []; } = [];
}

/// <summary>An effect of an action.</summary>
public sealed record ActionEffect
{
    /// <summary>The name of the effect.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>A description for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}

/// <summary>An action on one line, one job or one parcel.</summary>
public sealed record AvailableActionStep
{
    /// <summary>The name of the step.</summary>
    public string Step { get; init => field = value ?? ""; } = "";

    /// <summary>The line id; null if the step has no line.</summary>
    public string? Line { get; init; }

    /// <summary>The pick job id; null if the step has no pick job.</summary>
    public string? PickJob { get; init; }

    /// <summary>The handover job id; null if the step has no handover job.</summary>
    public string? HandoverJob { get; init; }

    /// <summary>The parcel id; null if the step has no parcel label.</summary>
    public string? Parcel { get; init; }

    /// <summary>True if no rule is violated.</summary>
    public bool Allowed { get; init; }

    /// <summary>The violated rules.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];
}
