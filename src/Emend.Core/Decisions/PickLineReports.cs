using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Applies reports on the lines of a pick job: picked quantities, splits and merges.</summary>
internal static class PickLineReports
{
    /// <summary>Whether the pick job already has the reported quantities.</summary>
    public static bool IsAlreadyApplied(PickJob job, PickJobAction.Pick picked) =>
        GetReportedQuantities(picked).All(p => PickLineParts.Find(job, p.Key) is { } at && at.Part.Picked == p.Value);

    public static void Append(OrderRevisionBuilder builder, PickJob job, PickJobAction action)
    {
        if (action is PickJobAction.Pick picked)
        {
            Append(builder, job, picked);
        }
        else if (action is PickJobAction.Merge merge)
        {
            Change(builder, job, merge.Parts, parts => PickLineParts.Merge(parts, merge.Parts));
        }
        else if (action is PickJobAction.Split { Parts: var pieces } && pieces.ToLookup(p => p.Source) is var named)
        {
            Change(builder, job, pieces.Select(p => p.Source), parts => PickLineParts.Split(parts, named, builder.Ids.Next));
        }
    }

    private static void Append(OrderRevisionBuilder builder, PickJob job, PickJobAction.Pick picked)
    {
        var reported = GetReportedQuantities(picked);
        Change(builder, job, picked.Lines.Select(l => l.Line), parts =>
            [.. parts.Select(p => reported.TryGetValue(p.Id, out var now) ? p with { Picked = now } : p)]);
    }

    // A line with one part is stored without parts.
    private static void Change(
        OrderRevisionBuilder builder, PickJob job, IEnumerable<LineId> named,
            Func<ImmutableArray<PickLinePart>, ImmutableArray<PickLinePart>> change)
    {
        foreach (var line in named.Select(id => PickLineParts.Find(job, id)!.Value.Line).DistinctBy(l => l.Line))
        {
            var after = change(PickLineParts.GetParts(line));
            if (PickLineParts.SumPicked(after) is var picked && picked != line.Picked)
            {
                builder.Append(new OrderEvent.LinePicked(job.Id, line.Line, picked));
            }

            var parts = after.Length > 1 ? after : [];
            if (!parts.SequenceEqual(line.Parts))
            {
                builder.Append(new OrderEvent.PickLinePartsChanged(job.Id, line.Line, parts));
            }
        }
    }

    // The last report of a line counts.
    private static Dictionary<LineId, Quantity> GetReportedQuantities(PickJobAction.Pick picked) =>
        picked.Lines.GroupBy(p => p.Line).ToDictionary(named => named.Key, named => named.Last().Quantity);
}
