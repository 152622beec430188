using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>What is to be routed, and what the order says about where.</summary>
/// <param name="Lines">The open units, line by line. Two lines may name the same article; they share its stock.</param>
/// <param name="Destination">Where it goes; null where that is not known, and then neither country nor distance speaks.</param>
/// <param name="Preselected">The facilities it must be one of; empty = any.</param>
/// <param name="Blocked">Facilities it must not go to.</param>
/// <param name="OwnReservations">What the order itself holds; counted as free, so that a reroute never loses to itself.</param>
/// <param name="Collect">Where the customer collects: only this facility; null = delivered.</param>
public sealed record RoutingDemand(
    ImmutableArray<DemandLine> Lines,
    PostalLocation? Destination,
    ImmutableArray<FacilityId> Preselected,
    ImmutableArray<FacilityId> Blocked,
    ImmutableArray<OwnReservation> OwnReservations,
    FacilityId? Collect)
{
    /// <summary>The moment of routing.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When the customer wants it; null where nobody said.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>What the customer wants of the shipping; null where nothing.</summary>
    public ShippingPreferences? ShippingPreferences { get; init; }

    /// <summary>Whether it must arrive the same day.</summary>
    internal bool SameDay => ShippingPreferences is { SameDay: true };
}

/// <summary>The open units of one line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Article">What is wanted.</param>
/// <param name="Quantity">How much of it; a line of nothing is neither placed nor unplaced.</param>
/// <param name="Bundle">0 = none. Lines of the same bundle go to one facility together or not at all.</param>
public readonly record struct DemandLine(LineId Line, ArticleId Article, Quantity Quantity, int Bundle);

/// <summary>What the order itself holds now; counts as free in a reroute.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct OwnReservation(FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>What can be had, as routing asks for it.</summary>
public interface IStockView
{
    /// <summary>Infinite stock: everything is available everywhere, and <see cref="Available"/> is not asked.</summary>
    bool IsInfinite { get; }

    /// <summary>
    /// On hand less reserved, in thousandths, one number per facility in network order; an empty span where nothing is known of
    /// the article. May be negative.
    /// </summary>
    ReadOnlySpan<long> Available(ArticleId article);
}

/// <summary>How much work waits at the facilities, as routing asks for it.</summary>
public interface IWorkloadView
{
    /// <summary>Orders that have something set aside there, one number per facility in network order; empty where unknown.</summary>
    ReadOnlySpan<int> Orders { get; }

    /// <summary>Thousandths of units set aside there, alike.</summary>
    ReadOnlySpan<long> Units { get; }
}
