using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Work on an order that is reported, step by step.</summary>
public abstract record WarehouseAction
{
    private protected WarehouseAction()
    {
    }

    /// <summary>The version of the job or the parcel that you saw; whatever it is now where nothing is said.</summary>
    public long? Version { get; init; }

    internal abstract string Path { get; }

    internal abstract ApiRequest In(ApiRequest call);
}

/// <summary>So much of a line, in all.</summary>
/// <param name="Line">The id of the order's line.</param>
/// <param name="Quantity">How much in all: reported again it changes nothing.</param>
public sealed record LineQuantity(string Line, decimal Quantity);

/// <summary>What a line of a pick job, or a part of one, becomes.</summary>
/// <param name="Line">The id of the line or the part.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Picked">How much of that was picked.</param>
public sealed record PickLineSplitPart(string Line, decimal Quantity, decimal Picked = 0);

/// <summary>Work on a pick job.</summary>
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

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.PickJobAction);

    /// <summary>A picker begins, or goes on.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Start(string PickJob) : PickJobAction;

    /// <summary>So much was picked.</summary>
    /// <param name="PickJob">Its id.</param>
    /// <param name="Lines">Line by line, how much in all.</param>
    public sealed record Pick(string PickJob, IReadOnlyList<LineQuantity> Lines) : PickJobAction;

    /// <summary>Lines, or parts of them, become several parts.</summary>
    /// <param name="PickJob">Its id.</param>
    /// <param name="Pieces">What they become: the first piece of a line keeps its id, and what they leave is one more part.</param>
    public sealed record Split(string PickJob, IReadOnlyList<PickLineSplitPart> Pieces) : PickJobAction;

    /// <summary>Parts of a line become one.</summary>
    /// <param name="PickJob">Its id.</param>
    /// <param name="Parts">Their ids.</param>
    public sealed record Merge(string PickJob, IReadOnlyList<string> Parts) : PickJobAction;

    /// <summary>A picker lays it aside.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Pause(string PickJob) : PickJobAction;

    /// <summary>Finished, also where less was found.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Close(string PickJob) : PickJobAction;

    /// <summary>The facility gives it up.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Abort(string PickJob) : PickJobAction;

    /// <summary>It begins anew.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Reset(string PickJob) : PickJobAction;

    /// <summary>It begins anew, and the picker goes on at once.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Restart(string PickJob) : PickJobAction;

    /// <summary>Nobody is to do it: what was picked is put back, and nothing of it is routed again.</summary>
    /// <param name="PickJob">Its id.</param>
    public sealed record Cancel(string PickJob) : PickJobAction;
}

/// <summary>Work on a handover job.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HandOver), "handOver")]
[JsonDerivedType(typeof(Wait), "wait")]
[JsonDerivedType(typeof(Revert), "revert")]
[JsonDerivedType(typeof(Cancel), "cancel")]
public abstract record HandoverJobAction : WarehouseAction
{
    private HandoverJobAction()
    {
    }

    internal override string Path => "handover-job";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.HandoverJobAction);

    /// <summary>It was handed over.</summary>
    /// <param name="HandoverJob">Its id.</param>
    public sealed record HandOver(string HandoverJob) : HandoverJobAction
    {
        /// <summary>Line by line, how much in all; all of it where nothing is said.</summary>
        public IReadOnlyList<LineQuantity>? Lines { get; init; }
    }

    /// <summary>It waits for an answer.</summary>
    /// <param name="HandoverJob">Its id.</param>
    public sealed record Wait(string HandoverJob) : HandoverJobAction;

    /// <summary>It begins anew; the goods are here.</summary>
    /// <param name="HandoverJob">Its id.</param>
    public sealed record Revert(string HandoverJob) : HandoverJobAction;

    /// <summary>Nobody takes it.</summary>
    /// <param name="HandoverJob">Its id.</param>
    /// <param name="Why">Why.</param>
    public sealed record Cancel(string HandoverJob, HandoverCancelReason Why) : HandoverJobAction;
}

/// <summary>What becomes of the label of a parcel.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Request), "request")]
[JsonDerivedType(typeof(Void), "void")]
public abstract record LabelAction : WarehouseAction
{
    private LabelAction()
    {
    }

    internal override string Path => "shipping-label";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.LabelAction);

    /// <summary>Ask the carrier for one.</summary>
    /// <param name="Parcel">Its id.</param>
    public sealed record Request(string Parcel) : LabelAction
    {
        /// <summary>A carrier of the facility, by id or key.</summary>
        public string? Carrier { get; init; }
    }

    /// <summary>It is not wanted.</summary>
    /// <param name="Parcel">Its id.</param>
    public sealed record Void(string Parcel) : LabelAction;
}
