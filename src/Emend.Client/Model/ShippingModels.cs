using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A handover job: picked goods to hand over to the customer or a carrier.</summary>
public sealed record HandoverJob
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status.</summary>
    public HandoverStatus Status { get; init; }

    /// <summary>The facility that holds the goods.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the pick job.</summary>
    public string PickJob { get; init => field = value ?? ""; } = "";

    /// <summary>The lines to hand over.</summary>
    public IReadOnlyList<HandoverLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>A line of a handover job.</summary>
public sealed record HandoverLine
{
    /// <summary>The id of the order line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity to hand over.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The quantity that was handed over.</summary>
    public decimal HandedOver { get; init; }
}

/// <summary>A shipment: parcels that are shipped together.</summary>
public sealed record Shipment
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status.</summary>
    public ShipmentStatus Status { get; init; }

    /// <summary>The facility that ships.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the pick job whose units are shipped.</summary>
    public string? PickJob { get; init; }

    /// <summary>The carrier.</summary>
    public string? Carrier { get; init; }

    /// <summary>The product of the carrier.</summary>
    public string? Product { get; init; }

    /// <summary>The target time that was set for the shipment. The preferred time of the order takes precedence.</summary>
    public DateTimeOffset? TargetTime { get; init; }

    /// <summary>The parcels.</summary>
    public IReadOnlyList<Parcel> Parcels { get; init => field = value ?? []; } = [];
}

/// <summary>A parcel and its label.</summary>
public sealed record Parcel
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status.</summary>
    public ParcelStatus Status { get; init; }

    /// <summary>The time when the label was requested from the carrier.</summary>
    public DateTimeOffset? LabelRequestedAt { get; init; }

    /// <summary>The tracking number of the carrier.</summary>
    public string? Tracking { get; init; }

    /// <summary>Why the carrier did not create a label.</summary>
    public string? Failure { get; init; }

    /// <summary>The goods in the parcel. Empty if it contains everything of the shipment.</summary>
    public IReadOnlyList<LineQuantity> Lines { get; init => field = value ?? []; } = [];

    /// <summary>The last report of a carrier outside of Emend per direction.</summary>
    public IReadOnlyList<ParcelTracking> TrackingData { get; init => field = value ?? []; } = [];
}

/// <summary>What a carrier outside of Emend reported about a parcel.</summary>
/// <param name="Direction">Whether the report is about the delivery or the return of the parcel.</param>
/// <param name="Status">The status.</param>
/// <param name="Number">The tracking number.</param>
/// <param name="CarrierStatus">The status in the words of the carrier.</param>
public sealed record ParcelTracking(
    TrackingDirection Direction, TrackingStatus Status, string Number, string? CarrierStatus = null);

/// <summary>The status of a handover job.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<HandoverStatus>))]
public readonly record struct HandoverStatus(string Name) : IExtensibleEnum<HandoverStatus>
{
    /// <summary>Not started.</summary>
    public static HandoverStatus Open { get; } = new("open");

    /// <summary>Waiting for input.</summary>
    public static HandoverStatus WaitingForInput { get; } = new("waitingForInput");

    /// <summary>Handed over.</summary>
    public static HandoverStatus HandedOver { get; } = new("handedOver");

    /// <summary>Superseded.</summary>
    public static HandoverStatus Obsolete { get; } = new("obsolete");

    /// <summary>Canceled.</summary>
    public static HandoverStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static HandoverStatus IExtensibleEnum<HandoverStatus>.Create(string name) => new(name);
}

/// <summary>The status of a shipment.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ShipmentStatus>))]
public readonly record struct ShipmentStatus(string Name) : IExtensibleEnum<ShipmentStatus>
{
    /// <summary>Nothing was requested from the carrier yet.</summary>
    public static ShipmentStatus Initial { get; } = new("initial");

    /// <summary>A request was sent to the carrier.</summary>
    public static ShipmentStatus Requested { get; } = new("requested");

    /// <summary>The carrier request failed and can be retried.</summary>
    public static ShipmentStatus Retryable { get; } = new("retryable");

    /// <summary>The carrier confirmed the shipment.</summary>
    public static ShipmentStatus Confirmed { get; } = new("confirmed");

    /// <summary>The shipment is on its way.</summary>
    public static ShipmentStatus Completed { get; } = new("completed");

    /// <summary>Superseded.</summary>
    public static ShipmentStatus Obsolete { get; } = new("obsolete");

    /// <summary>Canceled.</summary>
    public static ShipmentStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ShipmentStatus IExtensibleEnum<ShipmentStatus>.Create(string name) => new(name);
}

/// <summary>The status of a parcel.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ParcelStatus>))]
public readonly record struct ParcelStatus(string Name) : IExtensibleEnum<ParcelStatus>
{
    /// <summary>The parcel is being packed.</summary>
    public static ParcelStatus Open { get; } = new("open");

    /// <summary>A label was requested from the carrier.</summary>
    public static ParcelStatus Processing { get; } = new("processing");

    /// <summary>The parcel has a label.</summary>
    public static ParcelStatus Done { get; } = new("done");

    /// <summary>The carrier did not create a label.</summary>
    public static ParcelStatus Failed { get; } = new("failed");

    /// <summary>The label is no longer valid.</summary>
    public static ParcelStatus Obsolete { get; } = new("obsolete");

    /// <summary>Canceled.</summary>
    public static ParcelStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ParcelStatus IExtensibleEnum<ParcelStatus>.Create(string name) => new(name);
}

/// <summary>The direction of a tracked parcel.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<TrackingDirection>))]
public readonly record struct TrackingDirection(string Name) : IExtensibleEnum<TrackingDirection>
{
    /// <summary>To the customer.</summary>
    public static TrackingDirection Outbound { get; } = new("outbound");

    /// <summary>Back from the customer.</summary>
    public static TrackingDirection Inbound { get; } = new("inbound");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static TrackingDirection IExtensibleEnum<TrackingDirection>.Create(string name) => new(name);
}

/// <summary>The status of a tracked parcel.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<TrackingStatus>))]
public readonly record struct TrackingStatus(string Name) : IExtensibleEnum<TrackingStatus>
{
    /// <summary>The carrier has the parcel.</summary>
    public static TrackingStatus PickedUp { get; } = new("pickedUp");

    /// <summary>The recipient has the parcel.</summary>
    public static TrackingStatus Delivered { get; } = new("delivered");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static TrackingStatus IExtensibleEnum<TrackingStatus>.Create(string name) => new(name);
}

/// <summary>Why a handover was canceled.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<HandoverCancelReason>))]
public readonly record struct HandoverCancelReason(string Name) : IExtensibleEnum<HandoverCancelReason>
{
    /// <summary>The customer did not come.</summary>
    public static HandoverCancelReason ConsumerNoShow { get; } = new("consumerNoShow");

    /// <summary>The customer rejected the goods.</summary>
    public static HandoverCancelReason ConsumerRejects { get; } = new("consumerRejects");

    /// <summary>The order was canceled.</summary>
    public static HandoverCancelReason OrderCanceled { get; } = new("orderCanceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static HandoverCancelReason IExtensibleEnum<HandoverCancelReason>.Create(string name) => new(name);
}
