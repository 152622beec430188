using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Shipping;

namespace Emend.Server.BackgroundWork;

/// <summary>Creates the label request of a parcel. Replaces ids with names and addresses.</summary>
internal sealed class LabelRequestBuilder(ICarrierStore carriers, IFacilityStore facilities)
{
    private const string DefaultProduct = "standard";

    /// <summary>The request; null if the order has no delivery address.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="order">The order, which waits for the label.</param>
    /// <param name="id">The id of the effect.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<LabelRequest?> Create(
        TenantId tenant, Order order, string id, ExternalEffect.RequestLabel effect, CancellationToken ct)
    {
        if (order.PersonalData.Consumer.DeliveryAddress is not { } address)
        {
            return null;
        }

        var shipment = order.FindShipment(effect.Shipment)!;
        return new(
            $"{tenant.Value}/{id}",
            await FindCarrierName(tenant, shipment.Carrier!, ct),
            shipment.Product ?? DefaultProduct,
            order.TenantOrderId ?? order.Id.Value,
            await CreateSender(tenant, shipment.Facility, ct),
            address);
    }

    private async Task<string> FindCarrierName(TenantId tenant, string id, CancellationToken ct) =>
        await carriers.Find(tenant, id, ct) is { } carrier ? Parse(carrier.Doc).ReadText("name") ?? carrier.Key : id;

    private async Task<LabelSender> CreateSender(TenantId tenant, FacilityId id, CancellationToken ct)
    {
        if (await facilities.Find(tenant, id, ct) is not { } facility)
        {
            return new(id.Value, null);
        }

        var doc = Parse(facility.Doc);
        return new(
            doc.ReadText("name") ?? facility.TenantFacilityId ?? id.Value,
            doc.ReadMember("address") is { } address ? ToAddress(address) : null);
    }

    private static Address? ToAddress(JsonElement address) =>
        (address.ReadText("street"), address.ReadText("postalCode"), address.ReadText("city"), address.ReadText("country")) is
            ({ } street, { } postalCode, { } city, { } country)
            ? new()
            {
                CompanyName = address.ReadText("companyName"),
                Street = street,
                HouseNumber = address.ReadText("houseNumber"),
                PostalCode = postalCode,
                City = city,
                Country = country,
            }
            : null;

    private static JsonElement Parse(JsonText doc) => JsonElement.Parse(doc.Raw);
}
