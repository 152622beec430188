namespace Emend.Client;

/// <summary>Where units of an order come from.</summary>
public sealed record RoutingPlan
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public RoutingPlanStatus Status { get; init; }

    /// <summary>Where the units come from; null while they have no place.</summary>
    public string? Facility { get; init; }

    /// <summary>Why it was routed again.</summary>
    public RerouteReason? Reason { get; init; }

    /// <summary>The how many-th routing of the order it is of.</summary>
    public long RunNumber { get; init; }

    /// <summary>Its units.</summary>
    public IReadOnlyList<PlanLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>Units of a plan.</summary>
public sealed record PlanLine
{
    /// <summary>The id of the order's line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }

    /// <summary>How many are held for it.</summary>
    public decimal Reserved { get; init; }
}

/// <summary>Work on an order in a facility.</summary>
public sealed record PickJob
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public PickJobStatus Status { get; init; }

    /// <summary>Why it stands there.</summary>
    public PickJobSubStatus? SubStatus { get; init; }

    /// <summary>Where it is done.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The id of its plan.</summary>
    public string Plan { get; init => field = value ?? ""; } = "";

    /// <summary>What is picked.</summary>
    public IReadOnlyList<PickLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>A line of a pick job.</summary>
public sealed record PickLine
{
    /// <summary>The id of the order's line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>How many are to be picked.</summary>
    public decimal Quantity { get; init; }

    /// <summary>How many were.</summary>
    public decimal Picked { get; init; }

    /// <summary>Where it stands.</summary>
    public PickLineStatus Status { get; init; }

    /// <summary>What it was split into; none while it is whole.</summary>
    public IReadOnlyList<PickLinePart> Parts { get; init => field = value ?? []; } = [];
}

/// <summary>A part of a line of a pick job.</summary>
public sealed record PickLinePart
{
    /// <summary>Its id, by which it is picked; the first part has that of the line.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>How many are to be picked.</summary>
    public decimal Quantity { get; init; }

    /// <summary>How many were.</summary>
    public decimal Picked { get; init; }

    /// <summary>Where it stands.</summary>
    public PickLineStatus Status { get; init; }
}
