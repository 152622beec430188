using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;

namespace Emend.Server.Catalog;

/// <summary>A stored facility: the members for routing, and the other members of the API.</summary>
/// <param name="Facility">The members for routing.</param>
/// <param name="TenantFacilityId">The tenant facility id, unique in the tenant; null if none was given.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="Doc">The other members: a JSON object that is returned unchanged.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ModifiedAt">The time of the last change.</param>
internal sealed record StoredFacility(
    Facility Facility, string? TenantFacilityId, long Version, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Filter for facilities, ordered by id. Null and empty values match all.</summary>
internal sealed record FacilityFilter(
    FacilityId? StartAfter, int Size, string? TenantFacilityId, ImmutableArray<FacilityStatus> Status)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

/// <summary>Facilities. Every write increments the facilities version of the tenant in the same transaction.</summary>
internal interface IFacilityStore
{
    /// <summary>Returns Written or AlreadyExists.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredFacility facility, CancellationToken ct);

    Task<StoredFacility?> Find(TenantId tenant, FacilityId id, CancellationToken ct);

    Task<StoredFacility?> FindByTenantId(TenantId tenant, string tenantFacilityId, CancellationToken ct);

    Task<Page<StoredFacility>> List(TenantId tenant, FacilityFilter filter, CancellationToken ct);

    /// <summary>
    /// Writes if the stored version is one less than the facility's. Returns Written, NotFound, VersionConflict or AlreadyExists.
    /// </summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredFacility facility, CancellationToken ct);
}

/// <summary>Numbers of entities that depend on a facility and prevent its deletion.</summary>
internal readonly record struct FacilityDependents(long Stocks, long Listings, long Entities)
{
    public bool Any => Stocks + Listings + Entities > 0;
}

internal interface IFacilityDeleter
{
    /// <summary>
    /// Deletes the facility if it has no dependents. Returns the dependents, or null if the facility does not exist.
    /// </summary>
    Task<FacilityDependents?> Remove(TenantId tenant, FacilityId facility, CancellationToken ct);
}
