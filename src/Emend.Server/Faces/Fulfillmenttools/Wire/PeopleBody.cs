using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A role as it is assigned: what it grants, and where.</summary>
internal readonly record struct ToldGrant(string Name, IEnumerable<string> Permissions, ImmutableArray<FacilityId>? Facilities);

/// <summary>Users and roles, ours to theirs. No password in it, in whatever form.</summary>
internal static class PeopleBody
{
    public static void User(Utf8JsonWriter json, Person person)
    {
        json.WriteString("id", person.Id.Value);
        json.WriteNumber("version", person.Version);
        json.Moment("created", person.CreatedAt);
        json.Moment("lastModified", person.ModifiedAt);
        json.WriteString("username", person.Username);
        json.WriteString("firstname", person.FirstName);
        json.WriteString("lastname", person.LastName);
        json.Text("email", person.Email);
        json.Text("locale", person.Locale);
        json.Kept("customAttributes", person.Attributes);
        json.WriteStartObject("authenticationProvider");
        json.WriteString("type", "EMAIL_PASSWORD");
        json.WriteEndObject();
        json.Objects("assignedRoles", person.Roles, static (item, role) =>
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

    public static void Effective(Utf8JsonWriter json, (ActorId User, IEnumerable<ToldGrant> Grants) told)
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
