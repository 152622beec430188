using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Catalog;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Collects what the response of a promise needs: the facilities of the plans, and their carriers.</summary>
internal sealed class PromiseViewFactory(IFacilityStore facilities, ICarrierStore carriers)
{
    public async Task<PromiseView> Create(TenantId tenant, Order order, CancellationToken ct)
    {
        var shipments = new List<PromisedShipment>();
        foreach (var plan in order.Plans.Where(plan => plan.Facility is not null))
        {
            var facility = (await facilities.Find(tenant, plan.Facility!.Value, ct))!;
            var connected = await carriers.ListConnections(tenant, plan.Facility.Value, ct);
            shipments.Add(new(plan, facility, [.. connected.Where(c => c.Active && c.Carrier.Active).Select(c => c.Carrier)]));
        }

        return new(order, shipments);
    }
}
