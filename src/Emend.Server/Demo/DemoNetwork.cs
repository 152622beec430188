using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Shipping;

namespace Emend.Server.Demo;

/// <summary>The facilities of the demo tenant by tenant facility id, their carrier, and a strict routing strategy.</summary>
internal sealed class DemoNetwork(IFacilityStore facilities, ICarrierStore carriers, IStrategyStore strategies, TimeProvider clock)
{
    private const string Carrier = "EMEND-PARCELS";
    private const string Strict = "demo-strict";
    private const int MaxCarriers = 250;

    public async Task<FacilityId> FindFacility(string own, CancellationToken ct) =>
        (await facilities.FindByTenantId(DemoTenant.Tenant.Id, own, ct))!.Facility.Id;

    /// <summary>Connects a carrier to every facility, so that labels can be requested. Does nothing if the carrier exists.</summary>
    public async Task ConnectCarrier(CancellationToken ct)
    {
        var (tenant, now) = (DemoTenant.Tenant.Id, clock.GetUtcNow().ToMicroseconds());
        var storedCarrier = (await carriers.List(tenant, null, MaxCarriers, ct)).Items.FirstOrDefault(c => c.Key == Carrier);
        if (storedCarrier is not null)
        {
            return;
        }

        var made = new StoredCarrier(
            Guid.CreateVersion7(now).ToString(), Carrier, Active: true, SameDay: false, 1, new("""{"name":"Emend Parcels"}"""), now, now);
        await carriers.Add(tenant, made, ct);
        foreach (var facility in DemoFacility.All)
        {
            await carriers.Connect(
                tenant, new(await FindFacility(facility.TenantId, ct), made, Active: true, null, 1, new("{}"), now, now), ct);
        }
    }

    /// <summary>
    /// Runs a script while the strict strategy is active: it excludes earlier facilities and reroutes short picks. Skips the script if
    /// the tenant activated another strategy.
    /// </summary>
    public async Task RunWithStrictStrategy(Func<Task> script, CancellationToken ct)
    {
        var tenant = DemoTenant.Tenant.Id;
        var mine = await strategies.Find(tenant, Strict, null, ct);
        if (await strategies.HasActive(tenant, ct) && mine is not { InUse: true })
        {
            return;
        }

        if (mine is null)
        {
            var now = clock.GetUtcNow().ToMicroseconds();
            var strict = RoutingStrategy.Default with { BlacklistAssigned = true, RerouteShortPicks = true };
            var doc = new JsonText("""{"nameLocalized":{"en_US":"Strict"},"name":"Strict"}""");
            await strategies.Add(tenant, new(Strict, 1, InUse: false, strict, doc, now, now), ct);
        }

        await strategies.Activate(tenant, new StrategyRef(Strict, mine?.Version ?? 1), ct);
        try
        {
            await script();
        }
        finally
        {
            await strategies.Activate(tenant, null, CancellationToken.None);
        }
    }
}
