using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>A part of a split pick line. Several pickers or containers can share a line.</summary>
/// <param name="Id">Id of the part; the first part has the id of the line.</param>
/// <param name="Quantity">Quantity to pick.</param>
/// <param name="Picked">Picked quantity.</param>
public readonly record struct PickLinePart(LineId Id, Quantity Quantity, Quantity Picked);

/// <summary>A requested part of a split.</summary>
/// <param name="Source">The line or part to split.</param>
/// <param name="Quantity">Quantity of the new part.</param>
/// <param name="Picked">Picked quantity of the new part.</param>
public readonly record struct PickLineSplitPart(LineId Source, Quantity Quantity, Quantity Picked);

/// <summary>Splits pick lines into parts and merges the parts.</summary>
internal static class PickLineParts
{
    /// <summary>Maximum number of parts of a line.</summary>
    public const int MaxParts = 50;

    /// <summary>Returns the parts of a line; a line that is not split is its own part.</summary>
    public static ImmutableArray<PickLinePart> GetParts(PickLine line) =>
        line.Parts.IsEmpty ? [new(line.Line, line.Quantity, line.Picked)] : line.Parts;

    /// <summary>Finds a line or part by id; null if the pick job does not have it.</summary>
    public static (PickLine Line, PickLinePart Part)? Find(PickJob job, LineId id)
    {
        foreach (var line in job.Lines)
        {
            foreach (var part in GetParts(line))
            {
                if (part.Id == id)
                {
                    return (line, part);
                }
            }
        }

        return null;
    }

    /// <summary>The remainder of a part after the split; negative if the new parts exceed the part.</summary>
    public static (Quantity Quantity, Quantity Picked) GetRemainder(PickLinePart part, IEnumerable<PickLineSplitPart> pieces)
    {
        var (quantity, picked) = (part.Quantity, part.Picked);
        foreach (var piece in pieces)
        {
            (quantity, picked) = (quantity - piece.Quantity, picked - piece.Picked);
        }

        return (quantity, picked > Quantity.Zero ? picked : Quantity.Zero);
    }

    /// <summary>The number of parts after the split.</summary>
    public static int CountParts(PickLinePart part, IReadOnlyCollection<PickLineSplitPart> pieces) =>
        pieces.Count + (GetRemainder(part, pieces).Quantity > Quantity.Zero ? 1 : 0);

    /// <summary>Splits parts. The first new part keeps the id; the remainder becomes one more part at the end.</summary>
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
            if (GetRemainder(part, pieces[part.Id]) is var rest && rest.Quantity > Quantity.Zero)
            {
                after.Add(new(id, rest.Quantity, rest.Picked));
            }
        }
        return after.ToImmutable();
    }

    /// <summary>Merges parts into the first of them.</summary>
    public static ImmutableArray<PickLinePart> Merge(ImmutableArray<PickLinePart> parts, ImmutableArray<LineId> ids)
    {
        var merged = parts.Where(p => ids.Contains(p.Id)).Aggregate(
            (one, other) => one with { Quantity = one.Quantity + other.Quantity, Picked = one.Picked + other.Picked });
        return [.. parts.Where(p => p.Id == merged.Id || !ids.Contains(p.Id)).Select(p => p.Id == merged.Id ? merged : p)];
    }

    /// <summary>
    /// Gives the parts a new total quantity. The last parts lose units that are not picked, or the last part gets more. The first part
    /// keeps the id of the line.
    /// </summary>
    public static ImmutableArray<PickLinePart> WithQuantity(ImmutableArray<PickLinePart> parts, Quantity quantity)
    {
        var after = parts.ToBuilder();
        var excess = parts.Sum(p => p.Quantity.Thousandths) - quantity.Thousandths;
        for (var i = after.Count - 1; i >= 0 && excess != 0; i--)
        {
            var part = after[i];
            var removed = Math.Min(excess, part.Quantity.Thousandths - part.Picked.Thousandths);
            after[i] = part with { Quantity = new(part.Quantity.Thousandths - removed) };
            excess -= removed;
        }

        ImmutableArray<PickLinePart> rest = [.. after.Where(p => p.Quantity > Quantity.Zero)];
        return rest.IsEmpty ? rest : rest.SetItem(0, rest[0] with { Id = parts[0].Id });
    }

    /// <summary>The total picked quantity of the parts.</summary>
    public static Quantity SumPicked(IEnumerable<PickLinePart> parts) => new(parts.Sum(p => p.Picked.Thousandths));
}
