using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>
/// The changes that lead from one order state to another, as far as changes can express the difference. Undo, policy simulations and the
/// replacement of a whole order use them.
/// </summary>
public static class OrderChanges
{
    /// <summary>Returns the changes. Lines are matched by their ids; a line that only the target has is added and gets a new id.</summary>
    /// <param name="from">The state to change.</param>
    /// <param name="to">The target.</param>
    public static ImmutableArray<Change> Between(Order from, Order to)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (var line in to.Lines)
        {
            if (from.FindLine(line.Id) is { } now)
            {
                AddLineChanges(now, line, from, to, changes);
            }
            else
            {
                var attributes = to.PersonalData.GetLineAttributes(line.Id);
                changes.Add(new AddLine(new(line.Article, line.Properties, line.Quantity, attributes, line.AdditionalData)
                {
                    Release = line.Release,
                    ExternalKey = line.ExternalKey,
                }));
            }
        }

        foreach (var line in from.Lines)
        {
            if (to.FindLine(line.Id) is null)
            {
                changes.Add(new SetLineQuantity(line.Id, Quantity.Zero));
            }
        }

        AddDeliveryChanges(from.Delivery, to.Delivery, changes);
        if (from.Delivery.PreferredTime != to.Delivery.PreferredTime)
        {
            changes.Add(new SetPreferredTime(to.Delivery.PreferredTime));
        }

        if (!from.PersonalData.IsErased && !to.PersonalData.IsErased)
        {
            AddPersonalChanges(from.PersonalData, to.PersonalData, changes);
        }

        return changes.ToImmutable();
    }

    /// <summary>
    /// Returns the changes that replace the content of an order: lines, delivery, preferred time, consumer and attributes. A line is
    /// matched by its external key, or by its article if it has none. Other lines are added, and lines without a match are removed.
    /// </summary>
    public static ImmutableArray<Change> ToReplace(Order order, NewOrder content) => Between(order, ReplacedOrder.Create(order, content));

    private static void AddLineChanges(Line from, Line to, Order fromOrder, Order toOrder, ImmutableArray<Change>.Builder changes)
    {
        if (from.Quantity != to.Quantity)
        {
            changes.Add(new SetLineQuantity(from.Id, to.Quantity));
        }

        if (from.Properties != to.Properties)
        {
            changes.Add(new SetLineArticle(from.Id, to.Properties, null));
        }

        if (fromOrder.PersonalData.IsErased || toOrder.PersonalData.IsErased)
        {
            return;
        }

        var attributes = GetAttributeChanges(
            fromOrder.PersonalData.GetLineAttributes(from.Id), toOrder.PersonalData.GetLineAttributes(to.Id));
        if (!attributes.IsEmpty)
        {
            changes.Add(new SetLineAttributes(from.Id, attributes));
        }
    }

    private static void AddDeliveryChanges(Delivery from, Delivery to, ImmutableArray<Change>.Builder changes)
    {
        var (previous, now) = (from.ShippingPreferences, to.ShippingPreferences);
        if (from.Method != to.Method || previous != now)
        {
            changes.Add(new SetDelivery
            {
                Method = OptionalIf(from.Method != to.Method, to.Method),
                SameDay = OptionalIf(previous?.SameDay != now?.SameDay, now?.SameDay ?? false),
                Carriers = OptionalIf(previous?.CarrierNames != now?.CarrierNames, now?.Carriers ?? []),
            });
        }
    }

    private static void AddPersonalChanges(PersonalData from, PersonalData to, ImmutableArray<Change>.Builder changes)
    {
        if (GetAttributeChanges(from.Attributes, to.Attributes) is { IsEmpty: false } attributes)
        {
            changes.Add(new SetAttributes(attributes));
        }

        var (previous, now) = (from.Consumer, to.Consumer);
        var consumer = new SetConsumer
        {
            ConsumerId = OptionalIf(previous.ConsumerId != now.ConsumerId, now.ConsumerId),
            Email = OptionalIf(previous.Email != now.Email, now.Email),
            FacilityRef = OptionalIf(previous.FacilityRef != now.FacilityRef, now.FacilityRef),
            TenantFacilityId = OptionalIf(previous.TenantFacilityId != now.TenantFacilityId, now.TenantFacilityId),
            Addresses = OptionalIf(!previous.Addresses.SequenceEqual(now.Addresses), now.Addresses),
            Attributes = OptionalIf(!previous.Attributes.SequenceEqual(now.Attributes), now.Attributes),
        };
        if (consumer != new SetConsumer())
        {
            changes.Add(consumer);
        }
    }

    private static Optional<T> OptionalIf<T>(bool differs, T value) => differs ? value : default(Optional<T>);

    private static ImmutableSortedDictionary<string, JsonText?> GetAttributeChanges(
        ImmutableSortedDictionary<string, JsonText> from, ImmutableSortedDictionary<string, JsonText> to)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, JsonText?>(StringComparer.Ordinal);
        foreach (var (name, value) in to)
        {
            if (!from.TryGetValue(name, out var now) || now != value)
            {
                changes[name] = value;
            }
        }

        foreach (var name in from.Keys)
        {
            if (!to.ContainsKey(name))
            {
                changes[name] = null;
            }
        }

        return changes.ToImmutable();
    }
}
