using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Deciding;

/// <summary>What is reported of the lines of a pick job: how much was picked, and of which parts they are.</summary>
internal static class PickLineWork
{
    /// <summary>Whether it says what is so already.</summary>
    public static bool IsSo(PickJob job, PickStep.Picked picked) =>
        Reported(picked).All(p => PickParts.Find(job, p.Key) is { } at && at.Part.Picked == p.Value);

    public static void Note(Draft draft, PickJob job, PickStep step)
    {
        if (step is PickStep.Picked picked)
            Note(draft, job, picked);
        else if (step is PickStep.Merge merge)
            Change(draft, job, merge.Parts, parts => PickParts.Merge(parts, merge.Parts));
        else if (step is PickStep.Split { Pieces: var pieces } && pieces.ToLookup(p => p.Of) is var named)
            Change(draft, job, pieces.Select(p => p.Of), parts => PickParts.Split(parts, named, draft.Ids.Next));
    }

    private static void Note(Draft draft, PickJob job, PickStep.Picked picked)
    {
        var reported = Reported(picked);
        Change(draft, job, picked.Lines.Select(l => l.Line), parts =>
            [.. parts.Select(p => reported.TryGetValue(p.Id, out var now) ? p with { Picked = now } : p)]);
    }

    // A line of one part is whole, and says of no parts.
    private static void Change(
        Draft draft, PickJob job, IEnumerable<LineId> named, Func<ImmutableArray<PickPart>, ImmutableArray<PickPart>> change)
    {
        foreach (var line in named.Select(id => PickParts.Find(job, id)!.Value.Line).DistinctBy(l => l.Line))
        {
            var after = change(PickParts.Of(line));
            if (PickParts.Picked(after) is var picked && picked != line.Picked)
                draft.Happen(new OrderEvent.LinePicked(job.Id, line.Line, picked));
            var parts = after.Length > 1 ? after : [];
            if (!parts.SequenceEqual(line.Parts))
                draft.Happen(new OrderEvent.PickLineDivided(job.Id, line.Line, parts));
        }
    }

    // Of a line that is named twice the last word counts.
    private static Dictionary<LineId, Quantity> Reported(PickStep.Picked picked) =>
        picked.Lines.GroupBy(p => p.Line).ToDictionary(named => named.Key, named => named.Last().Quantity);
}
