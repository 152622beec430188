using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Users and roles, theirs to ours.</summary>
internal static class UserMapper
{
    private const int MinRoleNameLength = 3;
    private const int MaxRoleNameLength = 20;

    private static readonly JsonText NoAttributes = new("{}");

    /// <summary>What is wrong beyond the shape.</summary>
    public static ImmutableArray<ValidationError> ProblemsOfNew(JsonElement body)
    {
        var username = body.Text("username")!;
        return Problems([.. UserValidation.OfUsername(username), .. UserValidation.OfPassword(body.Text("password")!, username), .. BothRoles(body)]);
    }

    /// <param name="username">Whose password it would be.</param>
    /// <param name="action">What is to change.</param>
    public static ImmutableArray<ValidationError> ProblemsOfAction(string username, JsonElement action) => Problems(
    [
        .. action.Text("password") is { } password ? UserValidation.OfPassword(password, username) : [],
        .. BothRoles(action),
    ]);

    public static NewUserRequest Draft(JsonElement body) =>
        new(body.Text("username")!, body.Text("password")!, Edit(body) with { Password = null });

    public static UserChanges Edit(JsonElement body) => new()
    {
        FirstName = body.Text("firstname"),
        LastName = body.Text("lastname"),
        Email = body.Text("email"),
        Locale = body.Text("locale"),
        Password = body.Text("password"),
        Attributes = Attributes(body),
        Roles = body.Has("assignedRoles") ? Assigned(body, "assignedRoles", "ref")
            : body.Has("roles") ? Assigned(body, "roles", "name")
            : null,
    };

    /// <summary>Several actions as one; of two that set the same the later counts.</summary>
    public static UserChanges Merged(IEnumerable<UserChanges> edits) => edits.Aggregate((before, later) => new()
    {
        FirstName = later.FirstName ?? before.FirstName,
        LastName = later.LastName ?? before.LastName,
        Email = later.Email ?? before.Email,
        Locale = later.Locale ?? before.Locale,
        Password = later.Password ?? before.Password,
        Attributes = later.Attributes ?? before.Attributes,
        Roles = later.Roles ?? before.Roles,
    });

    public static ImmutableArray<ValidationError> ProblemsOfRoleName(string name)
    {
        if (name.Length is < MinRoleNameLength or > MaxRoleNameLength)
            return [new("name", $"has {name.Length} characters", $"must have {MinRoleNameLength} to {MaxRoleNameLength}")];
        return name.Any(c => char.IsControl(c) || c is '/' or '?' or '#')
            ? [new("name", "has characters that no path may have", "must be without /, ?, # and control characters")]
            : [];
    }

    public static ImmutableArray<ValidationError> ProblemsOfSameName(string named, string inPath) => named == inPath
        ? []
        : [new("name", $"is {ValueFormatter.Short(named)}", $"must be the one in the path, {ValueFormatter.Short(inPath)}: a role keeps its name")];

    public static Role Role(JsonElement body)
    {
        var name = body.Text("name")!;
        return new(name, body.Text("displayName") ?? name, Permissions(body) ?? [])
        {
            Description = body.Text("description"),
            Facilities = Context(body),
            Attributes = body.Has("customAttributes") ? Attributes(body) : null,
        };
    }

    /// <summary>Members given replace, members left out stay.</summary>
    public static RoleChanges Patched(JsonElement body) => new()
    {
        DisplayName = body.Text("displayName"),
        Description = body.Text("description"),
        Permissions = Permissions(body),
        Facilities = body.Has("context") ? Context(body) : null,
        Attributes = Attributes(body),
    };

    /// <summary>Members left out go back to what a new role has.</summary>
    public static RoleChanges Replaced(JsonElement body) => new()
    {
        DisplayName = body.Text("displayName") ?? body.Text("name"),
        Description = body.Text("description") ?? "",
        Permissions = Permissions(body),
        Facilities = Context(body),
        Attributes = Attributes(body) ?? NoAttributes,
    };

    public static ImmutableArray<ValidationError> Problems(IEnumerable<IdentityValidationError> identityValidationErrors) =>
        [.. identityValidationErrors.Select(f => new ValidationError(f.Path, f.Detail, f.Expected))];

    private static ImmutableArray<string>? Permissions(JsonElement body) =>
        body.Has("permissions") ? [.. body.Entries("permissions").Select(p => p.GetString()!).Distinct()] : null;

    private static ImmutableArray<RoleAssignment> Assigned(JsonElement body, string list, string name) =>
    [
        .. body.Entries(list).Select(role => new RoleAssignment(role.Text(name)!, [.. Context(role).Union(Ids(role, "facilities"))])),
    ];

    private static ImmutableArray<FacilityId> Context(JsonElement body) =>
        [.. body.Entries("context").SelectMany(c => Ids(c, "values")).Distinct()];

    private static IEnumerable<FacilityId> Ids(JsonElement body, string list) =>
        body.Entries(list).Select(id => new FacilityId(id.GetString()!));

    private static JsonText? Attributes(JsonElement body) =>
        body.Part("customAttributes") is { } given ? CanonicalJson.Of(given) : body.Has("customAttributes") ? NoAttributes : null;

    private static IEnumerable<IdentityValidationError> BothRoles(JsonElement body) => body.Has("assignedRoles") && body.Has("roles")
        ? [new("roles", "is there beside assignedRoles", "must be left out: it is the older form of the same")]
        : [];
}
