using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>The changes that lead from the order after a modification to the order before it, as far as changes can say so.</summary>
internal static class InverseChanges
{
    public static ImmutableArray<Change> Of(Order before, Order after)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (var line in before.Lines)
            if (after.FindLine(line.Id) is { } now)
                Line(line, now, before, after, changes);
            else
                changes.Add(new AddLine(
                    new(line.Article, line.Properties, line.Quantity, before.PersonalData.AttributesOf(line.Id), line.AdditionalData)));
        foreach (var line in after.Lines)
            if (before.FindLine(line.Id) is null)
                changes.Add(new SetLineQuantity(line.Id, Quantity.Zero));
        if (before.Delivery.PreferredTime != after.Delivery.PreferredTime)
            changes.Add(new SetPreferredTime(before.Delivery.PreferredTime));
        if (!IsErased(before, after))
            Personal(before.PersonalData, after.PersonalData, changes);
        return changes.ToImmutable();
    }

    /// <summary>What the modification did that no change can take back.</summary>
    public static IEnumerable<UnrestoredField> Lasting(Order before, Order after, Order now)
    {
        foreach (var fieldDifference in OrderDiff.Between(before, after))
            if (fieldDifference.IsErased)
                yield return new(fieldDifference.Path, NotRestoredReason.Erased, null, null, fieldDifference.Description);
            else if (fieldDifference.Area is DifferenceArea.Order or DifferenceArea.Money or DifferenceArea.Shipping)
                yield return new(fieldDifference.Path, NotRestoredReason.Irreversible, fieldDifference.Before, fieldDifference.After, fieldDifference.Description);
        foreach (var line in before.Lines)
            if (after.FindLine(line.Id) is null && !IsBack(line, before, after, now))
                yield return new(
                    LineConflicts.Path(line.Id), NotRestoredReason.Recreated, OrderFields.Line(line, before).Said, null, "line");
    }

    /// <summary>Whether a line that the modification removed stands on the order again, as a new one of the same quantity.</summary>
    public static bool IsBack(Line line, Order before, Order after, Order now) => now.Lines.Any(l =>
        l.Article == line.Article && l.Quantity == line.Quantity && before.FindLine(l.Id) is null && after.FindLine(l.Id) is null);

    private static bool IsErased(Order before, Order after) => before.PersonalData.IsErased || after.PersonalData.IsErased;

    private static void Line(Line was, Line now, Order before, Order after, ImmutableArray<Change>.Builder changes)
    {
        if (was.Quantity != now.Quantity)
            changes.Add(new SetLineQuantity(was.Id, was.Quantity));
        if (was.Properties != now.Properties)
            changes.Add(new SetLineArticle(was.Id, was.Properties, null));
        var attributes = Back(before.PersonalData.AttributesOf(was.Id), after.PersonalData.AttributesOf(was.Id));
        if (!IsErased(before, after) && !attributes.IsEmpty)
            changes.Add(new SetLineAttributes(was.Id, attributes));
    }

    private static void Personal(PersonalData before, PersonalData after, ImmutableArray<Change>.Builder changes)
    {
        if (Back(before.Attributes, after.Attributes) is { IsEmpty: false } attributes)
            changes.Add(new SetAttributes(attributes));
        var (was, now) = (before.Consumer, after.Consumer);
        var consumer = new SetConsumer
        {
            ConsumerId = Where(was.ConsumerId != now.ConsumerId, was.ConsumerId),
            Email = Where(was.Email != now.Email, was.Email),
            FacilityRef = Where(was.FacilityRef != now.FacilityRef, was.FacilityRef),
            TenantFacilityId = Where(was.TenantFacilityId != now.TenantFacilityId, was.TenantFacilityId),
            Addresses = Where(!was.Addresses.SequenceEqual(now.Addresses), was.Addresses),
            Attributes = Where(!was.Attributes.SequenceEqual(now.Attributes), was.Attributes),
        };
        if (consumer != new SetConsumer())
            changes.Add(consumer);
    }

    private static Optional<T> Where<T>(bool differs, T was) => differs ? was : default(Optional<T>);

    private static ImmutableSortedDictionary<string, JsonText?> Back(
        ImmutableSortedDictionary<string, JsonText> before, ImmutableSortedDictionary<string, JsonText> after)
    {
        var back = ImmutableSortedDictionary.CreateBuilder<string, JsonText?>(StringComparer.Ordinal);
        foreach (var (name, value) in before)
            if (!after.TryGetValue(name, out var now) || now != value)
                back[name] = value;
        foreach (var name in after.Keys)
            if (!before.ContainsKey(name))
                back[name] = null;
        return back.ToImmutable();
    }
}
