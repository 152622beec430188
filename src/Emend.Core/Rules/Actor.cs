using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>The caller of a command, with its current permissions.</summary>
/// <param name="Id">Id of the user or credential.</param>
/// <param name="Name">Name shown in the history.</param>
/// <param name="Permissions">All permissions that the roles grant.</param>
/// <param name="Facilities">The facilities the caller may access; empty means all.</param>
public sealed record Actor(ActorId Id, string Name, FrozenSet<string> Permissions, ImmutableArray<FacilityId> Facilities)
{
    /// <summary>Whether a role of the caller grants the permission.</summary>
    public bool HasPermission(string permission) => Permissions.Contains(permission);

    /// <summary>Whether the caller may access the facility.</summary>
    public bool CanAccessFacility(FacilityId facility) => Facilities.IsEmpty || Facilities.Contains(facility);
}
