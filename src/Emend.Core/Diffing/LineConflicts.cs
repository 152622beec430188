using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Finds conflicts that affect a whole line.</summary>
internal static class LineConflicts
{
    public static string GetPath(LineId line, string field = "") =>
        $"/lines{OrderDiff.ToPathSegment(line.Value)}{(field.Length > 0 ? "/" + field : "")}";

    /// <summary>The conflict with a line that was removed later; null if there is none.</summary>
    public static FieldConflict? FindRemoval(LineId line, Order baseOrder, Order currentOrder, string? wanted = null) =>
        baseOrder.FindLine(line) is { } previousLine && currentOrder.FindLine(line) is null
            ? new(GetPath(line), OrderFields.CreateLine(previousLine, baseOrder).AsJson, null, wanted is null
                ? null : new JsonText(wanted), "line")
            : null;

    /// <summary>The conflict of removing a line that was changed later; null if there is none.</summary>
    public static FieldConflict? FindModification(LineId line, Order baseOrder, Order currentOrder)
    {
        var (previousLine, present) = (baseOrder.FindLine(line)!, currentOrder.FindLine(line)!);
        var same = previousLine.Quantity == present.Quantity && previousLine.Properties == present.Properties
            && baseOrder.PersonalData.GetLineAttributes(line).SequenceEqual(currentOrder.PersonalData.GetLineAttributes(line));
        return same ? null
            : new(GetPath(line), OrderFields.CreateLine(previousLine, baseOrder).AsJson,
                OrderFields.CreateLine(present, currentOrder).AsJson, null, "line");
    }
}
