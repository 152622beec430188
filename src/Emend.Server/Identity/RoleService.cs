using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>A tenant's own roles are made, changed and removed.</summary>
internal sealed class RoleService(IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store) : IRoleService
{
    private const int MaxNames = 3;

    private static readonly IdentityValidationError BuiltIn = new("name", "is a built-in role", "must be a role of your own: make one, and assign that");

    public async Task<ImmutableArray<Role>> List(TenantId tenant, CancellationToken ct) =>
    [
        .. BuiltInRoles.BuiltIn.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new Role(r.Key, r.Key, [.. r.Value.Order()])),
        .. (await store.Read(tenant, ct))?.Roles ?? [],
    ];

    public bool IsBuiltIn(string name) => BuiltInRoles.BuiltIn.ContainsKey(name);

    public (IReadOnlyCollection<string> Permissions, ImmutableArray<FacilityId>? Facilities) Granted(
        RoleAssignment assigned, ImmutableArray<Role> own) =>
        ([.. BuiltInRoles.PermissionsOf(assigned.Role, own)], BuiltInRoles.WhereCounts(assigned, own));

    public async Task<IdentityChangeResult<Role>> Create(TenantId tenant, Actor by, Role role, CancellationToken ct)
    {
        if (await identityChangeExecutor.Unknown(tenant, "context", role.Facilities, ct) is { IsEmpty: false } unknown)
            return IdentityChangeResult<Role>.Not(IdentityChangeStatus.Refused, unknown);
        var made = role with { CreatedAt = identityChangeExecutor.Now, ModifiedAt = identityChangeExecutor.Now, Version = 1 };
        return await identityChangeExecutor.Change(tenant, by, Decide, ct);

        IdentityDecision<Role> Decide(IdentitySnapshot snapshot)
        {
            if (Beyond(by, made, null) is { IsEmpty: false } beyond) return IdentityChangeResult<Role>.Not(IdentityChangeStatus.Forbidden, beyond);
            return BuiltInRoles.BuiltIn.Keys.Concat(snapshot.Roles.Select(r => r.Id)).FirstOrDefault(n => Same(n, made.Id)) is { } taken
                ? IdentityChangeResult<Role>.Not(
                    IdentityChangeStatus.Taken, new IdentityValidationError("name", $"is that of the role {taken}", "must be one that no role has, whatever its case"))
                : new IdentityDecision<Role>(IdentityChangeResult<Role>.Done(made), new IdentityChange.AddRole(made), Of("role.created", made));
        }
    }

    public async Task<IdentityChangeResult<Role>> Modify(
        TenantId tenant, Actor by, string name, long version, RoleChanges edit, CancellationToken ct)
    {
        if (await identityChangeExecutor.Unknown(tenant, "context", edit.Facilities ?? [], ct) is { IsEmpty: false } unknown)
            return IdentityChangeResult<Role>.Not(IdentityChangeStatus.Refused, unknown);
        return await identityChangeExecutor.Change(tenant, by, Decide, ct);

        IdentityDecision<Role> Decide(IdentitySnapshot snapshot)
        {
            if (Found(snapshot, name) is not { Answer.Value: { } role }) return Found(snapshot, name);
            if (role.Version != version) return IdentityChangeResult<Role>.Stale(role.Version);
            var after = Edited(role, edit);
            if (after == role) return IdentityChangeResult<Role>.Done(role);
            if (Beyond(by, after, role) is { IsEmpty: false } beyond) return IdentityChangeResult<Role>.Not(IdentityChangeStatus.Forbidden, beyond);
            after = after with { ModifiedAt = identityChangeExecutor.Now };
            return new(
                IdentityChangeResult<Role>.Done(after with { Version = version + 1 }),
                new IdentityChange.UpdateRole(after), Of("role.modified", after));
        }
    }

    public async Task<IdentityChangeResult<Role>> Remove(TenantId tenant, Actor by, string name, CancellationToken ct) =>
        await identityChangeExecutor.Change(tenant, by, snapshot =>
        {
            if (Found(snapshot, name) is not { Answer.Value: { } role } identityDecision) return Found(snapshot, name);
            var users = Users(snapshot, name);
            return users.Count == 0
                ? identityDecision with { Change = new IdentityChange.RemoveRole(role), Deed = Of("role.deleted", role) }
                : IdentityChangeResult<Role>.Not(IdentityChangeStatus.Refused, new IdentityValidationError(
                    "name",
                    $"is assigned to {users.Count}: {string.Join(", ", users.Take(MaxNames))}{(users.Count > MaxNames ? "…" : "")}",
                    "must be nobody's role: assign them another one first"));
        }, ct);

    private static List<string> Users(IdentitySnapshot snapshot, string role) =>
    [
        .. snapshot.People.Where(p => p.Roles.Any(r => r.Role == role)).Select(p => p.Username),
        .. snapshot.Credentials.Where(c => c.Roles.Any(r => r.Role == role)).Select(c => "the credential " + c.Name),
    ];

    private static IdentityDecision<Role> Found(IdentitySnapshot snapshot, string name) =>
        BuiltInRoles.BuiltIn.ContainsKey(name) ? IdentityChangeResult<Role>.Not(IdentityChangeStatus.Refused, BuiltIn)
        : snapshot.Roles.FirstOrDefault(r => r.Id == name) is { } role ? IdentityChangeResult<Role>.Done(role)
        : IdentityChangeResult<Role>.Not(IdentityChangeStatus.Missing);

    /// <summary>What a role grants that who asks does not have. What it granted before may stay while it counts nowhere else.</summary>
    private static ImmutableArray<IdentityValidationError> Beyond(Actor by, Role after, Role? before)
    {
        ImmutableArray<FacilityId>? where = after.Facilities.IsEmpty ? null : after.Facilities;
        var wider = before is null || !before.Facilities.SequenceEqual(after.Facilities);
        var added = after.Permissions.Except(wider ? [] : before!.Permissions);
        return [.. GrantPolicy.Beyond(by, "permissions", added), .. wider ? GrantPolicy.BeyondPlaces(by, "context", where) : []];
    }

    private static Role Edited(Role role, RoleChanges edit) => role with
    {
        Name = edit.DisplayName ?? role.Name,
        Description = edit.Description ?? role.Description,
        Attributes = edit.Attributes ?? role.Attributes,
        Permissions = edit.Permissions is { } names && !names.SequenceEqual(role.Permissions) ? names : role.Permissions,
        Facilities = edit.Facilities is { } places && !places.SequenceEqual(role.Facilities) ? places : role.Facilities,
    };

    private static bool Same(string left, string expected) => left.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static AuditAction Of(string action, Role role) => new(action, role.Id, role.Name);
}
