using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes credentials, users and audit entries.</summary>
internal static class IdentityWriter
{
    public static void WriteCredential(Utf8JsonWriter json, Credential credential)
    {
        json.WriteString("id", credential.Id.Value);
        json.WriteNumber("version", credential.Version);
        json.WriteString("name", credential.Name);
        WriteRoles(json, credential.Roles);
        json.WriteTimestamp("createdAt", credential.CreatedAt);
        json.WriteTimestamp("expiresAt", credential.ExpiresAt);
        json.WriteTimestamp("lastUsedAt", credential.LastUsedAt);
    }

    public static void WriteIssuedCredential(Utf8JsonWriter json, IssuedCredential issued)
    {
        WriteCredential(json, issued.Credential);
        json.WriteString("secret", issued.Secret);
    }

    public static void WriteUser(Utf8JsonWriter json, User user)
    {
        json.WriteString("id", user.Id.Value);
        json.WriteNumber("version", user.Version);
        json.WriteString("username", user.Username);
        json.WriteString("name", user.DisplayName);
        json.WriteBoolean("active", user.Active);
        WriteRoles(json, user.Roles);
    }

    public static void WriteAuditEntry(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteString("id", entry.Id);
        json.WriteTimestamp("occurredAt", entry.At);
        WriteReference(json, "actor", entry.ActorId.Value, entry.ActorName);
        json.WriteString("action", entry.Action);
        WriteReference(json, "target", entry.TargetId, entry.TargetName);
    }

    public static ImmutableArray<RoleAssignment> ReadRoles(JsonElement body) =>
    [
        .. body.ReadEntries("roles").Select(role => new RoleAssignment(
            role.ReadText("role")!, [.. role.ReadEntries("facilities").Select(f => new FacilityId(f.GetString()!)).Distinct()])),
    ];

    private static void WriteRoles(Utf8JsonWriter json, ImmutableArray<RoleAssignment> roles) =>
        json.WriteObjects("roles", roles, static (item, role) =>
        {
            item.WriteString("role", role.Role);
            if (!role.Facilities.IsEmpty)
            {
                item.WriteTexts("facilities", role.Facilities.Select(f => f.Value));
            }
        });

    private static void WriteReference(Utf8JsonWriter json, string member, string id, string name)
    {
        json.WriteStartObject(member);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}
