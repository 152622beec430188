using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Units of an order and the facility that supplies them; a plan without a facility holds unroutable units.</summary>
public sealed record RoutingPlan
{
    /// <summary>Id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Increases with every change of the plan.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Status.</summary>
    public required RoutingPlanStatus Status { get; init; }

    /// <summary>The facility; null for unroutable units.</summary>
    public FacilityId? Facility { get; init; }

    /// <summary>The units per line.</summary>
    public required ImmutableArray<PlanLine> Lines { get; init; }

    /// <summary>Reroute reason; null for the first routing of an order.</summary>
    public RerouteReason? Reason { get; init; }

    /// <summary>Number of the routing run that created the plan, from 1.</summary>
    public required int RunNumber { get; init; }

    /// <summary>The superseded plans.</summary>
    public ImmutableArray<EntityId> Predecessors { get; init; } = [];

    /// <summary>Creation time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Since when the units are unroutable, if before the creation of the plan; else null.</summary>
    public DateTimeOffset? UnroutableSince { get; init; }

    /// <summary>When Emend stopped retrying to route the units; null while Emend retries.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>Whether the units are unroutable.</summary>
    public bool IsUnroutable => Status is RoutingPlanStatus.NotRoutable;

    /// <summary>Returns the units of a line; empty if the plan has none.</summary>
    internal PlanLine FindLine(LineId line) => Lines.FirstOrDefault(l => l.Line == line);
}

/// <summary>Units of a line in a routing plan.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Quantity of the plan.</param>
/// <param name="Reserved">Reserved stock of the facility; zero after the picked goods left the stock.</param>
public readonly record struct PlanLine(LineId Line, Quantity Quantity, Quantity Reserved)
{
    /// <summary>Quantity whose reservation was removed together with its stock. The stock is not reduced again when it is picked.</summary>
    public Quantity StockReduced { get; init; }

    /// <summary>
    /// Quantity whose reservation was removed and whose stock was kept. The stock does not change when it is picked or restocked.
    /// </summary>
    public Quantity StockKept { get; init; }

    /// <summary>Removes the reservation.</summary>
    public PlanLine WithoutReservation(bool reducesStock) => reducesStock
        ? this with { Reserved = Quantity.Zero, StockReduced = StockReduced + Reserved }
        : this with { Reserved = Quantity.Zero, StockKept = StockKept + Reserved };

    /// <summary>
    /// Adds units. If the line then has units with and without a reservation, the stock of the latter is kept: it does not change when
    /// they are picked.
    /// </summary>
    public PlanLine WithUnits(Quantity added, bool reserves)
    {
        var counted = Reserved + StockReduced;
        var uncounted = Quantity - counted - StockKept;
        return new(Line, Quantity + added, reserves ? Reserved + added : Reserved)
        {
            StockReduced = StockReduced,
            StockKept = reserves ? StockKept + uncounted : counted > default(Quantity) ? StockKept + uncounted + added : StockKept,
        };
    }

    /// <summary>Removes units that are not picked. Their reservation ends first.</summary>
    public PlanLine WithoutUnits(Quantity removed)
    {
        var quantity = Quantity - removed;
        var reserved = Reserved > removed ? Reserved - removed : default;
        var kept = StockKept <= quantity - reserved ? StockKept : quantity - reserved;
        var rest = quantity - reserved - kept;
        return new(Line, quantity, reserved) { StockKept = kept, StockReduced = StockReduced <= rest ? StockReduced : rest };
    }

    /// <summary>Reduces a line without a reservation to the units that were found.</summary>
    public PlanLine WithFoundQuantity(Quantity found)
    {
        var counted = GetCountedPicks(found);
        return new(Line, found, Quantity.Zero)
        {
            StockReduced = StockReduced <= counted ? StockReduced : counted,
            StockKept = found - counted,
        };
    }

    /// <summary>Returns the part of picked goods that is or was stock on hand: all except those whose stock was kept.</summary>
    public Quantity GetCountedPicks(Quantity picked) => picked <= Quantity - StockKept ? picked : Quantity - StockKept;

    /// <summary>Returns the part of counted goods by which the stock on hand is not yet reduced.</summary>
    public Quantity GetStockToReduce(Quantity counted) => counted > StockReduced ? counted - StockReduced : Quantity.Zero;
}

/// <summary>Identifies a reservation: the units of a line at a facility.</summary>
/// <param name="Line">The line.</param>
/// <param name="Facility">The facility.</param>
public readonly record struct ReservationKey(LineId Line, FacilityId Facility);

/// <summary>Status of a routing plan.</summary>
public enum RoutingPlanStatus
{
    /// <summary>Routed to a facility with reserved stock.</summary>
    Routed,

