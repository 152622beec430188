using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>A tenant's own roles are made, changed and removed.</summary>
internal sealed class OwnRoles(Registrar registrar, IPeopleStore store) : IOwnRoles
{
    private const int MostNames = 3;

    private static readonly Fault BuiltIn = new("name", "is a built-in role", "must be a role of your own: make one, and assign that");

    public async Task<ImmutableArray<Role>> List(TenantId tenant, CancellationToken ct) =>
    [
        .. Roles.BuiltIn.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new Role(r.Key, r.Key, [.. r.Value.Order()])),
        .. (await store.Book(tenant, ct))?.Roles ?? [],
    ];

    public bool IsBuiltIn(string name) => Roles.BuiltIn.ContainsKey(name);

    public (IReadOnlyCollection<string> Permissions, ImmutableArray<FacilityId>? Facilities) Granted(
        RoleAssignment assigned, ImmutableArray<Role> own) =>
        ([.. Roles.PermissionsOf(assigned.Role, own)], Roles.WhereCounts(assigned, own));

    public async Task<PeopleAnswer<Role>> Create(TenantId tenant, Actor by, Role role, CancellationToken ct)
    {
        if (await registrar.Unknown(tenant, "context", role.Facilities, ct) is { IsEmpty: false } unknown)
            return PeopleAnswer<Role>.Not(PeopleEnd.Refused, unknown);
        var made = role with { CreatedAt = registrar.Now, ModifiedAt = registrar.Now, Version = 1 };
        return await registrar.Change(tenant, by, Decide, ct);

        Ruling<Role> Decide(IdentityBook book)
        {
            if (Beyond(by, made, null) is { IsEmpty: false } beyond) return PeopleAnswer<Role>.Not(PeopleEnd.Forbidden, beyond);
            return Roles.BuiltIn.Keys.Concat(book.Roles.Select(r => r.Id)).FirstOrDefault(n => Same(n, made.Id)) is { } taken
                ? PeopleAnswer<Role>.Not(
                    PeopleEnd.Taken, new Fault("name", $"is that of the role {taken}", "must be one that no role has, whatever its case"))
                : new Ruling<Role>(PeopleAnswer<Role>.Done(made), new IdentityChange.AddRole(made), Of("role.created", made));
        }
    }

    public async Task<PeopleAnswer<Role>> Modify(
        TenantId tenant, Actor by, string name, long version, RoleEdit edit, CancellationToken ct)
    {
        if (await registrar.Unknown(tenant, "context", edit.Facilities ?? [], ct) is { IsEmpty: false } unknown)
            return PeopleAnswer<Role>.Not(PeopleEnd.Refused, unknown);
        return await registrar.Change(tenant, by, Decide, ct);

        Ruling<Role> Decide(IdentityBook book)
        {
            if (Found(book, name) is not { Answer.Value: { } role }) return Found(book, name);
            if (role.Version != version) return PeopleAnswer<Role>.Stale(role.Version);
            var after = Edited(role, edit);
            if (after == role) return PeopleAnswer<Role>.Done(role);
            if (Beyond(by, after, role) is { IsEmpty: false } beyond) return PeopleAnswer<Role>.Not(PeopleEnd.Forbidden, beyond);
            after = after with { ModifiedAt = registrar.Now };
            return new(
                PeopleAnswer<Role>.Done(after with { Version = version + 1 }),
                new IdentityChange.ReplaceRole(after), Of("role.modified", after));
        }
    }

    public async Task<PeopleAnswer<Role>> Remove(TenantId tenant, Actor by, string name, CancellationToken ct) =>
        await registrar.Change(tenant, by, book =>
        {
            if (Found(book, name) is not { Answer.Value: { } role } found) return Found(book, name);
            var users = Users(book, name);
            return users.Count == 0
                ? found with { Change = new IdentityChange.RemoveRole(role), Deed = Of("role.deleted", role) }
                : PeopleAnswer<Role>.Not(PeopleEnd.Refused, new Fault(
                    "name",
                    $"is assigned to {users.Count}: {string.Join(", ", users.Take(MostNames))}{(users.Count > MostNames ? "…" : "")}",
                    "must be nobody's role: assign them another one first"));
        }, ct);

    private static List<string> Users(IdentityBook book, string role) =>
    [
        .. book.People.Where(p => p.Roles.Any(r => r.Role == role)).Select(p => p.Username),
        .. book.Credentials.Where(c => c.Roles.Any(r => r.Role == role)).Select(c => "the credential " + c.Name),
    ];

    private static Ruling<Role> Found(IdentityBook book, string name) =>
        Roles.BuiltIn.ContainsKey(name) ? PeopleAnswer<Role>.Not(PeopleEnd.Refused, BuiltIn)
        : book.Roles.FirstOrDefault(r => r.Id == name) is { } role ? PeopleAnswer<Role>.Done(role)
        : PeopleAnswer<Role>.Not(PeopleEnd.Missing);

    /// <summary>What a role grants that who asks does not have. What it granted before may stay while it counts nowhere else.</summary>
    private static ImmutableArray<Fault> Beyond(Actor by, Role after, Role? before)
    {
        ImmutableArray<FacilityId>? where = after.Facilities.IsEmpty ? null : after.Facilities;
        var wider = before is null || !before.Facilities.SequenceEqual(after.Facilities);
        var added = after.Permissions.Except(wider ? [] : before!.Permissions);
        return [.. Grants.Beyond(by, "permissions", added), .. wider ? Grants.BeyondPlaces(by, "context", where) : []];
    }

    private static Role Edited(Role role, RoleEdit edit) => role with
    {
        Name = edit.DisplayName ?? role.Name,
        Description = edit.Description ?? role.Description,
        Attributes = edit.Attributes ?? role.Attributes,
        Permissions = edit.Permissions is { } names && !names.SequenceEqual(role.Permissions) ? names : role.Permissions,
        Facilities = edit.Facilities is { } places && !places.SequenceEqual(role.Facilities) ? places : role.Facilities,
    };

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static Deed Of(string deed, Role role) => new(deed, role.Id, role.Name);
}
