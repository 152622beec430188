using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Shipping;

/// <summary>A stored carrier.</summary>
/// <param name="Id">The id.</param>
/// <param name="Key">The well-known name of the carrier.</param>
/// <param name="Active">Whether the carrier is active.</param>
/// <param name="SameDay">Whether the carrier delivers on the same day.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="Doc">The other members: a JSON object that is returned unchanged.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ModifiedAt">The time of the last change.</param>
internal sealed record StoredCarrier(
    string Id,
    string Key,
    bool Active,
    bool SameDay,
    long Version,
    JsonText Doc,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt);

/// <summary>A stored connection of a carrier to a facility.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Carrier">The carrier.</param>
/// <param name="Active">Whether the connection is active.</param>
/// <param name="Cutoff">The cutoff time for shipping today, in minutes of the day; null = no cutoff.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="Doc">The other members: a JSON object that is returned unchanged.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ModifiedAt">The time of the last change.</param>
internal sealed record StoredCarrierConnection(
    FacilityId Facility,
    StoredCarrier Carrier,
    bool Active,
    int? Cutoff,
    long Version,
    JsonText Doc,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt);

/// <summary>Carriers and their connections to facilities. Every write increments the facilities version in the same transaction.</summary>
internal interface ICarrierStore
{
    Task<StoreWriteResult> Add(TenantId tenant, StoredCarrier carrier, CancellationToken ct);

    Task<StoredCarrier?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<Page<StoredCarrier>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct);

    /// <summary>Returns Written, or AlreadyExists if the carrier is already connected to the facility.</summary>
    Task<StoreWriteResult> Connect(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct);

    /// <summary>Writes if the stored version is one less. Returns Written or VersionConflict.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct);

    Task<StoredCarrierConnection?> FindConnection(TenantId tenant, FacilityId facility, string carrier, CancellationToken ct);

    /// <summary>The carrier connections of a facility.</summary>
    Task<IReadOnlyList<StoredCarrierConnection>> ListConnections(TenantId tenant, FacilityId facility, CancellationToken ct);
}
