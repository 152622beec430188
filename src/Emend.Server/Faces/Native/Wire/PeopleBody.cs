using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>Credentials, users and the audit as they are told.</summary>
internal static class PeopleBody
{
    public static void Credential(Utf8JsonWriter json, Credential credential)
    {
        json.WriteString("id", credential.Id.Value);
        json.WriteNumber("version", credential.Version);
        json.WriteString("name", credential.Name);
        Roles(json, credential.Roles);
        json.Moment("createdAt", credential.CreatedAt);
        json.Moment("expiresAt", credential.ExpiresAt);
        json.Moment("lastUsedAt", credential.LastUsedAt);
    }

    public static void Issued(Utf8JsonWriter json, IssuedCredential issued)
    {
        Credential(json, issued.Credential);
        json.WriteString("secret", issued.Secret);
    }

    public static void User(Utf8JsonWriter json, Person person)
    {
        json.WriteString("id", person.Id.Value);
        json.WriteNumber("version", person.Version);
        json.WriteString("username", person.Username);
        json.WriteString("name", person.DisplayName);
        json.WriteBoolean("active", person.Active);
        Roles(json, person.Roles);
    }

    public static void Entry(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteString("id", entry.Id);
        json.Moment("at", entry.At);
        Who(json, "by", entry.By.Value, entry.ByName);
        json.WriteString("deed", entry.Deed);
        Who(json, "about", entry.About, entry.AboutName);
    }

    public static ImmutableArray<RoleAssignment> RolesOf(JsonElement body) =>
    [
        .. body.Entries("roles").Select(role => new RoleAssignment(
            role.Text("role")!, [.. role.Entries("facilities").Select(f => new FacilityId(f.GetString()!)).Distinct()])),
    ];

    private static void Roles(Utf8JsonWriter json, ImmutableArray<RoleAssignment> roles) =>
        json.Objects("roles", roles, static (item, role) =>
        {
            item.WriteString("role", role.Role);
            if (!role.Facilities.IsEmpty) item.Texts("facilities", role.Facilities.Select(f => f.Value));
        });

    private static void Who(Utf8JsonWriter json, string member, string id, string name)
    {
        json.WriteStartObject(member);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}
