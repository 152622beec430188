using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Demo;

/// <summary>
/// The demo tenant. Its credentials are public, so Emend loads it on loopback addresses only. Adds missing data and does not change
/// existing data.
/// </summary>
internal sealed class DemoTenant(
    ITenantProvisioner provisioner, IFacilityStore facilities, DemoStock stock, DemoSettings settings, TimeProvider clock)
{
    public static readonly Tenant Tenant = new(new TenantId("demo"), "demo", "Demo");

    public const string Admin = "admin@demo.emend";

    /// <summary>The API key, sent as <c>X-Api-Key</c>.</summary>
    public const string ApiKey = "demo-api-key";

    private const string AgentRole = "AGENT";

    public async Task Load(CancellationToken ct)
    {
        await provisioner.CreateTenant(Tenant,
        [
            new NewUser(Admin, "demo-admin", new RoleAssignment("ADMINISTRATOR", []))
                { FirstName = "Ada", LastName = "Admin" },
            new NewUser("agent@demo.emend", "demo-agent", new RoleAssignment(AgentRole, [])) { FirstName = "Aart", LastName = "Agent" },
            new NewUser("picker@demo.emend", "demo-picker", new RoleAssignment("FULFILLER", []))
                { FirstName = "Pien", LastName = "Picker" },
        ], ct);
        await provisioner.CreateRole(Tenant.Id, new Role(AgentRole, "Customer service agent", Agent), ct);
        await provisioner.CreateCredential(Tenant.Id, new NewCredential("demo", ApiKey, new RoleAssignment("ADMINISTRATOR", [])), ct);
        foreach (var (position, facility) in DemoFacility.All.Index())
        {
            await Add(facility, TimeSpan.FromMilliseconds(position), ct);
        }

        await stock.Load(Tenant.Id, ct);
        await settings.Load(Tenant.Id, ct);
    }

    // Ids are a millisecond apart, because lists are ordered by id and ids of the same millisecond have no order.
    private async Task Add(DemoFacility facility, TimeSpan later, CancellationToken ct)
    {
        if (await facilities.FindByTenantId(Tenant.Id, facility.TenantId, ct) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var id = new FacilityId(Guid.CreateVersion7(now + later).ToString());
        await facilities.Add(Tenant.Id, new StoredFacility(facility.ToFacility(id), facility.TenantId, 1, facility.ToDoc(), now, now), ct);
    }

    // All permissions for orders except force cancellation; no configuration permissions.
    private static readonly System.Collections.Immutable.ImmutableArray<string> Agent =
    [
        Permissions.OrderRead, Permissions.OrderWrite, Permissions.OrderLineitemWrite, Permissions.LineItemAdd, Permissions.LineItemDelete,
        Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease, Permissions.OrderCustomAttributesWrite,
        Permissions.OrderConsumerWrite, Permissions.OrderCancel, Permissions.OrderUnlock, Permissions.OrderTotalRead,
        Permissions.LineItemPricingRead, Permissions.ProcessRead, Permissions.ProcessWrite, Permissions.ProcessReroute,
        Permissions.ProcessLogRead, Permissions.RoutingRead, Permissions.RoutingWrite, Permissions.ShipmentRead, Permissions.ShipmentWrite,
        Permissions.PickjobRead, Permissions.HandoverjobRead, Permissions.ParcelRead, Permissions.ReservationRead,
        Permissions.FacilityRead, Permissions.StockRead, Permissions.StockAvailabilitiesRead, Permissions.ConfigRead,
        Permissions.CurrentUserRead,
    ];
}
