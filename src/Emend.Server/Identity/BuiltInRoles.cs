using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using May = Emend.Core.Rules.Permissions;

namespace Emend.Server.Identity;

/// <summary>
/// Built-in roles of every tenant (docs/api/fulfillmenttools-roles.md). Custom roles are stored and cannot have these names.
/// </summary>
internal static class BuiltInRoles
{
    public const string Administrator = "ADMINISTRATOR";
    public const string Supervisor = "SUPERVISOR";
    public const string Fulfiller = "FULFILLER";

    /// <summary>A facility id that no data has.</summary>
    private static readonly FacilityId Nowhere = new("");

    private static readonly string[] FulfillerPermissions =
    [
        May.CurrentUserRead, May.CurrentUserModify,
        May.OrderRead, May.ProcessRead, May.RoutingRead, May.ReservationRead,
        May.FacilityRead, May.StockRead, May.StockAvailabilitiesRead, May.ListingRead, May.CarrierRead,
        May.PickjobRead, May.PickjobWrite, May.PackjobRead, May.PackjobWrite, May.HandoverjobRead, May.HandoverjobWrite,
        May.ParcelRead, May.ParcelWrite, May.ShipmentRead, May.ShipmentWrite, May.ReturnRead, May.ReturnWrite,
    ];

    private static readonly string[] SupervisorPermissions =
    [
        .. FulfillerPermissions,
        May.OrderWrite, May.OrderLineitemWrite,
        May.LineItemAdd, May.LineItemDelete, May.LineItemQuantityIncrease, May.LineItemQuantityDecrease,
        May.OrderCustomAttributesWrite, May.OrderConsumerWrite, May.OrderCancel, May.OrderUnlock,
        May.OrderTotalRead, May.LineItemPricingRead,
        May.ProcessWrite, May.ProcessReroute, May.ProcessLogRead, May.RoutingWrite, May.PickjobReroute, May.ReservationWrite,
        May.StockWrite, May.ListingWrite, May.AuditRead, May.ConfigRead, May.RoutingConfigRead,
        May.UserRead, May.UsersRead, May.RoleRead, May.PermissionRead,
    ];

    public static readonly FrozenDictionary<string, FrozenSet<string>> BuiltIn = new Dictionary<string, FrozenSet<string>>
    {
        [Administrator] = May.All,
        [Supervisor] = SupervisorPermissions.ToFrozenSet(),
        [Fulfiller] = FulfillerPermissions.ToFrozenSet(),
    }.ToFrozenDictionary();

    /// <summary>
    /// Combines the roles of a user. If at least one role is restricted to facilities, the user is restricted to the facilities of all
    /// restricted roles. An unrestricted role does not remove that restriction.
    /// </summary>
    public static Actor CreateActor(User user, ImmutableArray<Role> customRoles) =>
        CreateActor(user.Id, user.DisplayName, user.Roles, customRoles);

    public static Actor CreateActor(Credential credential, ImmutableArray<Role> customRoles) =>
        CreateActor(credential.Id, credential.Name, credential.Roles, customRoles);

    /// <summary>Permissions of a role; none if the role is unknown.</summary>
    public static IEnumerable<string> GetPermissions(string role, ImmutableArray<Role> customRoles) =>
        BuiltIn.GetValueOrDefault(role) ?? FindCustomRole(role, customRoles)?.Permissions ?? Enumerable.Empty<string>();

    /// <summary>Facilities of an assigned role: those of the assignment, limited to those of the role. Null means all facilities.</summary>
    public static ImmutableArray<FacilityId>? GetFacilities(RoleAssignment assignment, ImmutableArray<Role> customRoles) =>
        (assignment.Facilities, FindCustomRole(assignment.Role, customRoles)?.Facilities ?? []) switch
        {
            ({ IsEmpty: true }, { IsEmpty: true }) => null,
            (var narrowed, { IsEmpty: true }) => narrowed,
            ({ IsEmpty: true }, var all) => all,
            var (narrowed, all) => [.. narrowed.Intersect(all)],
        };

    private static Actor CreateActor(ActorId id, string name, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> customRoles)
    {
        var permissions = roles.SelectMany(assignment => GetPermissions(assignment.Role, customRoles)).ToFrozenSet();
        var bound = roles.Select(assignment => GetFacilities(assignment, customRoles)).OfType<ImmutableArray<FacilityId>>().ToList();
        return new(id, name, permissions, bound.Count == 0 ? [] : bound.SelectMany(f => f).Distinct().ToImmutableArray() switch
        {
            // Restricted, but no facility is left. An empty list would mean unrestricted.
            [] => [Nowhere],
            var some => some,
        });
    }

    private static Role? FindCustomRole(string role, ImmutableArray<Role> customRoles) => customRoles.FirstOrDefault(r => r.Id == role);
}
