using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>A part of a pick line that was split, so that several pickers, or several baskets, share it.</summary>
/// <param name="Id">Its id; the first part of a line has that of the line.</param>
/// <param name="Quantity">How much to pick.</param>
/// <param name="Picked">How much was picked.</param>
public readonly record struct PickLinePart(LineId Id, Quantity Quantity, Quantity Picked);

/// <summary>What a pick line, or a part of one, becomes in a split.</summary>
/// <param name="Of">The line or part that is split.</param>
/// <param name="Quantity">How much of it the piece takes.</param>
/// <param name="Picked">How much of the piece was picked.</param>
public readonly record struct PickLineSplitPart(LineId Of, Quantity Quantity, Quantity Picked);

/// <summary>How pick lines are split into parts, and parts become one again.</summary>
internal static class PickLineParts
{
    /// <summary>So many parts a line may have.</summary>
    public const int Max = 50;

    /// <summary>The parts of a line; a whole one is its own.</summary>
    public static ImmutableArray<PickLinePart> Of(PickLine line) =>
        line.Parts.IsEmpty ? [new(line.Line, line.Quantity, line.Picked)] : line.Parts;

    /// <summary>The line or part of that id; null where the job has none.</summary>
    public static (PickLine Line, PickLinePart Part)? Find(PickJob job, LineId id)
    {
        foreach (var line in job.Lines)
            foreach (var part in Of(line))
                if (part.Id == id)
                    return (line, part);
        return null;
    }

    /// <summary>What no piece takes of a part; less than nothing where they take too much.</summary>
    public static (Quantity Quantity, Quantity Picked) Rest(PickLinePart part, IEnumerable<PickLineSplitPart> pieces)
    {
        var (quantity, picked) = (part.Quantity, part.Picked);
        foreach (var piece in pieces)
            (quantity, picked) = (quantity - piece.Quantity, picked - piece.Picked);
        return (quantity, picked > Quantity.Zero ? picked : Quantity.Zero);
    }

    /// <summary>How many parts it becomes.</summary>
    public static int Count(PickLinePart part, IReadOnlyCollection<PickLineSplitPart> pieces) =>
        pieces.Count + (Rest(part, pieces).Quantity > Quantity.Zero ? 1 : 0);

    /// <summary>The first piece keeps the id of what was split; what no piece takes is one more part, behind them.</summary>
    public static ImmutableArray<PickLinePart> Split(
        ImmutableArray<PickLinePart> parts, ILookup<LineId, PickLineSplitPart> pieces, Func<string> nextId)
    {
        var after = ImmutableArray.CreateBuilder<PickLinePart>();
        foreach (var part in parts)
        {
            if (!pieces.Contains(part.Id))
            {
                after.Add(part);
                continue;
            }
            var id = part.Id;
            foreach (var piece in pieces[part.Id])
            {
                after.Add(new(id, piece.Quantity, piece.Picked));
                id = new(nextId());
            }
            if (Rest(part, pieces[part.Id]) is var rest && rest.Quantity > Quantity.Zero)
                after.Add(new(id, rest.Quantity, rest.Picked));
        }
        return after.ToImmutable();
    }

    /// <summary>The first of them takes in the others.</summary>
    public static ImmutableArray<PickLinePart> Merge(ImmutableArray<PickLinePart> parts, ImmutableArray<LineId> ids)
    {
        var merged = parts.Where(p => ids.Contains(p.Id)).Aggregate(
            (one, other) => one with { Quantity = one.Quantity + other.Quantity, Picked = one.Picked + other.Picked });
        return [.. parts.Where(p => p.Id == merged.Id || !ids.Contains(p.Id)).Select(p => p.Id == merged.Id ? merged : p)];
    }

    /// <summary>What was picked of the parts in all.</summary>
    public static Quantity Picked(IEnumerable<PickLinePart> parts) => new(parts.Sum(p => p.Picked.Thousandths));
}
