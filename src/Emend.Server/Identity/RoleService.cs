using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Identity;

/// <summary>Creates, changes, and deletes custom roles.</summary>
internal sealed class RoleService(IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store) : IRoleService
{
    private const int MaxNames = 3;

    private static readonly IdentityValidationError BuiltIn = new(
        "name", "is a built-in role", "must be a custom role; create one and assign it");

    public async Task<ImmutableArray<Role>> List(TenantId tenant, CancellationToken ct) =>
    [
        .. BuiltInRoles.BuiltIn.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new Role(r.Key, r.Key, [.. r.Value.Order()])),
        .. (await store.Read(tenant, ct))?.Roles ?? [],
    ];

    public bool IsBuiltIn(string name) => BuiltInRoles.BuiltIn.ContainsKey(name);

    public (IReadOnlyCollection<string> Permissions, ImmutableArray<FacilityId>? Facilities) GetGrants(
        RoleAssignment assignment, ImmutableArray<Role> customRoles) =>
        ([.. BuiltInRoles.GetPermissions(assignment.Role, customRoles)], BuiltInRoles.GetFacilities(assignment, customRoles));

    public async Task<IdentityChangeResult<Role>> Create(TenantId tenant, Actor actor, Role role, CancellationToken ct)
    {
        if (await identityChangeExecutor.CheckFacilitiesExist(tenant, "context", role.Facilities, ct) is { IsEmpty: false } unknown)
        {
            return IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Invalid, unknown);
        }

        var created = role with { CreatedAt = identityChangeExecutor.Now, ModifiedAt = identityChangeExecutor.Now, Version = 1 };
        return await identityChangeExecutor.Execute(tenant, actor, Decide, ct);

        IdentityDecision<Role> Decide(IdentitySnapshot snapshot)
        {
            if (CheckGrants(actor, created, null) is { IsEmpty: false } beyond)
            {
                return IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Forbidden, beyond);
            }

            return BuiltInRoles.BuiltIn.Keys.Concat(snapshot.Roles.Select(r => r.Id)).FirstOrDefault(
                n => EqualsIgnoreCase(n, created.Id)) is { } taken
                ? IdentityChangeResult<Role>.Failed(
                    IdentityChangeStatus.NameTaken, new IdentityValidationError(
                        "name", $"is the name of the role {taken}", "must differ from all role names, ignoring case"))
                : new IdentityDecision<Role>(
                    IdentityChangeResult<Role>.Succeeded(created), new IdentityChange.AddRole(created),
                    CreateAuditAction("role.created", created));
        }
    }

    public async Task<IdentityChangeResult<Role>> Modify(
        TenantId tenant, Actor actor, string name, long version, RoleChanges edit, CancellationToken ct)
    {
        if (await identityChangeExecutor.CheckFacilitiesExist(tenant, "context", edit.Facilities ?? [], ct) is { IsEmpty: false } unknown)
        {
            return IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Invalid, unknown);
        }

        return await identityChangeExecutor.Execute(tenant, actor, Decide, ct);

        IdentityDecision<Role> Decide(IdentitySnapshot snapshot)
        {
            if (FindRole(snapshot, name) is not { Result.Value: { } role })
            {
                return FindRole(snapshot, name);
            }

            if (role.Version != version)
            {
                return IdentityChangeResult<Role>.VersionConflict(role.Version);
            }

            var after = ApplyChanges(role, edit);
            if (after == role)
            {
                return IdentityChangeResult<Role>.Succeeded(role);
            }

            if (CheckGrants(actor, after, role) is { IsEmpty: false } beyond)
            {
                return IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Forbidden, beyond);
            }

            after = after with { ModifiedAt = identityChangeExecutor.Now };
            return new(
                IdentityChangeResult<Role>.Succeeded(after with { Version = version + 1 }),
                new IdentityChange.UpdateRole(after), CreateAuditAction("role.modified", after));
        }
    }

    public async Task<IdentityChangeResult<Role>> Remove(TenantId tenant, Actor actor, string name, CancellationToken ct) =>
        await identityChangeExecutor.Execute(tenant, actor, snapshot =>
        {
            if (FindRole(snapshot, name) is not { Result.Value: { } role } identityDecision)
            {
                return FindRole(snapshot, name);
            }

            var users = FindAssignees(snapshot, name);
            return users.Count == 0
                ? identityDecision with
                {
                    Change = new IdentityChange.RemoveRole(role),
                    AuditAction = CreateAuditAction("role.deleted", role),
                }
                : IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Invalid, new IdentityValidationError(
                    "name",
                    $"is assigned to {users.Count}: {string.Join(", ", users.Take(MaxNames))}{(users.Count > MaxNames ? "…" : "")}",
                    "must not be assigned; assign another role to these users first"));
        }, ct);

    private static List<string> FindAssignees(IdentitySnapshot snapshot, string role) =>
    [
        .. snapshot.Users.Where(p => p.Roles.Any(r => r.Role == role)).Select(p => p.Username),
        .. snapshot.Credentials.Where(c => c.Roles.Any(r => r.Role == role)).Select(c => "the credential " + c.Name),
    ];

    private static IdentityDecision<Role> FindRole(IdentitySnapshot snapshot, string name) =>
        BuiltInRoles.BuiltIn.ContainsKey(name) ? IdentityChangeResult<Role>.Failed(IdentityChangeStatus.Invalid, BuiltIn)
        : snapshot.Roles.FirstOrDefault(r => r.Id == name) is { } role ? IdentityChangeResult<Role>.Succeeded(role)
        : IdentityChangeResult<Role>.Failed(IdentityChangeStatus.NotFound);

    /// <summary>Errors for permissions that the actor does not have. Existing permissions may stay unless the facilities change.</summary>
    private static ImmutableArray<IdentityValidationError> CheckGrants(Actor actor, Role after, Role? before)
    {
        ImmutableArray<FacilityId>? where = after.Facilities.IsEmpty ? null : after.Facilities;
        var facilitiesChanged = before is null || !before.Facilities.SequenceEqual(after.Facilities);
        var added = after.Permissions.Except(facilitiesChanged ? [] : before!.Permissions);
        return [
            .. GrantPolicy.CheckGrants(actor, "permissions", added),
            .. facilitiesChanged ? GrantPolicy.CheckFacilities(actor, "context", where) : []];
    }

    private static Role ApplyChanges(Role role, RoleChanges edit) => role with
    {
        Name = edit.DisplayName ?? role.Name,
        Description = edit.Description ?? role.Description,
        Attributes = edit.Attributes ?? role.Attributes,
        Permissions = edit.Permissions is { } names && !names.SequenceEqual(role.Permissions) ? names : role.Permissions,
        Facilities = edit.Facilities is { } places && !places.SequenceEqual(role.Facilities) ? places : role.Facilities,
    };

    private static bool EqualsIgnoreCase(string left, string expected) => left.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static AuditAction CreateAuditAction(string action, Role role) => new(action, role.Id, role.Name);
}
