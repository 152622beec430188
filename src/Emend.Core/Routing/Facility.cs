using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>A store or a warehouse, as routing sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Only an online one is routed to.</param>
/// <param name="Kind">Store or warehouse.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Facility(FacilityId Id, FacilityStatus Status, FacilityKind Kind, PostalLocation Place)
{
    /// <summary>What it offers, and when it picks.</summary>
    public FacilityCapabilities Terms { get; init; } = FacilityCapabilities.Unknown;

    /// <summary>The carriers that come to it.</summary>
    public ImmutableArray<CarrierConnection> Carriers { get; init; } = [];
}

/// <summary>Whether a facility takes work.</summary>
public enum FacilityStatus
{
    /// <summary>Takes work.</summary>
    Online,

    /// <summary>For a while not.</summary>
    Suspended,

    /// <summary>Does not.</summary>
    Offline,
}

/// <summary>What a facility is.</summary>
public enum FacilityKind
{
    /// <summary>A shop with customers in it.</summary>
    Store,

    /// <summary>A warehouse.</summary>
    Warehouse,
}
