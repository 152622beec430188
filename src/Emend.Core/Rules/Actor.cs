using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>Who asks for a modification, with what they may do at this moment.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">As the history shows them.</param>
/// <param name="Permissions">Everything their roles grant together.</param>
/// <param name="Facilities">The facilities they are bound to; empty = all.</param>
public sealed record Actor(ActorId Id, string Name, FrozenSet<string> Permissions, ImmutableArray<FacilityId> Facilities)
{
    /// <summary>Whether one of their roles grants it.</summary>
    public bool HasPermission(string permission) => Permissions.Contains(permission);

    /// <summary>Whether they may touch what lies at that facility.</summary>
    public bool CanAccessFacility(FacilityId facility) => Facilities.IsEmpty || Facilities.Contains(facility);
}
