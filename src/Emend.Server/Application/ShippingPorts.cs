using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>Handover jobs, shipments and parcels, live and dead, read for the faces; never for decisions.</summary>
internal interface IShippingReader
{
    /// <summary>A handover job, with the order it belongs to.</summary>
    Task<OwnedEntity<HandoverJob>?> HandoverJob(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Handover jobs by id.</summary>
    Task<Page<OwnedEntity<HandoverJob>>> HandoverJobs(TenantId tenant, ShippingFilter<HandoverStatus> filter, CancellationToken ct);

    /// <summary>A shipment, with the order it belongs to.</summary>
    Task<OwnedEntity<Shipment>?> Shipment(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>The shipment that a parcel is of.</summary>
    Task<OwnedEntity<Shipment>?> ShipmentOf(TenantId tenant, EntityId parcel, CancellationToken ct);

    /// <summary>Parcels by id after that one, each with its shipment; empty reach = all.</summary>
    Task<Page<OwnedParcel>> Parcels(
        TenantId tenant, EntityId? after, int size, ImmutableArray<FacilityId> within, CancellationToken ct);

    /// <summary>Shipments by id.</summary>
    Task<Page<OwnedEntity<Shipment>>> Shipments(TenantId tenant, ShippingFilter<ShipmentStatus> filter, CancellationToken ct);
}

/// <summary>Which of them.</summary>
internal sealed record ShippingFilter<TStatus>(
    EntityId? StartAfter, int Size, string? TenantOrderId, FacilityId? Facility, ImmutableArray<TStatus> Status)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

/// <summary>A parcel, with the shipment and the order it belongs to.</summary>
internal sealed record OwnedParcel(OwnedEntity<Shipment> Shipment, EntityId Parcel);

/// <summary>A label that a carrier made. It says where somebody lives.</summary>
/// <param name="Zpl">For a label printer.</param>
/// <param name="Page">For any printer: a page of HTML.</param>
internal sealed record ShippingLabel(string Zpl, string Page);

/// <summary>Labels, kept with the personal data of their order: whoever erases that erases them.</summary>
internal interface ILabelStore
{
    /// <summary>Keeps the answer to the request of that moment; once kept, it stays as it is.</summary>
    Task Keep(TenantId tenant, OrderId order, DateTimeOffset asked, ShippingLabel label, CancellationToken ct);

    /// <summary>The answer to that request; null where there is none, or it was erased.</summary>
    Task<ShippingLabel?> Find(TenantId tenant, OrderId order, DateTimeOffset asked, CancellationToken ct);
}

/// <summary>What a carrier is asked for.</summary>
/// <param name="Key">The same for every time the same label is asked for: who is asked twice answers once.</param>
/// <param name="Carrier">The carrier, by the name the network knows it by.</param>
/// <param name="Service">Which of its services.</param>
/// <param name="Order">The merchant's number of the order, or ours.</param>
/// <param name="From">Who sends it.</param>
/// <param name="To">Where it goes.</param>
internal sealed record LabelRequest(string Key, string Carrier, string Service, string Order, LabelSender From, Address To);

/// <summary>The facility that sends, as people read it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it is; null where nobody told.</param>
internal sealed record LabelSender(string Name, Address? Address);

/// <summary>What a carrier answers.</summary>
internal abstract record CarrierResponse
{
    private CarrierResponse()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record LabelCreated(string Tracking, ShippingLabel Label) : CarrierResponse;

    /// <summary>It won't; asking again changes nothing.</summary>
    /// <param name="Reason">Why, without personal data.</param>
    public sealed record LabelRejected(string Reason) : CarrierResponse;
}

/// <summary>Carriers that make labels. Throws where one can't be reached: then it is asked again.</summary>
internal interface ICarrierGateway
{
    Task<CarrierResponse> Label(LabelRequest order, CancellationToken ct);
}
