using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>
/// A tenant to try Emend with: fixed credentials, so it is loaded on loopback addresses only. Adds what is missing and changes
/// nothing that is there.
/// </summary>
internal sealed class DemoTenant(
    ITenantProvisioner people, IFacilityStore facilities, DemoStock stock, DemoSettings switches, TimeProvider clock)
{
    public static readonly Tenant Tenant = new(new TenantId("demo"), "demo", "Demo");

    public const string Admin = "admin@demo.emend";

    /// <summary>For programs: sent as <c>X-Api-Key</c>.</summary>
    public const string ApiKey = "demo-api-key";

    private const string AgentRole = "AGENT";

    public async Task Load(CancellationToken ct)
    {
        await people.CreateTenant(Tenant,
        [
            new NewUser(Admin, "demo-admin", new RoleAssignment("ADMINISTRATOR", []))
                { FirstName = "Ada", LastName = "Admin" },
            new NewUser("agent@demo.emend", "demo-agent", new RoleAssignment(AgentRole, [])) { FirstName = "Aart", LastName = "Agent" },
            new NewUser("picker@demo.emend", "demo-picker", new RoleAssignment("FULFILLER", []))
                { FirstName = "Pien", LastName = "Picker" },
        ], ct);
        await people.CreateRole(Tenant.Id, new Role(AgentRole, "Customer care agent", Agent), ct);
        await people.CreateCredential(Tenant.Id, new NewCredential("demo", ApiKey, new RoleAssignment("ADMINISTRATOR", [])), ct);
        foreach (var (place, facility) in DemoFacility.All.Index())
            await Add(facility, TimeSpan.FromMilliseconds(place), ct);
        await stock.Load(Tenant.Id, ct);
        await switches.Load(Tenant.Id, ct);
    }

    // A millisecond apart: ids of the same one have no order, and lists are ordered by id.
    private async Task Add(DemoFacility facility, TimeSpan later, CancellationToken ct)
    {
        if (await facilities.FindByTenantId(Tenant.Id, facility.TenantId, ct) is not null)
            return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var id = new FacilityId(Guid.CreateVersion7(now + later).ToString());
        await facilities.Add(Tenant.Id, new StoredFacility(facility.ToFacility(id), facility.TenantId, 1, facility.ToDoc(), now, now), ct);
    }

    // Whatever concerns an order, except ending it by force; nothing that configures.
    private static readonly System.Collections.Immutable.ImmutableArray<string> Agent =
    [
        Permissions.OrderRead, Permissions.OrderWrite, Permissions.OrderLineitemWrite, Permissions.LineItemAdd, Permissions.LineItemDelete,
        Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease, Permissions.OrderCustomAttributesWrite,
        Permissions.OrderConsumerWrite, Permissions.OrderCancel, Permissions.OrderUnlock, Permissions.OrderTotalRead,
        Permissions.LineItemPricingRead, Permissions.ProcessRead, Permissions.ProcessWrite, Permissions.ProcessReroute,
        Permissions.ProcessLogRead, Permissions.RoutingRead, Permissions.RoutingWrite, Permissions.ShipmentRead, Permissions.ShipmentWrite,
        Permissions.PickjobRead, Permissions.HandoverjobRead, Permissions.ParcelRead, Permissions.ReservationRead,
        Permissions.FacilityRead, Permissions.StockRead, Permissions.ConfigRead, Permissions.CurrentUserRead,
    ];
}
