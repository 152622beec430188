using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Desk;
using May = Emend.Core.Rules.Permissions;

namespace Emend.Server.Identity;

/// <summary>
/// The roles every tenant has (docs/faces/fulfillmenttools-roles.md). A tenant's own stand in the store and cannot take these names.
/// </summary>
internal static class Roles
{
    public const string Administrator = "ADMINISTRATOR";
    public const string Supervisor = "SUPERVISOR";
    public const string Fulfiller = "FULFILLER";

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
    public static Actor ActorOf(Person person, ImmutableArray<Role> own)
    {
        var permissions = person.Roles.SelectMany(assigned => PermissionsOf(assigned.Role, own)).ToFrozenSet();
        return new(person.Id, person.DisplayName, permissions, [.. person.Roles.SelectMany(r => r.Facilities).Distinct()]);
    }

    private static IEnumerable<string> PermissionsOf(string role, ImmutableArray<Role> own) =>
        BuiltIn.GetValueOrDefault(role) ?? own.FirstOrDefault(r => r.Id == role)?.Permissions ?? Enumerable.Empty<string>();
}
