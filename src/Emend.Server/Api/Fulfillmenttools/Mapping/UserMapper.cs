using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to users and roles.</summary>
internal static class UserMapper
{
    private const int MinRoleNameLength = 3;
    private const int MaxRoleNameLength = 20;

    private static readonly JsonText NoAttributes = new("{}");

    /// <summary>Validates a new user beyond the schema.</summary>
    public static ImmutableArray<ValidationError> ValidateNewUser(JsonElement body)
    {
        var username = body.ReadText("username")!;
        return ToValidationErrors(
            [
                .. UserValidation.ValidateUsername(username), .. UserValidation.ValidatePassword(body.ReadText("password")!, username),
                .. ValidateSingleRoleList(body),
            ]);
    }

    /// <param name="username">Username of the user.</param>
    /// <param name="action">The action.</param>
    public static ImmutableArray<ValidationError> ValidateAction(string username, JsonElement action) => ToValidationErrors(
    [
        .. action.ReadText("password") is { } password ? UserValidation.ValidatePassword(password, username) : [],
        .. ValidateSingleRoleList(action),
    ]);

    public static NewUserRequest ReadNewUser(JsonElement body) =>
        new(body.ReadText("username")!, body.ReadText("password")!, ReadChanges(body) with { Password = null });

    public static UserChanges ReadChanges(JsonElement body) => new()
    {
        FirstName = body.ReadText("firstname"),
        LastName = body.ReadText("lastname"),
        Email = body.ReadText("email"),
        Locale = body.ReadText("locale"),
        Password = body.ReadText("password"),
        Attributes = ReadAttributes(body),
        Roles = body.HasMember("assignedRoles") ? ReadRoleAssignments(body, "assignedRoles", "ref")
            : body.HasMember("roles") ? ReadRoleAssignments(body, "roles", "name")
            : null,
    };

    /// <summary>Merges several actions. Later actions win.</summary>
    public static UserChanges Merge(IEnumerable<UserChanges> edits) => edits.Aggregate((before, later) => new()
    {
        FirstName = later.FirstName ?? before.FirstName,
        LastName = later.LastName ?? before.LastName,
        Email = later.Email ?? before.Email,
        Locale = later.Locale ?? before.Locale,
        Password = later.Password ?? before.Password,
        Attributes = later.Attributes ?? before.Attributes,
        Roles = later.Roles ?? before.Roles,
    });

    public static ImmutableArray<ValidationError> ValidateRoleName(string name)
    {
        if (name.Length is < MinRoleNameLength or > MaxRoleNameLength)
        {
            return [new("name", $"has {name.Length} characters", $"must have {MinRoleNameLength} to {MaxRoleNameLength}")];
        }

        return name.Any(c => char.IsControl(c) || c is '/' or '?' or '#')
            ? [new("name", "has characters that are invalid in paths", "must not contain /, ?, #, or control characters")]
            : [];
    }

    public static ImmutableArray<ValidationError> ValidateSameName(string named, string inPath) => named == inPath
        ? []
        : [new(
            "name",
            $"is {ValueFormatter.Truncate(named)}",
            $"must be the name in the path, {ValueFormatter.Truncate(inPath)}; a role cannot be renamed")];

    public static Role ReadRole(JsonElement body)
    {
        var name = body.ReadText("name")!;
        return new(name, body.ReadText("displayName") ?? name, ReadPermissions(body) ?? [])
        {
            Description = body.ReadText("description"),
            Facilities = ReadContext(body),
            Attributes = body.HasMember("customAttributes") ? ReadAttributes(body) : null,
        };
    }

    /// <summary>Present members replace values, absent members keep them.</summary>
    public static RoleChanges ReadRolePatch(JsonElement body) => new()
    {
        DisplayName = body.ReadText("displayName"),
        Description = body.ReadText("description"),
        Permissions = ReadPermissions(body),
        Facilities = body.HasMember("context") ? ReadContext(body) : null,
        Attributes = ReadAttributes(body),
    };

    /// <summary>Absent members get the values of a new role.</summary>
    public static RoleChanges ReadRoleReplacement(JsonElement body) => new()
    {
        DisplayName = body.ReadText("displayName") ?? body.ReadText("name"),
        Description = body.ReadText("description") ?? "",
        Permissions = ReadPermissions(body),
        Facilities = ReadContext(body),
        Attributes = ReadAttributes(body) ?? NoAttributes,
    };

    public static ImmutableArray<ValidationError> ToValidationErrors(IEnumerable<IdentityValidationError> identityValidationErrors) =>
        [.. identityValidationErrors.Select(f => new ValidationError(f.Path, f.Detail, f.Expected))];

    private static ImmutableArray<string>? ReadPermissions(JsonElement body) =>
        body.HasMember("permissions") ? [.. body.ReadEntries("permissions").Select(p => p.GetString()!).Distinct()] : null;

    private static ImmutableArray<RoleAssignment> ReadRoleAssignments(JsonElement body, string list, string name) =>
    [
        .. body.ReadEntries(list).Select(
            role => new RoleAssignment(role.ReadText(name)!, [.. ReadContext(role).Union(ReadFacilityIds(role, "facilities"))])),
    ];

    private static ImmutableArray<FacilityId> ReadContext(JsonElement body) =>
        [.. body.ReadEntries("context").SelectMany(c => ReadFacilityIds(c, "values")).Distinct()];

    private static IEnumerable<FacilityId> ReadFacilityIds(JsonElement body, string list) =>
        body.ReadEntries(list).Select(id => new FacilityId(id.GetString()!));

    private static JsonText? ReadAttributes(JsonElement body) =>
        body.ReadMember("customAttributes") is { } given
            ? CanonicalJson.From(given)
            : body.HasMember("customAttributes") ? NoAttributes : null;

    private static IEnumerable<IdentityValidationError> ValidateSingleRoleList(JsonElement body) =>
        body.HasMember("assignedRoles") && body.HasMember("roles")
        ? [new("roles", "is present beside assignedRoles", "must be absent: it is the older form of assignedRoles")]
        : [];
}
