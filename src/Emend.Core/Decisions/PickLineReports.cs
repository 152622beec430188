using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>What is reported of the lines of a pick job: how much was picked, and of which parts they are.</summary>
internal static class PickLineReports
{
    /// <summary>Whether it says what is so already.</summary>
    public static bool IsSo(PickJob job, PickJobAction.Pick picked) =>
        Reported(picked).All(p => PickLineParts.Find(job, p.Key) is { } at && at.Part.Picked == p.Value);

    public static void Note(OrderRevisionBuilder builder, PickJob job, PickJobAction action)
    {
        if (action is PickJobAction.Pick picked)
            Note(builder, job, picked);
        else if (action is PickJobAction.Merge merge)
            Change(builder, job, merge.Parts, parts => PickLineParts.Merge(parts, merge.Parts));
        else if (action is PickJobAction.Split { Pieces: var pieces } && pieces.ToLookup(p => p.Of) is var named)
            Change(builder, job, pieces.Select(p => p.Of), parts => PickLineParts.Split(parts, named, builder.Ids.Next));
    }

    private static void Note(OrderRevisionBuilder builder, PickJob job, PickJobAction.Pick picked)
    {
        var reported = Reported(picked);
        Change(builder, job, picked.Lines.Select(l => l.Line), parts =>
            [.. parts.Select(p => reported.TryGetValue(p.Id, out var now) ? p with { Picked = now } : p)]);
    }

    // A line of one part is whole, and says of no parts.
    private static void Change(
        OrderRevisionBuilder builder, PickJob job, IEnumerable<LineId> named, Func<ImmutableArray<PickLinePart>, ImmutableArray<PickLinePart>> change)
    {
        foreach (var line in named.Select(id => PickLineParts.Find(job, id)!.Value.Line).DistinctBy(l => l.Line))
        {
            var after = change(PickLineParts.Of(line));
            if (PickLineParts.Picked(after) is var picked && picked != line.Picked)
                builder.Append(new OrderEvent.LinePicked(job.Id, line.Line, picked));
            var parts = after.Length > 1 ? after : [];
            if (!parts.SequenceEqual(line.Parts))
                builder.Append(new OrderEvent.PickLinePartsChanged(job.Id, line.Line, parts));
        }
    }

    // Of a line that is named twice the last word counts.
    private static Dictionary<LineId, Quantity> Reported(PickJobAction.Pick picked) =>
        picked.Lines.GroupBy(p => p.Line).ToDictionary(named => named.Key, named => named.Last().Quantity);
}
