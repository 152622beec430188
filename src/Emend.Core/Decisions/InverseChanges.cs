using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Calculates the changes that undo a modification, as far as changes can express that.</summary>
internal static class InverseChanges
{
    private static readonly string[] WithdrawnFields = ["refused", "refusedByCustomer", "returned"];

    public static ImmutableArray<Change> Between(Order before, Order after)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (var line in before.Lines)
        {
            if (after.FindLine(line.Id) is { } now)
            {
                AddLineChanges(line, now, before, after, changes);
            }
            else
            {
                changes.Add(new AddLine(
                    new(line.Article, line.Properties, line.Quantity, before.PersonalData
                        .GetLineAttributes(line.Id), line.AdditionalData)));
            }
        }

        foreach (var line in after.Lines)
        {
            if (before.FindLine(line.Id) is null)
            {
                changes.Add(new SetLineQuantity(line.Id, Quantity.Zero));
            }
        }

        AddDeliveryChanges(before.Delivery, after.Delivery, changes);
        if (before.Delivery.PreferredTime != after.Delivery.PreferredTime)
        {
            changes.Add(new SetPreferredTime(before.Delivery.PreferredTime));
        }

        if (!IsErased(before, after))
        {
            AddPersonalChanges(before.PersonalData, after.PersonalData, changes);
        }

        return changes.ToImmutable();
    }

    /// <summary>Returns the effects of the modification that no change can undo.</summary>
    public static IEnumerable<UnrestoredField> GetIrreversible(Order before, Order after, Order currentOrder)
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

    private static bool IsErased(Order before, Order after) => before.PersonalData.IsErased || after.PersonalData.IsErased;

    private static void AddLineChanges(Line previousLine, Line now, Order before, Order after, ImmutableArray<Change>.Builder changes)
    {
        if (previousLine.Quantity != now.Quantity)
        {
            changes.Add(new SetLineQuantity(previousLine.Id, previousLine.Quantity));
        }

        if (previousLine.Properties != now.Properties)
        {
            changes.Add(new SetLineArticle(previousLine.Id, previousLine.Properties, null));
        }

        var attributes =
            InvertAttributes(before.PersonalData.GetLineAttributes(previousLine.Id), after.PersonalData.GetLineAttributes(previousLine.Id));
        if (!IsErased(before, after) && !attributes.IsEmpty)
        {
            changes.Add(new SetLineAttributes(previousLine.Id, attributes));
        }
    }

    private static void AddDeliveryChanges(Delivery before, Delivery after, ImmutableArray<Change>.Builder changes)
    {
        var (previous, now) = (before.ShippingPreferences, after.ShippingPreferences);
        if (before.Method != after.Method || previous != now)
        {
            changes.Add(new SetDelivery
            {
                Method = OptionalIf(before.Method != after.Method, before.Method),
                SameDay = OptionalIf(previous?.SameDay != now?.SameDay, previous?.SameDay ?? false),
                Carriers = OptionalIf(previous?.CarrierNames != now?.CarrierNames, previous?.Carriers ?? []),
            });
        }
    }

    private static void AddPersonalChanges(PersonalData before, PersonalData after, ImmutableArray<Change>.Builder changes)
    {
        if (InvertAttributes(before.Attributes, after.Attributes) is { IsEmpty: false } attributes)
        {
            changes.Add(new SetAttributes(attributes));
        }

        var (previousConsumer, now) = (before.Consumer, after.Consumer);
        var consumer = new SetConsumer
        {
            ConsumerId = OptionalIf(previousConsumer.ConsumerId != now.ConsumerId, previousConsumer.ConsumerId),
            Email = OptionalIf(previousConsumer.Email != now.Email, previousConsumer.Email),
            FacilityRef = OptionalIf(previousConsumer.FacilityRef != now.FacilityRef, previousConsumer.FacilityRef),
            TenantFacilityId = OptionalIf(previousConsumer.TenantFacilityId != now.TenantFacilityId, previousConsumer.TenantFacilityId),
            Addresses = OptionalIf(!previousConsumer.Addresses.SequenceEqual(now.Addresses), previousConsumer.Addresses),
            Attributes = OptionalIf(!previousConsumer.Attributes.SequenceEqual(now.Attributes), previousConsumer.Attributes),
        };
        if (consumer != new SetConsumer())
        {
            changes.Add(consumer);
        }
    }

    private static Optional<T> OptionalIf<T>(bool differs, T was) => differs ? was : default(Optional<T>);

    private static ImmutableSortedDictionary<string, JsonText?> InvertAttributes(
        ImmutableSortedDictionary<string, JsonText> before, ImmutableSortedDictionary<string, JsonText> after)
    {
        var back = ImmutableSortedDictionary.CreateBuilder<string, JsonText?>(StringComparer.Ordinal);
        foreach (var (name, value) in before)
        {
            if (!after.TryGetValue(name, out var now) || now != value)
            {
                back[name] = value;
            }
        }

        foreach (var name in after.Keys)
        {
            if (!before.ContainsKey(name))
            {
                back[name] = null;
            }
        }

        return back.ToImmutable();
    }
}
