using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>How an order reaches its customer.</summary>
public sealed record Delivery
{
    /// <summary>By shipping, or collected in a facility.</summary>
    public DeliveryKind Kind { get; init; }

    /// <summary>Where it goes, without names and streets; null where no address was given.</summary>
    public PostalLocation? Destination { get; init; }

    /// <summary>Where it is collected; null for shipping.</summary>
    public FacilityId? CollectAt { get; init; }

    /// <summary>
    /// When the customer wants it: desired delivery time of a ship-from-store order, provisioning time of click and collect.
    /// </summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>The only facilities it may be routed to; empty for any.</summary>
    public ImmutableArray<FacilityId> Preselected { get; init; } = [];

    /// <summary>What the customer wants of the shipping; null where nothing.</summary>
    public ShippingPreferences? ShippingPreferences { get; init; }
}

/// <summary>What a customer wants of the shipping.</summary>
/// <param name="SameDay">To have it the same day.</param>
/// <param name="Carriers">By one of these carriers, each named by id or key; empty = any.</param>
public sealed record ShippingPreferences(bool SameDay, ImmutableArray<string> Carriers);

/// <summary>How an order reaches its customer.</summary>
public enum DeliveryKind
{
    /// <summary>Sent from a store or a warehouse.</summary>
    Shipping,

    /// <summary>Click and collect.</summary>
    Collect,
}
