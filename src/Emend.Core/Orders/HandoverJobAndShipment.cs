using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Work at the counter or the ramp: give picked units to the customer or the carrier.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Steps with every change.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PickJobId">The pick job whose units it hands over.</param>
/// <param name="HandedOver">How much of which line was handed over.</param>
public sealed record HandoverJob(
    EntityId Id, long Version, HandoverStatus Status, EntityId PickJobId, ImmutableArray<LineQuantity> HandedOver)
{
    /// <summary>Where the goods are.</summary>
    public FacilityId Facility { get; init; }

    /// <summary>Why it was cancelled by itself; null where it was not.</summary>
    public HandoverCancelReason? CancelReason { get; init; }

    /// <summary>What is to be handed over.</summary>
    public ImmutableArray<LineQuantity> Lines { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>How much of a line was handed over.</summary>
    public Quantity Gone(LineId line)
    {
        foreach (var handed in HandedOver)
            if (handed.Line == line)
                return handed.Quantity;
        return Quantity.Zero;
    }

    /// <summary>Whether anything was handed over.</summary>
    public bool HasHandedOver => HandedOver.Any(l => l.Quantity > Quantity.Zero);
}

/// <summary>Why nobody takes what was picked.</summary>
public enum HandoverCancelReason
{
    /// <summary>Nobody came.</summary>
    ConsumerNoShow,

    /// <summary>The customer does not want it.</summary>
    ConsumerRejects,

    /// <summary>It was called off.</summary>
    OrderCanceled,
}

/// <summary>How much of which line.</summary>
public readonly record struct LineQuantity(LineId Line, Quantity Quantity);

/// <summary>Where a handover job stands.</summary>
public enum HandoverStatus
{
    /// <summary>Not begun.</summary>
    Open,

    /// <summary>Waits for an answer.</summary>
    WaitingForInput,

    /// <summary>Given away.</summary>
    HandedOver,

    /// <summary>Replaced.</summary>
    Obsolete,

    /// <summary>Ended with the order.</summary>
    Canceled,
}

/// <summary>Parcels that travel together.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Steps with every change.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Parcels">Its parcels.</param>
public sealed record Shipment(EntityId Id, long Version, ShipmentStatus Status, ImmutableArray<Parcel> Parcels)
{
    /// <summary>From where.</summary>
    public FacilityId Facility { get; init; }

    /// <summary>The pick job whose units travel; null where nobody said.</summary>
    public EntityId? PickJobId { get; init; }

    /// <summary>The carrier that was chosen; null while none was.</summary>
    public string? Carrier { get; init; }

    /// <summary>Which of its products; null for the usual one.</summary>
    public string? Product { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Where a shipment stands.</summary>
public enum ShipmentStatus
{
    /// <summary>Nothing asked of the carrier yet.</summary>
    Initial,

    /// <summary>The carrier was asked.</summary>
    Requested,

    /// <summary>The carrier failed; may be asked again.</summary>
    Retryable,

    /// <summary>The carrier agreed.</summary>
    Confirmed,

    /// <summary>On its way.</summary>
    Completed,

    /// <summary>Replaced.</summary>
    Obsolete,

    /// <summary>Ended with the order.</summary>
    Canceled,
}

/// <summary>A box and its label.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Steps with every change.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="LabelRequested">When the carrier was asked for its label; null where it was not.</param>
public sealed record Parcel(EntityId Id, long Version, ParcelStatus Status, DateTimeOffset? LabelRequested)
{
    /// <summary>By what the carrier follows it; null without a label.</summary>
    public string? Tracking { get; init; }

    /// <summary>Why the carrier refused; null where it did not.</summary>
    public string? Failure { get; init; }
}

/// <summary>Where a parcel stands.</summary>
public enum ParcelStatus
{
    /// <summary>Being packed.</summary>
    Open,

    /// <summary>The carrier was asked for a label.</summary>
    Processing,

    /// <summary>It has a label.</summary>
    Done,

    /// <summary>The carrier refused.</summary>
    Failed,

    /// <summary>Its label is no longer valid; never served again.</summary>
    Obsolete,

    /// <summary>Ended with the order.</summary>
    Canceled,
}
