using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Work to hand over picked units to the customer or the carrier.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Increases with every change.</param>
/// <param name="Status">Status.</param>
/// <param name="PickJobId">The pick job whose units are handed over.</param>
/// <param name="HandedOver">Handed-over quantity per line.</param>
public sealed record HandoverJob(
    EntityId Id, long Version, HandoverStatus Status, EntityId PickJobId, ImmutableArray<LineQuantity> HandedOver)
{
    /// <summary>Facility of the goods.</summary>
    public FacilityId Facility { get; init; }

    /// <summary>Reason of the cancellation; null if the job was not canceled separately.</summary>
    public HandoverCancelReason? CancelReason { get; init; }

    /// <summary>Quantities to hand over.</summary>
    public ImmutableArray<LineQuantity> Lines { get; init; } = [];

    /// <summary>Creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Returns the handed-over quantity of a line.</summary>
    public Quantity GetHandedOver(LineId line)
    {
        foreach (var handed in HandedOver)
        {
            if (handed.Line == line)
            {
                return handed.Quantity;
            }
        }

        return Quantity.Zero;
    }

    /// <summary>Whether any goods were handed over.</summary>
    public bool HasHandedOver => HandedOver.Any(l => l.Quantity > Quantity.Zero);
}

/// <summary>Why a handover job was canceled.</summary>
public enum HandoverCancelReason
{
    /// <summary>The customer did not appear.</summary>
    ConsumerNoShow,

    /// <summary>The customer rejected the goods.</summary>
    ConsumerRejects,

    /// <summary>The order was canceled.</summary>
    OrderCanceled,
}

/// <summary>Quantity of a line.</summary>
public readonly record struct LineQuantity(LineId Line, Quantity Quantity);

/// <summary>Status of a handover job.</summary>
public enum HandoverStatus
{
    /// <summary>Not started.</summary>
    Open,

    /// <summary>Waiting for input.</summary>
    WaitingForInput,

    /// <summary>Handed over.</summary>
    HandedOver,

    /// <summary>Superseded.</summary>
    Obsolete,

    /// <summary>Canceled.</summary>
    Canceled,
}

/// <summary>Parcels that are shipped together.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Increases with every change.</param>
/// <param name="Status">Status.</param>
/// <param name="Parcels">The parcels.</param>
public sealed record Shipment(EntityId Id, long Version, ShipmentStatus Status, ImmutableArray<Parcel> Parcels)
{
    /// <summary>Maximum number of parcels.</summary>
    public const int MaxParcels = 50;

    /// <summary>Facility that ships the parcels.</summary>
    public FacilityId Facility { get; init; }

    /// <summary>The pick job whose units are shipped; null if unknown.</summary>
    public EntityId? PickJobId { get; init; }

    /// <summary>The selected carrier; null if none is selected.</summary>
    public string? Carrier { get; init; }

    /// <summary>Product of the carrier; null for the default product.</summary>
    public string? Product { get; init; }

    /// <summary>Target time of the shipment; null if none was set.</summary>
    public DateTimeOffset? TargetTime { get; init; }

    /// <summary>Creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Status of a shipment.</summary>
public enum ShipmentStatus
{
    /// <summary>No label is requested.</summary>
    Initial,

    /// <summary>A label is requested.</summary>
    Requested,

    /// <summary>The carrier failed; the label can be requested again.</summary>
    Retryable,

    /// <summary>The carrier confirmed the shipment.</summary>
    Confirmed,

    /// <summary>Handed over.</summary>
    Completed,

    /// <summary>Superseded.</summary>
    Obsolete,

    /// <summary>Canceled.</summary>
    Canceled,
}

/// <summary>A parcel and its label.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Increases with every change.</param>
/// <param name="Status">Status.</param>
/// <param name="LabelRequested">Time of the label request; null if no label was requested.</param>
public sealed record Parcel(EntityId Id, long Version, ParcelStatus Status, DateTimeOffset? LabelRequested)
{
    /// <summary>Tracking number of the label, or of the carrier that reported the parcel; null without both.</summary>
    public string? Tracking { get; init; }

    /// <summary>Failure reason of the carrier; null if the request did not fail.</summary>
    public string? Failure { get; init; }

    /// <summary>The last report of a carrier outside of Emend per direction; empty without such reports.</summary>
    public ImmutableArray<ParcelTracking> TrackingData { get; init; } = [];

    /// <summary>The goods in the parcel; empty if it contains everything of its shipment.</summary>
    public ImmutableArray<LineQuantity> Lines { get; init; } = [];

    /// <summary>Whether a carrier outside of Emend has, or had, the parcel on its way to the customer.</summary>
    public bool IsTracked => TrackingData.Any(t => t.IsOutbound);

    /// <summary>
    /// Whether the carrier has a request for its label that still counts: requested, and the parcel neither obsolete nor canceled.
    /// </summary>
    public bool IsLabelRequested => LabelRequested is not null && Status is not (ParcelStatus.Obsolete or ParcelStatus.Canceled);

    /// <summary>
    /// Whether a response of the carrier to the label request of this time is still expected. A request that was given up without a
    /// response can be answered later, as long as nothing else has happened to the parcel.
    /// </summary>
    public bool AwaitsLabel(DateTimeOffset requestedAt) => LabelRequested == requestedAt
        && (Status is ParcelStatus.Processing
            || (Status is ParcelStatus.Failed && Failure == LabelAction.Failed.CarrierNotReached && TrackingData.IsEmpty));
}

/// <summary>Status of a parcel.</summary>
public enum ParcelStatus
{
    /// <summary>Being packed.</summary>
    Open,

    /// <summary>A label is requested.</summary>
    Processing,

    /// <summary>The label exists.</summary>
    Done,

    /// <summary>The carrier rejected the label request.</summary>
    Failed,

    /// <summary>The label is no longer valid and is never provided again.</summary>
    Obsolete,

    /// <summary>Canceled.</summary>
    Canceled,
}
