using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Shipping;

namespace Emend.Server.BackgroundWork;

/// <summary>Creates the label request of a parcel and sends it to the carrier. Replaces ids with names and addresses.</summary>
internal sealed class LabelRequestBuilder(ICarrierGateway carrierGateway, ICarrierStore carriers, IFacilityStore facilities)
{
    private const string DefaultProduct = "standard";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The response of the carrier; null if the carrier is unreachable.</summary>
    public async Task<CarrierResponse?> RequestLabel(TenantId tenant, Order order, Shipment shipment, Parcel parcel, CancellationToken ct)
    {
        if (order.PersonalData.Consumer.DeliveryAddress is not { } address)
        {
            return new CarrierResponse.LabelRejected("noAddress");
        }

        var request = new LabelRequest(
            $"{tenant.Value}/{parcel.Id.Value}/{parcel.LabelRequested!.Value.UtcTicks}",
            await FindCarrierName(tenant, shipment.Carrier!, ct),
            shipment.Product ?? DefaultProduct,
            order.TenantOrderId ?? order.Id.Value,
            await CreateSender(tenant, shipment.Facility, ct),
            address);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            return await carrierGateway.RequestLabel(request, timeout.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested) // unavailable or too slow: the request is retried
        {
            return null;
        }
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
