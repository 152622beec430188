using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>An action on a handover job.</summary>
public abstract record HandoverJobAction
{
    private HandoverJobAction()
    {
    }

    /// <summary>All remaining goods were handed over.</summary>
    public sealed record HandOverAll : HandoverJobAction;

    /// <summary>Total handed-over quantities of lines. A repeated report has no effect.</summary>
    public sealed record HandOver(ImmutableArray<LineQuantity> Lines) : HandoverJobAction;

    /// <summary>The whole quantity of a line was handed over.</summary>
    public sealed record HandOverLine(LineId Line) : HandoverJobAction;

    /// <summary>Cancels the handover job and creates a return task for the picked goods.</summary>
    public sealed record Cancel(HandoverCancelReason Reason) : HandoverJobAction;

    /// <summary>The handover job waits for input of the customer or the carrier.</summary>
    public sealed record Wait : HandoverJobAction;

    /// <summary>Reopens the handover job; all goods are at the facility.</summary>
    public sealed record Revert : HandoverJobAction;
}

/// <summary>An action on a parcel or its label.</summary>
public abstract record LabelAction
{
    private LabelAction()
    {
    }

    /// <summary>Requests a label from a carrier.</summary>
    /// <param name="Carrier">
    /// Carrier by id or key; null for the carrier of the shipment, or the first carrier that serves the facility.
    /// </param>
    public sealed record Request(string? Carrier) : LabelAction;

    /// <summary>Cancels the requested label. The label becomes obsolete and is never provided again.</summary>
    public sealed record Void : LabelAction;

    /// <summary>The carrier created the label.</summary>
    /// <param name="RequestedAt">Time of the label request that the carrier answers.</param>
    /// <param name="Tracking">Tracking number.</param>
    public sealed record Created(DateTimeOffset RequestedAt, string Tracking) : LabelAction;

    /// <summary>The carrier rejected the request or was unavailable for too long.</summary>
    /// <param name="RequestedAt">Time of the label request that the carrier answers.</param>
    /// <param name="Reason">Reason, without personal data.</param>
    public sealed record Failed(DateTimeOffset RequestedAt, string Reason) : LabelAction
    {
        /// <summary>The reason if the carrier did not respond at all.</summary>
        public const string CarrierNotReached = "carrierNotReached";
    }

    /// <summary>Moves goods of the parcel to a new parcel of the same shipment.</summary>
    /// <param name="Lines">The goods to move.</param>
    public sealed record Split(ImmutableArray<LineQuantity> Lines) : LabelAction;

    /// <summary>A carrier outside of Emend reports the parcel. A report replaces the last one of the same direction.</summary>
    /// <param name="Reports">The reports, at most one per direction.</param>
    public sealed record Track(ImmutableArray<ParcelTracking> Reports) : LabelAction;
}
