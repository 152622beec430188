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

    internal override bool MovesDelivery => true;

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

    internal override bool IsAlreadyApplied(Order order) =>
        FitsMethod(order.Delivery) && ApplyTo(order.Delivery) == order.Delivery && !Readmits(order);

    internal override bool CanApply(Order order) => FitsMethod(order.Delivery);

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var after = ApplyTo(order.Delivery);
        var changed = new OrderEvent.DeliveryChanged(after.Kind, after.CollectAt, after.ShippingPreferences);
        return Readmits(order)
            ? new([changed, new OrderEvent.FacilitiesExcluded([after.CollectAt!.Value]) { IsLifted = true }])
            : new([changed]);
    }

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        var (then, now, merge) = (baseOrder.Delivery, currentOrder.Delivery, new ThreeWayMerge());
        var isFree = !Method.IsSpecified
            || merge.TryChange("/delivery/kind", "delivery method", (then.Method, now.Method, Method.Value), ToJson);
        var rest = new SetDelivery
        {
            Method = isFree ? Method : default,
            SameDay = TryChange("sameDay", "same-day delivery", SameDay.IsSpecified, IsSameDay, SameDay.ValueOr(false), ToJson)
                ? SameDay
                : default,
            Carriers = TryChange("carriers", "preferred carriers", Carriers.IsSpecified, GetNames, Join(Carriers), DiffJson.ToJson)
                ? Carriers
                : default,
        };
        return new(rest == new SetDelivery() ? null : rest, merge.Conflicts);

        // A change to collection removes the preferences, also those that somebody else set.
        bool TryChange<T>(string name, string words, bool isSet, Func<Delivery, T> get, T value, Func<T, string?> toJson) =>
            (!isSet && !IsCollection) || merge.TryChange($"/delivery/{name}", words, (get(then), get(now), value), toJson);

        static string? Join(Optional<ImmutableArray<string>> carriers) => new ShippingPreferences(false, carriers.ValueOr([])).CarrierNames;
    }

    private bool IsCollection => Method is { IsSpecified: true, Value.Kind: DeliveryKind.Collect };

    private static bool IsSameDay(Delivery delivery) => delivery.ShippingPreferences is { SameDay: true };

    private static string? GetNames(Delivery delivery) => delivery.ShippingPreferences?.CarrierNames;

    private static string? ToJson(bool value) => value ? "true" : null;

    private static string? ToJson(DeliveryMethod method) =>
        DiffJson.ToJson(method.CollectAt is { } facility ? $"collect at {facility.Value}" : method.Kind.ToString().ToLowerInvariant());

    /// <summary>Whether the customer is to collect the order at a facility that the order excludes.</summary>
    private bool Readmits(Order order) =>
        IsCollection && Method.Value.CollectAt is { } facility && order.ExcludedFacilities.Contains(facility);
}
