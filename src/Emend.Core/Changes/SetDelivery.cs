using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>
/// Sets how the order reaches the customer: shipping or click and collect, service level and preferred carriers. Omitted members stay
/// unchanged. An order that is collected has no shipping preferences.
/// </summary>
public sealed record SetDelivery : Change
{
    /// <summary>The delivery method.</summary>
    public Optional<DeliveryMethod> Method { get; init; }

    /// <summary>Whether the order must arrive on the same day.</summary>
    public Optional<bool> SameDay { get; init; }

    /// <summary>Preferred carriers by id or key; empty means any.</summary>
    public Optional<ImmutableArray<string>> Carriers { get; init; }

    internal override string Action => ActionNames.Delivery;

    internal override bool CausesReroute => true;

    internal override bool Sets(string path) =>
        (Method.IsSpecified && path is "/delivery/kind" or "/delivery/collectAt")
        || ((SameDay.IsSpecified || Method.IsSpecified) && path is "/delivery/sameDay")
        || ((Carriers.IsSpecified || Method.IsSpecified) && path.StartsWith("/delivery/carriers", StringComparison.Ordinal));

    /// <summary>The delivery after the change.</summary>
    internal Delivery ApplyTo(Delivery present)
    {
        var method = Method.ValueOr(present.Method);
        var sameDay = SameDay.ValueOr(present.ShippingPreferences?.SameDay ?? false);
        var carriers = Carriers.ValueOr(present.ShippingPreferences?.Carriers ?? []);
        return present with
        {
            Kind = method.Kind,
            CollectAt = method.CollectAt,
            ShippingPreferences = method.Kind is DeliveryKind.Shipping && (sameDay || !carriers.IsEmpty) ? new(sameDay, carriers) : null,
        };
    }

    /// <summary>Whether the change sets shipping preferences only if the order is shipped.</summary>
    internal bool FitsMethod(Delivery present) =>
        ApplyTo(present).Kind is DeliveryKind.Shipping
        || !(SameDay.ValueOr(false) || Carriers is { IsSpecified: true, Value.IsEmpty: false });

    internal override bool IsAlreadyApplied(Order order) => FitsMethod(order.Delivery) && ApplyTo(order.Delivery) == order.Delivery;

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var after = ApplyTo(order.Delivery);
        var changed = new OrderEvent.DeliveryChanged(after.Kind, after.CollectAt, after.ShippingPreferences);
        return after.CollectAt is { } facility && order.ExcludedFacilities.Contains(facility)
            ? new([changed, new OrderEvent.FacilitiesExcluded([facility]) { IsLifted = true }])
            : new([changed]);
    }

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        var (then, now, wanted, merge) = (baseOrder.Delivery, currentOrder.Delivery, ApplyTo(baseOrder.Delivery), new ThreeWayMerge());
        var rest = new SetDelivery
        {
            Method = Method.IsSpecified
                && merge.TryChange("/delivery/kind", "delivery method", (then.Method, now.Method, wanted.Method), ToJson)
                ? Method
                : default,
            SameDay = SameDay.IsSpecified
                && merge.TryChange("/delivery/sameDay", "same-day delivery", (IsSameDay(then), IsSameDay(now), SameDay.Value), ToBoolean)
                ? SameDay
                : default,
            Carriers = Carriers.IsSpecified
                && merge.TryChange("/delivery/carriers", "preferred carriers", (Join(then), Join(now), Join(wanted)), DiffJson.ToJson)
                ? Carriers
                : default,
        };
        return new(rest == new SetDelivery() ? null : rest, merge.Conflicts);

        static string? ToJson(DeliveryMethod method) =>
            DiffJson.ToJson(method.CollectAt is { } facility ? $"collect at {facility.Value}" : method.Kind.ToString().ToLowerInvariant());

        static string ToBoolean(bool value) => value ? "true" : "false";

        static bool IsSameDay(Delivery delivery) => delivery.ShippingPreferences is { SameDay: true };

        static string? Join(Delivery delivery) => delivery.ShippingPreferences?.CarrierNames;
    }
}
