using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>
/// Who may give what to whom: nobody hands out what they do not have, and nobody acts on who has more than they. Else whoever may
/// change a user could make themselves anything.
/// </summary>
internal static class GrantPolicy
{
    private const int MaxNames = 5;

    /// <summary>What of these roles lies beyond who asks.</summary>
    public static ImmutableArray<IdentityValidationError> Beyond(
        Actor by, string path, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> own)
    {
        var faults = ImmutableArray.CreateBuilder<IdentityValidationError>();
        var granted = roles.SelectMany(r => BuiltInRoles.PermissionsOf(r.Role, own)).Distinct().ToList();
        faults.AddRange(Beyond(by, path, granted));
        foreach (var where in roles.Select(r => BuiltInRoles.WhereCounts(r, own)))
            faults.AddRange(BeyondPlaces(by, path, where));
        return [.. faults.Distinct()];
    }

    public static IEnumerable<IdentityValidationError> Beyond(Actor by, string path, IEnumerable<string> permissions)
    {
        var missing = permissions.Where(p => !by.HasPermission(p)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) yield break;
        var more = missing.Count > MaxNames ? $" and {missing.Count - MaxNames} more" : "";
        yield return new(
            path,
            $"grants what you do not have: {string.Join(", ", missing.Take(MaxNames))}{more}",
            "must grant what you have yourself; ask an administrator");
    }

    /// <param name="by">Who asks.</param>
    /// <param name="path">Where in what was asked.</param>
    /// <param name="where">Where it counts; null = everywhere.</param>
    public static IEnumerable<IdentityValidationError> BeyondPlaces(Actor by, string path, ImmutableArray<FacilityId>? where)
    {
        if (by.Facilities.IsEmpty || (where is { } places && places.All(by.CanAccessFacility))) yield break;
        yield return new(path, "counts at facilities that your own roles do not reach", "must be bound to your own facilities");
    }

    /// <summary>Roles that there are not.</summary>
    public static ImmutableArray<IdentityValidationError> Unknown(string path, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> own) =>
    [
        .. roles.Select(r => r.Role).Distinct().Where(r => !BuiltInRoles.BuiltIn.ContainsKey(r) && own.All(o => o.Id != r))
            .Select(r => new IdentityValidationError(path, $"names the role {r}, which there is not", Known(own))),
    ];

    /// <summary>Whether somebody is left who may do everything everywhere.</summary>
    public static bool HasAdministrator(IEnumerable<User> people, ImmutableArray<Role> own) => people.Any(
        p => p.Active && p.Roles.Any(r => r.Role == BuiltInRoles.Administrator) && BuiltInRoles.ActorOf(p, own).Facilities.IsEmpty);

    private static string Known(ImmutableArray<Role> own) =>
        $"must be one of {string.Join(", ", BuiltInRoles.BuiltIn.Keys.Concat(own.Select(o => o.Id)).Order(StringComparer.Ordinal).Take(50))}";
}
