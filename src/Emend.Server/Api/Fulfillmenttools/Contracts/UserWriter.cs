using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A role as it is assigned: what it grants, and where.</summary>
internal readonly record struct RoleGrantView(string Name, IEnumerable<string> Permissions, ImmutableArray<FacilityId>? Facilities);

/// <summary>Users and roles, ours to theirs. No password in it, in whatever form.</summary>
internal static class UserWriter
{
    public static void User(Utf8JsonWriter json, User user)
    {
        json.WriteString("id", user.Id.Value);
        json.WriteNumber("version", user.Version);
        json.Moment("created", user.CreatedAt);
        json.Moment("lastModified", user.ModifiedAt);
        json.WriteString("username", user.Username);
        json.WriteString("firstname", user.FirstName);
        json.WriteString("lastname", user.LastName);
        json.Text("email", user.Email);
        json.Text("locale", user.Locale);
        json.Kept("customAttributes", user.Attributes);
        json.WriteStartObject("authenticationProvider");
        json.WriteString("type", "EMAIL_PASSWORD");
        json.WriteEndObject();
        json.Objects("assignedRoles", user.Roles, static (item, role) =>
        {
            item.WriteString("ref", role.Role);
            Context(item, role.Facilities);
        });
    }

    public static void Role(Utf8JsonWriter json, Role role)
    {
        json.WriteString("name", role.Id);
        json.WriteNumber("version", role.Version);
        json.Moment("created", role.CreatedAt);
        json.Moment("lastModified", role.ModifiedAt);
        json.WriteString("displayName", role.Name);
        json.Text("description", role.Description);
        json.Texts("permissions", role.Permissions);
        Context(json, role.Facilities);
        json.Kept("customAttributes", role.Attributes);
    }

    public static void Effective(Utf8JsonWriter json, (ActorId User, IEnumerable<RoleGrantView> Grants) told)
    {
        json.WriteString("userId", told.User.Value);
        json.Objects("roles", told.Grants, static (item, grant) =>
        {
            item.WriteString("name", grant.Name);
            item.Texts("permissions", grant.Permissions.Order(StringComparer.Ordinal));
            if (grant.Facilities is { } places) WriteContext(item, places);
        });
    }

    private static void Context(Utf8JsonWriter json, ImmutableArray<FacilityId> facilities)
    {
        if (!facilities.IsEmpty) WriteContext(json, facilities);
    }

    private static void WriteContext(Utf8JsonWriter json, ImmutableArray<FacilityId> facilities)
    {
        json.WriteStartArray("context");
        json.WriteStartObject();
        json.WriteString("type", "FACILITY");
        json.Texts("values", facilities.Select(f => f.Value));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
