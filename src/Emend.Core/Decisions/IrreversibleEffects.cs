using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>What an undo of a modification does not restore, because changes cannot express it.</summary>
internal static class IrreversibleEffects
{
    private static readonly string[] WithdrawnFields = ["refused", "refusedByCustomer", "returned"];

    /// <summary>Returns the effects of the modification that no change can undo.</summary>
    public static IEnumerable<UnrestoredField> Find(Order before, Order after, Order currentOrder)
    {
        foreach (var difference in OrderDiff.Between(before, after))
        {
            if (difference.IsErased)
            {
                yield return new(difference.Path, NotRestoredReason.Erased, null, null, difference.Description);
            }
            else if (difference.Area is DifferenceArea.Order or DifferenceArea.Money or DifferenceArea.Shipping
                || ChangesWithdrawnUnits(difference, before))
            {
                yield return new(
                    difference.Path, NotRestoredReason.Irreversible, difference.Before, difference.After, difference.Description);
            }
        }

        foreach (var line in before.Lines)
        {
            if (after.FindLine(line.Id) is null && !IsRestored(line, before, after, currentOrder))
            {
                yield return new(
                    LineConflicts.GetPath(line.Id), NotRestoredReason.Recreated, OrderFields.CreateLine(line, before).AsJson, null, "line");
            }
        }
    }

    /// <summary>Whether a removed line is on the order again, as a new line with the same quantity.</summary>
    public static bool IsRestored(Line line, Order before, Order after, Order currentOrder) => currentOrder.Lines.Any(l =>
        l.Article == line.Article && l.Quantity == line.Quantity && before.FindLine(l.Id) is null && after.FindLine(l.Id) is null);

    // A lower quantity removes withdrawn units first. A higher quantity supplies units, it does not withdraw them again.
    private static bool ChangesWithdrawnUnits(FieldDifference difference, Order before) =>
        before.Lines.Any(line => WithdrawnFields.Any(field => difference.Path == LineConflicts.GetPath(line.Id, field)));
}
