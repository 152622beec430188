using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>A parcel with the address that it is sent from.</summary>
/// <param name="Shipment">The shipment of the parcel.</param>
/// <param name="Parcel">Id of the parcel.</param>
/// <param name="Sender">Address of the facility: a JSON object; null if the facility does not exist anymore.</param>
internal readonly record struct SentParcel(OwnedEntity<Shipment> Shipment, EntityId Parcel, JsonText? Sender);

/// <summary>Reads the addresses of the facilities that send parcels.</summary>
internal sealed class SenderAddressResolver(IFacilityStore facilities)
{
    public async Task<SentParcel> ResolveOne(TenantId tenant, OwnedParcel parcel, CancellationToken ct) =>
        (await Resolve(tenant, [parcel], ct))[0];

    public async Task<IReadOnlyList<SentParcel>> Resolve(TenantId tenant, IReadOnlyList<OwnedParcel> parcels, CancellationToken ct)
    {
        var addresses = new Dictionary<FacilityId, JsonText?>();
        foreach (var facility in parcels.Select(p => p.Shipment.Entity.Facility).Distinct())
        {
            var found = await facilities.Find(tenant, facility, ct);
            addresses[facility] = found is not null && JsonElement.Parse(found.Doc.Raw).ReadMember("address") is { } address
                ? new(address.GetRawText())
                : null;
        }

        return [.. parcels.Select(p => new SentParcel(p.Shipment, p.Parcel, addresses[p.Shipment.Entity.Facility]))];
    }
}
