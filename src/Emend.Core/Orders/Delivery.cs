using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Delivery of an order.</summary>
public sealed record Delivery
{
    /// <summary>Shipping or click and collect.</summary>
    public DeliveryKind Kind { get; init; }

    /// <summary>Destination without name and street; null if there is no address.</summary>
    public PostalLocation? Destination { get; init; }

    /// <summary>Collection facility; null for shipping.</summary>
    public FacilityId? CollectAt { get; init; }

    /// <summary>
    /// Preferred time of the customer: desired delivery time of a ship-from-store order, provisioning time of click and collect.
    /// </summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>The only facilities allowed in routing; empty means any.</summary>
    public ImmutableArray<FacilityId> Preselected { get; init; } = [];

    /// <summary>Shipping preferences of the customer; null if there are none.</summary>
    public ShippingPreferences? ShippingPreferences { get; init; }

    /// <summary>
    /// Whether a modification set method or shipping preferences, so that the request that placed the order no longer describes them.
    /// </summary>
    public bool IsModified { get; init; }

    /// <summary>Kind and collection facility.</summary>
    internal DeliveryMethod Method => new(Kind, CollectAt);
}

/// <summary>How an order reaches the customer.</summary>
/// <param name="Kind">Shipping or click and collect.</param>
/// <param name="CollectAt">Collection facility; null for shipping.</param>
public readonly record struct DeliveryMethod(DeliveryKind Kind, FacilityId? CollectAt);

/// <summary>Shipping preferences of a customer.</summary>
/// <param name="SameDay">Whether the order must arrive on the same day.</param>
/// <param name="Carriers">Preferred carriers by id or key; empty means any.</param>
public sealed record ShippingPreferences(bool SameDay, ImmutableArray<string> Carriers)
{
    /// <summary>The carriers as one text; null if any carrier is allowed.</summary>
    internal string? CarrierNames => Carriers.IsEmpty ? null : string.Join(", ", Carriers);

    /// <summary>Compares the values of the carriers, not the arrays.</summary>
    public bool Equals(ShippingPreferences? other) =>
        other is not null && SameDay == other.SameDay && Carriers.SequenceEqual(other.Carriers);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(SameDay, Carriers.Length);
}

/// <summary>Delivery method.</summary>
public enum DeliveryKind
{
    /// <summary>Sent from a store or a warehouse.</summary>
    Shipping,

    /// <summary>Click and collect.</summary>
    Collect,
}
