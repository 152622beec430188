using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>The facilities of the demo tenant by its own names, the carrier that comes to each, and a stricter way to route.</summary>
internal sealed class DemoNetwork(IFacilityStore facilities, ICarrierStore carriers, IStrategyStore strategies, TimeProvider clock)
{
    private const string Carrier = "EMEND-PARCELS";
    private const string Strict = "demo-strict";
    private const int MaxCarriers = 250;

    public async Task<FacilityId> Facility(string own, CancellationToken ct) =>
        (await facilities.FindByTenantId(DemoTenant.Tenant.Id, own, ct))!.Facility.Id;

    /// <summary>Has a carrier come to every facility, so that labels can be had at once. What is there stays as somebody made it.</summary>
    public async Task Connect(CancellationToken ct)
    {
        var (tenant, now) = (DemoTenant.Tenant.Id, clock.GetUtcNow().ToMicroseconds());
        var storedCarrier = (await carriers.List(tenant, null, MaxCarriers, ct)).Items.FirstOrDefault(c => c.Key == Carrier);
        if (storedCarrier is not null)
            return;
        var made = new StoredCarrier(
            Guid.CreateVersion7(now).ToString(), Carrier, Active: true, SameDay: false, 1, new("""{"name":"Emend Parcels"}"""), now, now);
        await carriers.Add(tenant, made, ct);
        foreach (var facility in DemoFacility.All)
            await carriers.Connect(
                tenant, new(await Facility(facility.TenantId, ct), made, Active: true, null, 1, new("{}"), now, now), ct);
    }

    /// <summary>
    /// Has it told while facilities are not asked twice and short picks are routed again; not where the tenant chose how to route.
    /// </summary>
    public async Task Strictly(Func<Task> tell, CancellationToken ct)
    {
        var tenant = DemoTenant.Tenant.Id;
        var mine = await strategies.Find(tenant, Strict, null, ct);
        if (await strategies.AnyInUse(tenant, ct) && mine is not { InUse: true })
            return;
        if (mine is null)
        {
            var now = clock.GetUtcNow().ToMicroseconds();
            var strict = RoutingStrategy.Default with { BlacklistAssigned = true, RerouteShortPicks = true };
            var doc = new JsonText("""{"nameLocalized":{"en_US":"Strict"},"name":"Strict"}""");
            await strategies.Add(tenant, new(Strict, 1, InUse: false, strict, doc, now, now), ct);
        }

        await strategies.Use(tenant, new StrategyRef(Strict, mine?.Version ?? 1), ct);
        try
        {
            await tell();
        }
        finally
        {
            await strategies.Use(tenant, null, CancellationToken.None);
        }
    }
}
