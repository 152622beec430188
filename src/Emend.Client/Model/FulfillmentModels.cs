namespace Emend.Client;

/// <summary>A routing plan: units of an order and the facility that supplies them.</summary>
public sealed record RoutingPlan
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status of the plan.</summary>
    public RoutingPlanStatus Status { get; init; }

    /// <summary>The facility that supplies the units; null if they are unroutable.</summary>
    public string? Facility { get; init; }

    /// <summary>The reason of the reroute; null if the plan is not the result of a reroute.</summary>
    public RerouteReason? Reason { get; init; }

    /// <summary>The number of the routing run of the order, starting at 1.</summary>
    public long RunNumber { get; init; }

    /// <summary>The units of the plan.</summary>
    public IReadOnlyList<PlanLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>Units of one line in a routing plan.</summary>
public sealed record PlanLine
{
    /// <summary>The id of the order line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The reserved quantity.</summary>
    public decimal Reserved { get; init; }
}

/// <summary>A pick job of a facility.</summary>
public sealed record PickJob
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status of the job.</summary>
    public PickJobStatus Status { get; init; }

    /// <summary>The reason of the status; null if there is none.</summary>
    public PickJobSubStatus? SubStatus { get; init; }

    /// <summary>The facility id.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the routing plan.</summary>
    public string Plan { get; init => field = value ?? ""; } = "";

    /// <summary>The lines to pick.</summary>
    public IReadOnlyList<PickLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>A line of a pick job.</summary>
public sealed record PickLine
{
    /// <summary>The id of the order line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity to pick.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The picked quantity.</summary>
    public decimal Picked { get; init; }

    /// <summary>The status of the line.</summary>
    public PickLineStatus Status { get; init; }

    /// <summary>The parts of a split line; empty if the line is not split.</summary>
    public IReadOnlyList<PickLinePart> Parts { get; init => field = value ?? []; } = [];
}

/// <summary>A part of a pick job line.</summary>
public sealed record PickLinePart
{
    /// <summary>The id that pick actions use. The first part has the id of the line.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity to pick.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The picked quantity.</summary>
    public decimal Picked { get; init; }

    /// <summary>The status of the part.</summary>
    public PickLineStatus Status { get; init; }
}
