using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Where units of an order are to come from; without a facility, the units that found no place.</summary>
public sealed record RoutingPlan
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Steps with every change of the plan.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Where it stands.</summary>
    public required RoutingPlanStatus Status { get; init; }

    /// <summary>The facility; null while not routable.</summary>
    public FacilityId? Facility { get; init; }

    /// <summary>Its units per line.</summary>
    public required ImmutableArray<PlanLine> Lines { get; init; }

    /// <summary>Why it was made; null for the first routing of an order.</summary>
    public RerouteReason? Reason { get; init; }

    /// <summary>Which routing of the order made it, from 1.</summary>
    public required int RunNumber { get; init; }

    /// <summary>The plans it took the place of.</summary>
    public ImmutableArray<EntityId> Predecessors { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Since when its units wait, where that is longer than there is this plan; null = since it was made.</summary>
    public DateTimeOffset? UnroutableSince { get; init; }

    /// <summary>When it was no longer tried by itself to find a place; null while it is.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>Whether its units wait for a place.</summary>
    public bool IsUnroutable => Status is RoutingPlanStatus.NotRoutable;
}

/// <summary>Units of a line in a routing plan.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">How much of it the plan covers.</param>
/// <param name="Reserved">How much stock of the facility is reserved for it; nothing once it was taken from the shelf for good.</param>
public readonly record struct PlanLine(LineId Line, Quantity Quantity, Quantity Reserved);

/// <summary>Where a routing plan stands.</summary>
public enum RoutingPlanStatus
{
    /// <summary>A facility was found and stock reserved.</summary>
    Routed,

    /// <summary>No facility was found; waits for stock.</summary>
    NotRoutable,

    /// <summary>Superseded by a reroute.</summary>
    Rerouted,

    /// <summary>Ended with the order.</summary>
    Canceled,
}

/// <summary>Why an order was routed again.</summary>
public enum RerouteReason
{
    /// <summary>The order was modified.</summary>
    OrderModified,

    /// <summary>A pick job was aborted.</summary>
    Aborted,

    /// <summary>Its units had found no place before.</summary>
    RetryUnroutable,

    /// <summary>The facility has less than was reserved there.</summary>
    StockZeroed,

    /// <summary>Somebody asked for the whole order.</summary>
    ProcessReroute,

    /// <summary>Somebody asked for one pick job.</summary>
    ManualReroute,

    /// <summary>Somebody chose the facility.</summary>
    Assigned,

    /// <summary>Less was found than was asked for.</summary>
    ShortPick,
}

/// <summary>Work for a picker: take these units from the shelves of one facility.</summary>
public sealed record PickJob
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Steps with every change of the job.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Where it stands.</summary>
    public required PickJobStatus Status { get; init; }

    /// <summary>Why it stands there; null where the status says it all.</summary>
    public PickJobSubStatus? SubStatus { get; init; }

    /// <summary>Where the work is done.</summary>
    public required FacilityId Facility { get; init; }

    /// <summary>The plan it carries out.</summary>
    public required EntityId PlanId { get; init; }

    /// <summary>What to pick.</summary>
    public required ImmutableArray<PickLine> Lines { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Units of a line in a pick job.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">How much to pick.</param>
/// <param name="Picked">How much was picked.</param>
/// <param name="Status">Where it stands.</param>
public readonly record struct PickLine(LineId Line, Quantity Quantity, Quantity Picked, PickLineStatus Status)
{
    /// <summary>The parts it was split into, of which it is the sum; none while it is whole.</summary>
    public ImmutableArray<PickLinePart> Parts
    {
        get => field.IsDefault ? [] : field;
        init => field = value.IsDefaultOrEmpty ? default : value;
    }

    /// <summary>Where a part of it stands.</summary>
    public PickLineStatus StatusOf(PickLinePart part) =>
        Status is PickLineStatus.Closed ? Status : PickJobTransitions.After(part.Quantity, part.Picked);
}

/// <summary>Where a line of a pick job stands.</summary>
public enum PickLineStatus
{
    /// <summary>Not begun.</summary>
    Open,

    /// <summary>Partly picked.</summary>
    InProgress,

    /// <summary>Done, also where less was found.</summary>
    Closed,
}

/// <summary>Where a pick job stands.</summary>
public enum PickJobStatus
{
    /// <summary>Offered, not begun.</summary>
    Open,

    /// <summary>Being picked.</summary>
    InProgress,

    /// <summary>Begun, and laid aside.</summary>
    Paused,

    /// <summary>Waits for an answer.</summary>
    WaitingForInput,

    /// <summary>Picked, and finished.</summary>
    Closed,

    /// <summary>Superseded by a reroute.</summary>
    Rerouted,

    /// <summary>Given up by the facility.</summary>
    Aborted,

    /// <summary>Ended with the order.</summary>
    Canceled,

    /// <summary>Ended, since it is out of date.</summary>
    Obsolete,
}

/// <summary>Why a pick job stands where it stands.</summary>
public enum PickJobSubStatus
{
    /// <summary>Superseded because the order was modified.</summary>
    OrderModified,

    /// <summary>The facility gave it up.</summary>
    PickJobAborted,

    /// <summary>Less was found than was asked for.</summary>
    ShortPicked,

    /// <summary>Nothing was found.</summary>
    ZeroPicked,

    /// <summary>Superseded because the facility has less than was reserved there.</summary>
    StockZeroed,

    /// <summary>Superseded because somebody had the order routed again, or chose a facility.</summary>
    ProcessReroute,

    /// <summary>Superseded because somebody had the job routed again.</summary>
    ManualReroute,

    /// <summary>Less was found than was asked for, and the rest is routed again.</summary>
    ShortPickReroute,
}
