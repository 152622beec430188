namespace Emend.Core.Orders;

/// <summary>What a carrier outside of Emend reported about a parcel.</summary>
/// <param name="Direction">Whether the report is about the delivery or the return of the parcel.</param>
/// <param name="Status">Status.</param>
/// <param name="Number">Tracking number of the carrier.</param>
/// <param name="CarrierStatus">The status in the words of the carrier; null if not specified.</param>
public sealed record ParcelTracking(TrackingDirection Direction, TrackingStatus Status, string Number, string? CarrierStatus)
{
    /// <summary>Whether the carrier has, or had, the parcel on its way to the customer.</summary>
    internal bool IsOutbound => Direction is TrackingDirection.Outbound;
}

/// <summary>Direction of a tracked parcel.</summary>
public enum TrackingDirection
{
    /// <summary>To the customer.</summary>
    Outbound,

    /// <summary>Back from the customer.</summary>
    Inbound,
}

/// <summary>Status of a tracked parcel.</summary>
public enum TrackingStatus
{
    /// <summary>The carrier has the parcel.</summary>
    PickedUp,

    /// <summary>The recipient has the parcel.</summary>
    Delivered,
}
