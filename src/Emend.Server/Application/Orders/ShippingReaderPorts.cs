using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Application.Orders;

/// <summary>Reads active and ended handover jobs, shipments and parcels for the APIs, not for decisions.</summary>
internal interface IShippingReader
{
    /// <summary>A handover job with its order.</summary>
    Task<OwnedEntity<HandoverJob>?> FindHandoverJob(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Handover jobs; null if the condition of the filter would have to examine too many handover jobs.</summary>
    Task<Page<OwnedEntity<HandoverJob>>?> ListHandoverJobs(
        TenantId tenant, ShippingFilter<HandoverJob, HandoverStatus> filter, CancellationToken ct);

    /// <summary>A shipment with its order.</summary>
    Task<OwnedEntity<Shipment>?> FindShipment(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>The shipment of a parcel.</summary>
    Task<OwnedEntity<Shipment>?> FindShipmentOfParcel(TenantId tenant, EntityId parcel, CancellationToken ct);

    /// <summary>
    /// Parcels by id after <paramref name="after"/>, with their shipments. An empty <paramref name="within"/> matches all.
    /// </summary>
    Task<Page<OwnedParcel>> ListParcels(
        TenantId tenant, EntityId? after, int size, ImmutableArray<FacilityId> within, CancellationToken ct);

    /// <summary>Shipments; null if the condition of the filter would have to examine too many shipments.</summary>
    Task<Page<OwnedEntity<Shipment>>?> ListShipments(
        TenantId tenant, ShippingFilter<Shipment, ShipmentStatus> filter, CancellationToken ct);
}

/// <summary>Filter for handover jobs or shipments. Null and empty values match all.</summary>
internal sealed record ShippingFilter<T, TStatus>(
    EntityId? StartAfter, int Size, string? TenantOrderId, FacilityId? Facility, ImmutableArray<TStatus> Status)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];

    /// <summary>Only entities of the order with this pick job.</summary>
    public EntityId? PickJob { get; init; }

    /// <summary>Only entities of the order with this shipment.</summary>
    public EntityId? Shipment { get; init; }

    public EntityCondition<T>? Condition { get; init; }
}

/// <summary>A parcel with its shipment and order.</summary>
internal sealed record OwnedParcel(OwnedEntity<Shipment> Shipment, EntityId Parcel);
