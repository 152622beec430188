using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Credentials, users and the audit as they are told.</summary>
internal static class IdentityWriter
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

    public static void User(Utf8JsonWriter json, User user)
    {
        json.WriteString("id", user.Id.Value);
        json.WriteNumber("version", user.Version);
        json.WriteString("username", user.Username);
        json.WriteString("name", user.DisplayName);
        json.WriteBoolean("active", user.Active);
        Roles(json, user.Roles);
    }

    public static void Entry(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteString("id", entry.Id);
        json.Moment("at", entry.At);
        Who(json, "by", entry.ActorId.Value, entry.ByName);
        json.WriteString("deed", entry.Action);
        Who(json, "about", entry.TargetId, entry.AboutName);
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
