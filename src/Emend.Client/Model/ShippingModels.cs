using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Work at the counter or the ramp: picked goods are to be given away.</summary>
public sealed record HandoverJob
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public HandoverStatus Status { get; init; }

    /// <summary>Where the goods are.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The pick job that picked them.</summary>
    public string PickJob { get; init => field = value ?? ""; } = "";

    /// <summary>What is to be handed over.</summary>
    public IReadOnlyList<HandoverLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>A line of a handover job.</summary>
public sealed record HandoverLine
{
    /// <summary>The line of the order.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>How much is to be handed over.</summary>
    public decimal Quantity { get; init; }

    /// <summary>How much of it is gone.</summary>
    public decimal HandedOver { get; init; }
}

/// <summary>Parcels that travel together.</summary>
public sealed record Shipment
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public ShipmentStatus Status { get; init; }

    /// <summary>From where.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The pick job whose units travel.</summary>
    public string? PickJob { get; init; }

    /// <summary>The carrier that was chosen.</summary>
    public string? Carrier { get; init; }

    /// <summary>Which of its products.</summary>
    public string? Product { get; init; }

    /// <summary>Its parcels.</summary>
    public IReadOnlyList<Parcel> Parcels { get; init => field = value ?? []; } = [];
}

/// <summary>A box and its label.</summary>
public sealed record Parcel
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public ParcelStatus Status { get; init; }

    /// <summary>When the carrier was asked for its label.</summary>
    public DateTimeOffset? LabelRequestedAt { get; init; }

    /// <summary>By what the carrier follows it.</summary>
    public string? Tracking { get; init; }

    /// <summary>Why the carrier made no label.</summary>
    public string? Failure { get; init; }
}

/// <summary>Where a handover job stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<HandoverStatus>))]
public readonly record struct HandoverStatus(string Name) : IExtensibleEnum<HandoverStatus>
{
    /// <summary>Not begun.</summary>
    public static HandoverStatus Open { get; } = new("open");

    /// <summary>Waits for an answer.</summary>
    public static HandoverStatus WaitingForInput { get; } = new("waitingForInput");

    /// <summary>Given away.</summary>
    public static HandoverStatus HandedOver { get; } = new("handedOver");

    /// <summary>Replaced.</summary>
    public static HandoverStatus Obsolete { get; } = new("obsolete");

    /// <summary>Ended before its end.</summary>
    public static HandoverStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static HandoverStatus IExtensibleEnum<HandoverStatus>.Of(string name) => new(name);
}

/// <summary>Where a shipment stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ShipmentStatus>))]
public readonly record struct ShipmentStatus(string Name) : IExtensibleEnum<ShipmentStatus>
{
    /// <summary>Nothing asked of the carrier yet.</summary>
    public static ShipmentStatus Initial { get; } = new("initial");

    /// <summary>The carrier was asked.</summary>
    public static ShipmentStatus Requested { get; } = new("requested");

    /// <summary>The carrier failed; may be asked again.</summary>
    public static ShipmentStatus Retryable { get; } = new("retryable");

    /// <summary>The carrier agreed.</summary>
    public static ShipmentStatus Confirmed { get; } = new("confirmed");

    /// <summary>On its way.</summary>
    public static ShipmentStatus Completed { get; } = new("completed");

    /// <summary>Replaced.</summary>
    public static ShipmentStatus Obsolete { get; } = new("obsolete");

    /// <summary>Ended before its end.</summary>
    public static ShipmentStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ShipmentStatus IExtensibleEnum<ShipmentStatus>.Of(string name) => new(name);
}

/// <summary>Where a parcel stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ParcelStatus>))]
public readonly record struct ParcelStatus(string Name) : IExtensibleEnum<ParcelStatus>
{
    /// <summary>Being packed.</summary>
    public static ParcelStatus Open { get; } = new("open");

    /// <summary>The carrier was asked for a label.</summary>
    public static ParcelStatus Processing { get; } = new("processing");

    /// <summary>It has a label.</summary>
    public static ParcelStatus Done { get; } = new("done");

    /// <summary>The carrier refused.</summary>
    public static ParcelStatus Failed { get; } = new("failed");

    /// <summary>Its label is no longer valid.</summary>
    public static ParcelStatus Obsolete { get; } = new("obsolete");

    /// <summary>Ended before its end.</summary>
    public static ParcelStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ParcelStatus IExtensibleEnum<ParcelStatus>.Of(string name) => new(name);
}

/// <summary>Why nobody takes what was picked.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<HandoverCancelReason>))]
public readonly record struct HandoverCancelReason(string Name) : IExtensibleEnum<HandoverCancelReason>
{
    /// <summary>Nobody came.</summary>
    public static HandoverCancelReason ConsumerNoShow { get; } = new("consumerNoShow");

    /// <summary>The customer does not want it.</summary>
    public static HandoverCancelReason ConsumerRejects { get; } = new("consumerRejects");

    /// <summary>It was called off.</summary>
    public static HandoverCancelReason OrderCanceled { get; } = new("orderCanceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static HandoverCancelReason IExtensibleEnum<HandoverCancelReason>.Of(string name) => new(name);
}
