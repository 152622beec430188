using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>What others did to a line as a whole.</summary>
internal static class LineConflicts
{
    public static string Path(LineId line, string field = "") =>
        $"/lines{OrderDiff.Part(line.Value)}{(field.Length > 0 ? "/" + field : "")}";

    /// <summary>A line that was there then and was removed since; null otherwise.</summary>
    public static FieldConflict? Gone(LineId line, Order then, Order now, string? wanted = null) =>
        then.FindLine(line) is { } was && now.FindLine(line) is null
            ? new(Path(line), OrderFields.Line(was, then).Said, null, wanted is null ? null : new JsonText(wanted), "line")
            : null;

    /// <summary>A line that is to go, and that somebody else changed since.</summary>
    public static FieldConflict? Altered(LineId line, Order then, Order now)
    {
        var (was, present) = (then.FindLine(line)!, now.FindLine(line)!);
        var same = was.Quantity == present.Quantity && was.Properties == present.Properties
            && then.PersonalData.AttributesOf(line).SequenceEqual(now.PersonalData.AttributesOf(line));
        return same ? null : new(Path(line), OrderFields.Line(was, then).Said, OrderFields.Line(present, now).Said, null, "line");
    }
}
