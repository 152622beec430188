using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Identity;

/// <summary>
/// Checks grants: actors grant only permissions that they have, and do not change users with more permissions. This check prevents
/// privilege escalation.
/// </summary>
internal static class GrantPolicy
{
    private const int MaxNames = 5;

    /// <summary>Errors for permissions and facilities of the roles that the actor does not have.</summary>
    public static ImmutableArray<IdentityValidationError> CheckGrants(
        Actor actor, string path, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> customRoles)
    {
        var errors = ImmutableArray.CreateBuilder<IdentityValidationError>();
        var granted = roles.SelectMany(r => BuiltInRoles.GetPermissions(r.Role, customRoles)).Distinct().ToList();
        errors.AddRange(CheckGrants(actor, path, granted));
        foreach (var where in roles.Select(r => BuiltInRoles.GetFacilities(r, customRoles)))
        {
            errors.AddRange(CheckFacilities(actor, path, where));
        }

        return [.. errors.Distinct()];
    }

    public static IEnumerable<IdentityValidationError> CheckGrants(Actor actor, string path, IEnumerable<string> permissions)
    {
        var missing = permissions.Where(p => !actor.HasPermission(p)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            yield break;
        }

        var more = missing.Count > MaxNames ? $" and {missing.Count - MaxNames} more" : "";
        yield return new(
            path,
            $"grants permissions that you do not have: {string.Join(", ", missing.Take(MaxNames))}{more}",
            "must grant only permissions that you have; ask an administrator");
    }

    /// <param name="actor">The actor.</param>
    /// <param name="path">The path in the request.</param>
    /// <param name="where">The facilities of the role; null means all facilities.</param>
    public static IEnumerable<IdentityValidationError> CheckFacilities(Actor actor, string path, ImmutableArray<FacilityId>? where)
    {
        if (actor.Facilities.IsEmpty || (where is { } places && places.All(actor.CanAccessFacility)))
        {
            yield break;
        }

        yield return new(path, "applies to facilities that your own roles do not include", "must be restricted to your own facilities");
    }

    /// <summary>Errors for unknown roles.</summary>
    public static ImmutableArray<IdentityValidationError> CheckRolesExist(
        string path, ImmutableArray<RoleAssignment> roles, ImmutableArray<Role> customRoles) =>
    [
        .. roles.Select(r => r.Role).Distinct().Where(r => !BuiltInRoles.BuiltIn.ContainsKey(r) && customRoles.All(o => o.Id != r))
            .Select(r => new IdentityValidationError(path, $"names the unknown role {r}", DescribeRoles(customRoles))),
    ];

    /// <summary>Whether an active user is administrator for all facilities.</summary>
    public static bool HasAdministrator(IEnumerable<User> users, ImmutableArray<Role> customRoles) => users.Any(
        p =>
            p.Active && p.Roles.Any(r => r.Role == BuiltInRoles.Administrator)
                && BuiltInRoles.CreateActor(p, customRoles).Facilities.IsEmpty);

    private static string DescribeRoles(ImmutableArray<Role> customRoles) =>
        "must be one of "
        + string.Join(", ", BuiltInRoles.BuiltIn.Keys.Concat(customRoles.Select(o => o.Id)).Order(StringComparer.Ordinal).Take(50));
}
