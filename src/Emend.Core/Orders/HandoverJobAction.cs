using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>What was done on a handover job.</summary>
public abstract record HandoverJobAction
{
    private HandoverJobAction()
    {
    }

    /// <summary>Everything that is left was handed over.</summary>
    public sealed record HandOverAll : HandoverJobAction;

    /// <summary>So much of these lines was handed over in all; reported again, it changes nothing.</summary>
    public sealed record HandOver(ImmutableArray<LineQuantity> Lines) : HandoverJobAction;

    /// <summary>All of a line was handed over.</summary>
    public sealed record HandOverLine(LineId Line) : HandoverJobAction;

    /// <summary>Nobody takes it: it ends, and what was picked is to be put back.</summary>
    public sealed record Cancel(HandoverCancelReason Reason) : HandoverJobAction;

    /// <summary>It waits for an answer of the customer or the carrier.</summary>
    public sealed record Wait : HandoverJobAction;

    /// <summary>The goods are back at the counter, or never left it: it begins anew.</summary>
    public sealed record Revert : HandoverJobAction;
}

/// <summary>What becomes of the label of a parcel.</summary>
public abstract record LabelAction
{
    private LabelAction()
    {
    }

    /// <summary>Ask the carrier for one.</summary>
    /// <param name="Carrier">Which, by id or key; null for the one that was chosen, or the first that serves.</param>
    public sealed record Request(string? Carrier) : LabelAction;

    /// <summary>Nobody wants the one that was asked for: it becomes obsolete, and is never handed out again.</summary>
    public sealed record Void : LabelAction;

    /// <summary>The carrier made it.</summary>
    /// <param name="RequestedAt">To which request it is the answer: when that was made.</param>
    /// <param name="Tracking">By what the carrier follows the parcel.</param>
    public sealed record Created(DateTimeOffset RequestedAt, string Tracking) : LabelAction;

    /// <summary>The carrier refused, or could not be reached for too long.</summary>
    /// <param name="Asked">To which request it is the answer: when that was made.</param>
    /// <param name="Reason">Why, without personal data.</param>
    public sealed record Failed(DateTimeOffset Asked, string Reason) : LabelAction;
}
