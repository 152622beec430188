using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>A handover job of an order.</summary>
internal readonly struct HandoverJobView(HandoverJob job)
{
    public EntityId Id => job.Id;

    [Minimum(1)]
    public long Version => job.Version;

    public HandoverStatus Status => job.Status;

    [Description("The facility that holds the goods.")]
    public FacilityId Facility => job.Facility;

    [Description("The pick job of the goods.")]
    public EntityId PickJob => job.PickJobId;

    public IEnumerable<HandoverLineView> Lines => HandoverLineView.Of(job);
}

/// <summary>The units of a line in a handover job.</summary>
internal readonly struct HandoverLineView(HandoverJob job, LineQuantity units)
{
    public LineId Line => units.Line;

    [Description("The quantity to hand over.")]
    public Quantity Quantity => units.Quantity;

    [Description("The quantity that was handed over.")]
    public Quantity HandedOver => job.GetHandedOver(units.Line);

    public static IEnumerable<HandoverLineView> Of(HandoverJob job) => job.Lines.Select(line => new HandoverLineView(job, line));
}

/// <summary>A shipment of an order.</summary>
internal readonly struct ShipmentView(Shipment shipment)
{
    public EntityId Id => shipment.Id;

    [Minimum(1)]
    public long Version => shipment.Version;

    public ShipmentStatus Status => shipment.Status;

    public FacilityId Facility => shipment.Facility;

    public EntityId? PickJob => shipment.PickJobId;

    [Id, Description("The selected carrier.")]
    public string? Carrier => shipment.Carrier;

    [Id]
    public string? Product => shipment.Product;

    [Description("The target time that was set for the shipment. The preferred time of the order takes precedence.")]
    public DateTimeOffset? TargetTime => shipment.TargetTime;

    public IEnumerable<ParcelView> Parcels => shipment.Parcels.Select(parcel => new ParcelView(parcel));
}

/// <summary>A parcel of a shipment.</summary>
internal readonly struct ParcelView(Parcel parcel)
{
    public EntityId Id => parcel.Id;

    [Minimum(1)]
    public long Version => parcel.Version;

    public ParcelStatus Status => parcel.Status;

    public DateTimeOffset? LabelRequestedAt => parcel.LabelRequested;

    [Description("The tracking number of the carrier.")]
    public string? Tracking => parcel.Tracking;

    [Description("Why the carrier did not create a label.")]
    public string? Failure => parcel.Failure;

    [Description("The goods in the parcel. Absent if it contains everything of the shipment.")]
    public IEnumerable<ParcelLineView>? Lines => parcel.Lines.NullIfEmpty()?.Select(line => new ParcelLineView(line));

    [MinLength(1), MaxLength(2), Description("The last report of a carrier outside of Emend per direction.")]
    public IEnumerable<ParcelTrackingView>? TrackingData =>
        parcel.TrackingData.NullIfEmpty()?.Select(tracking => new ParcelTrackingView(tracking));
}

/// <summary>The units of a line in a parcel.</summary>
internal readonly struct ParcelLineView(LineQuantity units)
{
    public LineId Line => units.Line;

    [Positive]
    public Quantity Quantity => units.Quantity;
}

/// <summary>What a carrier outside of Emend reports about a parcel. Requests have the same members, so the schema is theirs.</summary>
internal readonly struct ParcelTrackingView(ParcelTracking tracking)
{
    public TrackingDirection Direction => tracking.Direction;

    public TrackingStatus Status => tracking.Status;

    public string Number => tracking.Number;

    public string? CarrierStatus => tracking.CarrierStatus;
}
