using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>An action that reports warehouse work on an order.</summary>
public abstract record WarehouseAction
{
    private protected WarehouseAction()
    {
    }

    /// <summary>The version of the job or parcel that the caller has read; null to skip the check.</summary>
    public long? Version { get; init; }

    internal abstract string Path { get; }

    internal abstract ApiRequest AddBodyTo(ApiRequest request);
}

/// <summary>The total quantity of a line.</summary>
/// <param name="Line">The id of the order line.</param>
/// <param name="Quantity">The total quantity. Reporting the same total again changes nothing.</param>
public sealed record LineQuantity(string Line, decimal Quantity);

/// <summary>One part that results from splitting a pick job line.</summary>
/// <param name="Line">The id of the line or the part to split.</param>
/// <param name="Quantity">The quantity of the new part.</param>
/// <param name="Picked">The picked quantity of the new part.</param>
public sealed record PickLineSplitPart(string Line, decimal Quantity, decimal Picked = 0);

/// <summary>An action on a pick job.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Pick), "pick")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(Merge), "merge")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Close), "close")]
[JsonDerivedType(typeof(Abort), "abort")]
[JsonDerivedType(typeof(Reset), "reset")]
[JsonDerivedType(typeof(Restart), "restart")]
[JsonDerivedType(typeof(Cancel), "cancel")]
public abstract record PickJobAction : WarehouseAction
{
    private PickJobAction()
    {
    }

    internal override string Path => "pick-job";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.PickJobAction);

    /// <summary>Starts or resumes picking.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Start(string PickJob) : PickJobAction;

    /// <summary>Reports picked quantities.</summary>
    /// <param name="PickJob">The pick job id.</param>
    /// <param name="Lines">The total picked quantity per line.</param>
    public sealed record Pick(string PickJob, IReadOnlyList<LineQuantity> Lines) : PickJobAction;

    /// <summary>Splits lines, or parts of lines, into several parts.</summary>
    /// <param name="PickJob">The pick job id.</param>
    /// <param name="Pieces">The resulting parts. The first part of a line keeps its id. An unassigned remainder becomes one more
    /// part.</param>
    public sealed record Split(string PickJob, IReadOnlyList<PickLineSplitPart> Pieces) : PickJobAction;

    /// <summary>Merges parts of a line.</summary>
    /// <param name="PickJob">The pick job id.</param>
    /// <param name="Parts">The ids of the parts.</param>
    public sealed record Merge(string PickJob, IReadOnlyList<string> Parts) : PickJobAction;

    /// <summary>Pauses picking.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Pause(string PickJob) : PickJobAction;

    /// <summary>Finishes picking, possibly with fewer units than requested.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Close(string PickJob) : PickJobAction;

    /// <summary>Aborts the pick job for the facility.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Abort(string PickJob) : PickJobAction;

    /// <summary>Resets the pick job.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Reset(string PickJob) : PickJobAction;

    /// <summary>Resets the pick job and starts it again.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Restart(string PickJob) : PickJobAction;

    /// <summary>Cancels the pick job. Return tasks are created for picked goods, and its units are not rerouted.</summary>
    /// <param name="PickJob">The pick job id.</param>
    public sealed record Cancel(string PickJob) : PickJobAction;
}

/// <summary>An action on a handover job.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HandOver), "handOver")]
[JsonDerivedType(typeof(Wait), "wait")]
[JsonDerivedType(typeof(Revert), "revert")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Create), "create")]
public abstract record HandoverJobAction : WarehouseAction
{
    private HandoverJobAction()
    {
    }

    internal override string Path => "handover-job";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.HandoverJobAction);

    /// <summary>Reports a handover.</summary>
    /// <param name="HandoverJob">The handover job id.</param>
    public sealed record HandOver(string HandoverJob) : HandoverJobAction
    {
        /// <summary>The total handed-over quantity per line. Default: everything.</summary>
        public IReadOnlyList<LineQuantity>? Lines { get; init; }
    }

    /// <summary>Marks the handover job as waiting for input.</summary>
    /// <param name="HandoverJob">The handover job id.</param>
    public sealed record Wait(string HandoverJob) : HandoverJobAction;

    /// <summary>Reverts a handover. The goods are at the facility again.</summary>
    /// <param name="HandoverJob">The handover job id.</param>
    public sealed record Revert(string HandoverJob) : HandoverJobAction;

    /// <summary>Cancels the handover job.</summary>
    /// <param name="HandoverJob">The handover job id.</param>
    /// <param name="Reason">The reason.</param>
    public sealed record Cancel(string HandoverJob, HandoverCancelReason Reason) : HandoverJobAction;

    /// <summary>Creates a new handover job for goods that the customer did not accept before and that are not restocked.</summary>
    /// <param name="PickJob">The pick job of the return task.</param>
    public sealed record Create(string PickJob) : HandoverJobAction;
}

/// <summary>An action on a parcel or its label.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Request), "request")]
[JsonDerivedType(typeof(Void), "void")]
[JsonDerivedType(typeof(Track), "track")]
[JsonDerivedType(typeof(Split), "split")]
public abstract record LabelAction : WarehouseAction
{
    private LabelAction()
    {
    }

    internal override string Path => "shipping-label";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.LabelAction);

    /// <summary>Requests a label from a carrier.</summary>
    /// <param name="Parcel">The parcel id.</param>
    public sealed record Request(string Parcel) : LabelAction
    {
        /// <summary>The id or key of a carrier of the facility. Default: the server chooses the carrier.</summary>
        public string? Carrier { get; init; }
    }

    /// <summary>Voids the label.</summary>
    /// <param name="Parcel">The parcel id.</param>
    public sealed record Void(string Parcel) : LabelAction;

    /// <summary>Records what a carrier that Emend does not call reports about the parcel.</summary>
    /// <param name="Parcel">The parcel id.</param>
    /// <param name="TrackingData">The reports, at most one per direction.</param>
    public sealed record Track(string Parcel, IReadOnlyList<ParcelTracking> TrackingData) : LabelAction;

    /// <summary>
    /// Moves goods of the parcel to a new parcel of the same shipment. Requires <see cref="WarehouseAction.Version"/>, so that a repeated
    /// split does not move more goods.
    /// </summary>
    /// <param name="Parcel">The parcel id.</param>
    /// <param name="Lines">The goods to move.</param>
    public sealed record Split(string Parcel, IReadOnlyList<LineQuantity> Lines) : LabelAction;
}
