using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>A store or warehouse, as used by routing.</summary>
/// <param name="Id">Id.</param>
/// <param name="Status">Routing uses online facilities only.</param>
/// <param name="Kind">Store or warehouse.</param>
/// <param name="PostalLocation">Location of the facility.</param>
public sealed record Facility(FacilityId Id, FacilityStatus Status, FacilityKind Kind, PostalLocation PostalLocation)
{
    /// <summary>Services and picking times.</summary>
    public FacilityCapabilities Capabilities { get; init; } = FacilityCapabilities.Unknown;

    /// <summary>The connected carriers.</summary>
    public ImmutableArray<CarrierConnection> Carriers { get; init; } = [];
}

/// <summary>Status of a facility.</summary>
public enum FacilityStatus
{
    /// <summary>Accepts work.</summary>
    Online,

    /// <summary>Temporarily accepts no work.</summary>
    Suspended,

    /// <summary>Accepts no work.</summary>
    Offline,
}

/// <summary>Kind of a facility.</summary>
public enum FacilityKind
{
    /// <summary>A store.</summary>
    Store,

    /// <summary>A warehouse.</summary>
    Warehouse,
}
