using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;
using May = Emend.Core.Rules.Permissions;

namespace Emend.Server.Identity;

/// <summary>
/// The roles every tenant has (docs/api/fulfillmenttools-roles.md). A tenant's own stand in the store and cannot take these names.
/// </summary>
internal static class BuiltInRoles
{
    public const string Administrator = "ADMINISTRATOR";
    public const string Supervisor = "SUPERVISOR";
    public const string Fulfiller = "FULFILLER";

    /// <summary>A facility that nothing lies at.</summary>
    private static readonly FacilityId Nowhere = new("");

    private static readonly string[] OfFulfillers =
    [
        May.CurrentUserRead, May.CurrentUserModify,
        May.OrderRead, May.ProcessRead, May.RoutingRead, May.ReservationRead,
        May.FacilityRead, May.StockRead, May.ListingRead, May.CarrierRead,
        May.PickjobRead, May.PickjobWrite, May.PackjobRead, May.PackjobWrite, May.HandoverjobRead, May.HandoverjobWrite,
        May.ParcelRead, May.ParcelWrite, May.ShipmentRead, May.ShipmentWrite, May.ReturnRead, May.ReturnWrite,
    ];

    private static readonly string[] OfSupervisors =
    [
        .. OfFulfillers,
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
        [Supervisor] = OfSupervisors.ToFrozenSet(),
        [Fulfiller] = OfFulfillers.ToFrozenSet(),
    }.ToFrozenDictionary();

    /// <summary>
    /// What the person's roles grant together. Where any of them is bound to facilities, the person is bound to all of those
    /// together: a role that counts everywhere never widens where a bound one counts.
    /// </summary>
    public static Actor ActorOf(User user, ImmutableArray<Role> own) => ActorOf(user.Id, user.DisplayName, user.Roles, own);

    public static Actor ActorOf(Credential credential, ImmutableArray<Role> own) =>
        ActorOf(credential.Id, credential.Name, credential.Roles, own);

    /// <summary>What a role grants; nothing where there is none of that name.</summary>
    public static IEnumerable<string> PermissionsOf(string role, ImmutableArray<Role> own) =>
        BuiltIn.GetValueOrDefault(role) ?? Own(role, own)?.Permissions ?? Enumerable.Empty<string>();

    /// <summary>Where an assigned role counts: what the assignment says within what the role says; null = everywhere.</summary>
    public static ImmutableArray<FacilityId>? WhereCounts(RoleAssignment assigned, ImmutableArray<Role> own) =>
        (assigned.Facilities, Own(assigned.Role, own)?.Facilities ?? []) switch
        {
            ({ IsEmpty: true }, { IsEmpty: true }) => null,
            (var narrowed, { IsEmpty: true }) => narrowed,
            ({ IsEmpty: true }, var all) => all,
            var (narrowed, all) => [.. narrowed.Intersect(all)],
        };

    private static Actor ActorOf(ActorId id, string name, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> own)
    {
        var permissions = roles.SelectMany(assigned => PermissionsOf(assigned.Role, own)).ToFrozenSet();
        var bound = roles.Select(assigned => WhereCounts(assigned, own)).OfType<ImmutableArray<FacilityId>>().ToList();
        return new(id, name, permissions, bound.Count == 0 ? [] : bound.SelectMany(f => f).Distinct().ToImmutableArray() switch
        {
            // Bound to facilities of which none is left: that must not read as bound to none at all.
            [] => [Nowhere],
            var some => some,
        });
    }

    private static Role? Own(string role, ImmutableArray<Role> own) => own.FirstOrDefault(r => r.Id == role);
}
