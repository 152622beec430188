using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An assigned role with its permissions and facilities.</summary>
internal readonly record struct RoleGrantView(string Name, IEnumerable<string> Permissions, ImmutableArray<FacilityId>? Facilities);

/// <summary>Writes users and roles. Never writes passwords or password hashes.</summary>
internal static class UserWriter
{
    public static void WriteUser(Utf8JsonWriter json, User user)
    {
        json.WriteString("id", user.Id.Value);
        json.WriteNumber("version", user.Version);
        json.WriteTimestamp("created", user.CreatedAt);
        json.WriteTimestamp("lastModified", user.ModifiedAt);
        json.WriteString("username", user.Username);
        json.WriteString("firstname", user.FirstName);
        json.WriteString("lastname", user.LastName);
        json.WriteText("email", user.Email);
        json.WriteText("locale", user.Locale);
        json.WriteJson("customAttributes", user.Attributes);
        json.WriteStartObject("authenticationProvider");
        json.WriteString("type", "EMAIL_PASSWORD");
        json.WriteEndObject();
        json.WriteObjects("assignedRoles", user.Roles, static (item, role) =>
        {
            item.WriteString("ref", role.Role);
            WriteContextIfAny(item, role.Facilities);
        });
    }

    public static void WriteRole(Utf8JsonWriter json, Role role)
    {
        json.WriteString("name", role.Id);
        json.WriteNumber("version", role.Version);
        json.WriteTimestamp("created", role.CreatedAt);
        json.WriteTimestamp("lastModified", role.ModifiedAt);
        json.WriteString("displayName", role.Name);
        json.WriteText("description", role.Description);
        json.WriteTexts("permissions", role.Permissions);
        WriteContextIfAny(json, role.Facilities);
        json.WriteJson("customAttributes", role.Attributes);
    }

    public static void WriteEffectivePermissions(Utf8JsonWriter json, (ActorId User, IEnumerable<RoleGrantView> Grants) view)
    {
        json.WriteString("userId", view.User.Value);
        json.WriteObjects("roles", view.Grants, static (item, grant) =>
        {
            item.WriteString("name", grant.Name);
            item.WriteTexts("permissions", grant.Permissions.Order(StringComparer.Ordinal));
            if (grant.Facilities is { } places)
            {
                WriteContext(item, places);
            }
        });
    }

    private static void WriteContextIfAny(Utf8JsonWriter json, ImmutableArray<FacilityId> facilities)
    {
        if (!facilities.IsEmpty)
        {
            WriteContext(json, facilities);
        }
    }

    private static void WriteContext(Utf8JsonWriter json, ImmutableArray<FacilityId> facilities)
    {
        json.WriteStartArray("context");
        json.WriteStartObject();
        json.WriteString("type", "FACILITY");
        json.WriteTexts("values", facilities.Select(f => f.Value));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
