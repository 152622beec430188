using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>The units to route and the routing constraints of the order.</summary>
/// <param name="Lines">Open units per line. Several lines can have the same article; they share its stock.</param>
/// <param name="Destination">Destination; null if unknown. Without a destination, country and distance are ignored.</param>
/// <param name="Preselected">Allowed facilities; empty means any.</param>
/// <param name="ExcludedFacilities">Excluded facilities.</param>
/// <param name="OwnReservations">Reservations of the order itself; counted as available.</param>
/// <param name="CollectAt">Collection facility, the only allowed one; null for shipping.</param>
public sealed record RoutingDemand(
    ImmutableArray<DemandLine> Lines,
    PostalLocation? Destination,
    ImmutableArray<FacilityId> Preselected,
    ImmutableArray<FacilityId> ExcludedFacilities,
    ImmutableArray<OwnReservation> OwnReservations,
    FacilityId? CollectAt)
{
    /// <summary>Time of the routing.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Preferred time of the customer; null if not specified.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>Shipping preferences of the customer; null if there are none.</summary>
    public ShippingPreferences? ShippingPreferences { get; init; }

    /// <summary>The facilities to which units of the lines are routed now; empty for units without a facility.</summary>
    public ImmutableArray<Assignment> Places { get; init; } = [];

    /// <summary>Whether the order must arrive on the same day.</summary>
    internal bool IsSameDay => ShippingPreferences is { SameDay: true };
}

/// <summary>The open units of one line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Article">The article.</param>
/// <param name="Quantity">Quantity; a line with quantity zero is ignored.</param>
/// <param name="Bundle">Number of the bundle; 0 means none. One facility supplies all lines of a bundle, or none.</param>
public readonly record struct DemandLine(LineId Line, ArticleId Article, Quantity Quantity, int Bundle);

/// <summary>A reservation of the order itself; counts as available in a reroute.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct OwnReservation(FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>Available stock for routing.</summary>
public interface IStockView
{
    /// <summary>Whether stock is infinite. Then every article is available everywhere and <see cref="Available"/> is not called.</summary>
    bool IsInfinite { get; }

    /// <summary>
    /// Quantity on hand minus reservations, in thousandths, per facility in network order. Empty if the article is unknown. Values can be
    /// negative.
    /// </summary>
    ReadOnlySpan<long> Available(ArticleId article);
}

/// <summary>Workload of the facilities for routing.</summary>
public interface IWorkloadView
{
    /// <summary>Number of orders with reservations per facility, in network order; empty if unknown.</summary>
    ReadOnlySpan<int> Orders { get; }

    /// <summary>Reserved units per facility in thousandths, in network order; empty if unknown.</summary>
    ReadOnlySpan<long> Units { get; }
}
