using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.BackgroundWork;

/// <summary>Puts the request for a label into the words of carriers: names and addresses where orders know ids.</summary>
internal sealed class LabelRequestBuilder(ICarrierGateway port, ICarrierStore carriers, IFacilityStore facilities)
{
    private const string Default = "standard";

    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    /// <summary>What the carrier says; null where it could not be reached.</summary>
    public async Task<CarrierResponse?> Answer(TenantId tenant, Order order, Shipment shipment, Parcel parcel, CancellationToken ct)
    {
        if (order.PersonalData.Consumer.DeliveryAddress is not { } address)
        {
            return new CarrierResponse.LabelRejected("noAddress");
        }

        var request = new LabelRequest(
            $"{tenant.Value}/{parcel.Id.Value}/{parcel.LabelRequested!.Value.UtcTicks}",
            await Carrier(tenant, shipment.Carrier!, ct),
            shipment.Product ?? Default,
            order.TenantOrderId ?? order.Id.Value,
            await Sender(tenant, shipment.Facility, ct),
            address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Max);
        try
        {
            return await port.Label(request, limit.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested) // away, or too slow: it is asked again
        {
            return null;
        }
    }

    private async Task<string> Carrier(TenantId tenant, string id, CancellationToken ct) =>
        await carriers.Find(tenant, id, ct) is { } carrier ? Doc(carrier.Doc).Text("name") ?? carrier.Key : id;

    private async Task<LabelSender> Sender(TenantId tenant, FacilityId id, CancellationToken ct)
    {
        if (await facilities.Find(tenant, id, ct) is not { } facility)
        {
            return new(id.Value, null);
        }

        var doc = Doc(facility.Doc);
        return new(doc.Text("name") ?? facility.TenantFacilityId ?? id.Value, doc.Part("address") is { } address ? Address(address) : null);
    }

    private static Address? Address(JsonElement address) =>
        (address.Text("street"), address.Text("postalCode"), address.Text("city"), address.Text("country")) is
            ({ } street, { } postalCode, { } city, { } country)
            ? new()
            {
                CompanyName = address.Text("companyName"),
                Street = street,
                HouseNumber = address.Text("houseNumber"),
                PostalCode = postalCode,
                City = city,
                Country = country,
            }
            : null;

    private static JsonElement Doc(JsonText doc) => JsonElement.Parse(doc.Raw);
}
