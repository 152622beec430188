using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>State transitions of a pick job.</summary>
internal static class PickJobTransitions
{
    public static PickJob Pick(PickJob job, LineId line, Quantity picked) => job with
    {
        Status = PickJobStatus.InProgress,
        Lines = [.. job.Lines.Select(l => l.Line == line ? l with { Picked = picked, Status = GetLineStatus(l.Quantity, picked) } : l)],
    };

    public static PickJob SetParts(PickJob job, LineId line, ImmutableArray<PickLinePart> parts) =>
        job with { Lines = [.. job.Lines.Select(l => l.Line == line ? l with { Parts = parts } : l)] };

    public static PickJob Close(PickJob job) => job with
    {
        Status = PickJobStatus.Closed,
        SubStatus = job.Lines.All(l => l.Picked == Quantity.Zero) ? PickJobSubStatus.ZeroPicked
            : job.Lines.Any(l => l.Picked < l.Quantity) ? PickJobSubStatus.ShortPicked
            : null,
        Lines = [.. job.Lines.Select(l => l with { Status = PickLineStatus.Closed })],
    };

    public static PickJob Abort(PickJob job) =>
        job with { Status = PickJobStatus.Aborted, SubStatus = PickJobSubStatus.PickJobAborted };

    public static PickJob Reset(PickJob job) => job with
    {
        Status = PickJobStatus.Open,
        SubStatus = null,
        Lines = [.. job.Lines.Select(l => l with { Picked = Quantity.Zero, Status = PickLineStatus.Open, Parts = [] })],
    };

    public static PickJob MarkShortPickRerouted(PickJob job) => job with { SubStatus = PickJobSubStatus.ShortPickReroute };

    public static PickLineStatus GetLineStatus(Quantity ordered, Quantity picked) =>
        picked >= ordered ? PickLineStatus.Closed : picked > Quantity.Zero ? PickLineStatus.InProgress : PickLineStatus.Open;
}