    /// <summary>Unroutable; waits for stock.</summary>
    NotRoutable,

    /// <summary>Superseded by a reroute.</summary>
    Rerouted,

    /// <summary>Canceled.</summary>
    Canceled,
}

/// <summary>Reason of a reroute.</summary>
public enum RerouteReason
{
    /// <summary>The order was modified.</summary>
    OrderModified,

    /// <summary>A pick job was aborted.</summary>
    Aborted,

    /// <summary>Unroutable units were retried.</summary>
    RetriedUnroutable,

    /// <summary>The facility has less stock than reserved.</summary>
    StockZeroed,

    /// <summary>A user rerouted the whole order.</summary>
    ProcessReroute,

    /// <summary>A user rerouted one pick job.</summary>
    ManualReroute,

    /// <summary>A user assigned the facility.</summary>
    Assigned,

    /// <summary>A picker found fewer units than requested.</summary>
    ShortPick,
}

/// <summary>Work to pick units at one facility.</summary>
public sealed record PickJob
{
    /// <summary>Id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Increases with every change of the job.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Status.</summary>
    public required PickJobStatus Status { get; init; }

    /// <summary>Reason of the status; null if there is none.</summary>
    public PickJobSubStatus? SubStatus { get; init; }

    /// <summary>Facility of the work.</summary>
    public required FacilityId Facility { get; init; }

    /// <summary>Routing plan of the pick job.</summary>
    public required EntityId PlanId { get; init; }

    /// <summary>The lines to pick.</summary>
    public required ImmutableArray<PickLine> Lines { get; init; }

    /// <summary>Creation time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Units of a line in a pick job.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Quantity to pick.</param>
/// <param name="Picked">Picked quantity.</param>
/// <param name="Status">Status.</param>
public readonly record struct PickLine(LineId Line, Quantity Quantity, Quantity Picked, PickLineStatus Status)
{
    /// <summary>The parts of a split line; empty if the line is not split. The line is the sum of its parts.</summary>
    public ImmutableArray<PickLinePart> Parts
    {
        get => field.IsDefault ? [] : field;
        init => field = value.IsDefaultOrEmpty ? default : value;
    }

    /// <summary>Sets the quantity, which is at least the picked one. The last parts of a split line get fewer or more units.</summary>
    public PickLine WithQuantity(Quantity quantity)
    {
        var parts = PickLineParts.WithQuantity(Parts, quantity);
        return this with
        {
            Quantity = quantity, Parts = parts.Length > 1 ? parts : [], Status = PickJobTransitions.GetLineStatus(quantity, Picked),
        };
    }

    /// <summary>Returns the status of a part.</summary>
    public PickLineStatus GetPartStatus(PickLinePart part) =>
        Status is PickLineStatus.Closed ? Status : PickJobTransitions.GetLineStatus(part.Quantity, part.Picked);
}

/// <summary>Status of a line of a pick job.</summary>
public enum PickLineStatus
{
    /// <summary>Not started.</summary>
    Open,

    /// <summary>Partly picked.</summary>
    InProgress,

    /// <summary>Closed, even if fewer units were found.</summary>
    Closed,
}

/// <summary>Status of a pick job.</summary>
public enum PickJobStatus
{
    /// <summary>Released and not started.</summary>
    Open,

    /// <summary>Being picked.</summary>
    InProgress,

    /// <summary>Paused.</summary>
    Paused,

    /// <summary>Waiting for input.</summary>
    WaitingForInput,

    /// <summary>Finished.</summary>
    Closed,

    /// <summary>Superseded by a reroute.</summary>
    Rerouted,

    /// <summary>Aborted by the facility.</summary>
    Aborted,

    /// <summary>Canceled.</summary>
    Canceled,

    /// <summary>Obsolete.</summary>
    Obsolete,
}

/// <summary>Reason of the status of a pick job.</summary>
public enum PickJobSubStatus
{
    /// <summary>Superseded because the order was modified.</summary>
    OrderModified,

    /// <summary>The facility aborted the job.</summary>
    PickJobAborted,

    /// <summary>Fewer units were found than requested.</summary>
    ShortPicked,

    /// <summary>No units were found.</summary>
    ZeroPicked,

    /// <summary>Superseded because the facility has less stock than reserved.</summary>
    StockZeroed,

    /// <summary>Superseded because a user rerouted or assigned the order.</summary>
    ProcessReroute,

    /// <summary>Superseded because a user rerouted the pick job.</summary>
    ManualReroute,

    /// <summary>Fewer units were found than requested; the missing units are rerouted.</summary>
    ShortPickReroute,
}
