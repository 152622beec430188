using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>Stored form of users, roles, and credentials. Stored names never change.</summary>
internal static class IdentitySerializer
{
    private const int Format = 1;

    public static byte[] Write(User user) => JsonSerializer.SerializeToUtf8Bytes(
        new UserDocument(
            Format,
            user.FirstName,
            user.LastName,
            Assignments(user.Roles),
            user.TokensValidFrom)
        {
            Email = user.Email,
            Locale = user.Locale,
            Attributes = Element(user.Attributes),
            CreatedAt = UnixMicroseconds.FromTime(user.CreatedAt),
            ModifiedAt = UnixMicroseconds.FromTime(user.ModifiedAt),
        },
        IdentityJsonContext.Default.UserDocument);

    public static byte[] Write(Role role) => JsonSerializer.SerializeToUtf8Bytes(
        new RoleDocument(Format, [.. role.Permissions])
        {
            Description = role.Description,
            Facilities = role.Facilities.IsEmpty ? null : [.. role.Facilities.Select(f => f.Value)],
            Attributes = Element(role.Attributes),
            CreatedAt = UnixMicroseconds.FromTime(role.CreatedAt),
            ModifiedAt = UnixMicroseconds.FromTime(role.ModifiedAt),
        },
        IdentityJsonContext.Default.RoleDocument);

    public static byte[] Write(Credential credential) => JsonSerializer.SerializeToUtf8Bytes(
        new CredentialDocument(Format, Assignments(credential.Roles)), IdentityJsonContext.Default.CredentialDocument);

    /// <summary>Adds the content of the document to the user.</summary>
    public static User ReadUser(User user, byte[] document)
    {
        var stored = JsonSerializer.Deserialize(document, IdentityJsonContext.Default.UserDocument)!;
        return user with
        {
            FirstName = stored.FirstName,
            LastName = stored.LastName,
            Roles = Assignments(stored.Roles),
            TokensValidFrom = stored.TokensFrom,
            Email = stored.Email,
            Locale = stored.Locale,
            Attributes = Text(stored.Attributes),
            CreatedAt = UnixMicroseconds.ToTime(stored.CreatedAt),
            ModifiedAt = UnixMicroseconds.ToTime(stored.ModifiedAt),
        };
    }

    /// <summary>Creates the role from its document.</summary>
    public static Role ReadRole(string id, string name, byte[] document)
    {
        var stored = JsonSerializer.Deserialize(document, IdentityJsonContext.Default.RoleDocument)!;
        return new(id, name, [.. stored.Permissions])
        {
            Description = stored.Description,
            Facilities = [.. (stored.Facilities ?? []).Select(f => new FacilityId(f))],
            Attributes = Text(stored.Attributes),
            CreatedAt = UnixMicroseconds.ToTime(stored.CreatedAt),
            ModifiedAt = UnixMicroseconds.ToTime(stored.ModifiedAt),
        };
    }

    public static ImmutableArray<RoleAssignment> ReadCredentialRoles(byte[] document) =>
        Assignments(JsonSerializer.Deserialize(document, IdentityJsonContext.Default.CredentialDocument)!.Roles);

    private static AssignmentDocument[] Assignments(ImmutableArray<RoleAssignment> roles) =>
        [.. roles.Select(r => new AssignmentDocument(r.Role, [.. r.Facilities.Select(f => f.Value)]))];

    private static ImmutableArray<RoleAssignment> Assignments(AssignmentDocument[] stored) =>
        [.. stored.Select(r => new RoleAssignment(r.Role, [.. r.Facilities.Select(f => new FacilityId(f))]))];

    private static JsonElement? Element(JsonText? text) => text is { } known ? JsonElement.Parse(known.Raw) : null;

    private static JsonText? Text(JsonElement? element) => element is { } known ? new(known.GetRawText()) : null;
}

internal sealed record UserDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("firstName")] string FirstName,
    [property: JsonPropertyName("lastName")] string LastName,
    [property: JsonPropertyName("roles")] AssignmentDocument[] Roles,
    [property: JsonPropertyName("tokensFrom")] long TokensFrom)
{
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    [JsonPropertyName("attributes")]
    public JsonElement? Attributes { get; init; }

    [JsonPropertyName("createdAt")]
    public long CreatedAt { get; init; }

    [JsonPropertyName("modifiedAt")]
    public long ModifiedAt { get; init; }
}

internal sealed record AssignmentDocument(
    [property: JsonPropertyName("role")] string Role, [property: JsonPropertyName("facilities")] string[] Facilities);

internal sealed record RoleDocument(
    [property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("permissions")] string[] Permissions)
{
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    [JsonPropertyName("facilities")]
    public string[]? Facilities { get; init; }

    [JsonPropertyName("attributes")]
    public JsonElement? Attributes { get; init; }

    [JsonPropertyName("createdAt")]
    public long CreatedAt { get; init; }

    [JsonPropertyName("modifiedAt")]
    public long ModifiedAt { get; init; }
}

internal sealed record CredentialDocument(
    [property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("roles")] AssignmentDocument[] Roles);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserDocument))]
[JsonSerializable(typeof(CredentialDocument))]
[JsonSerializable(typeof(RoleDocument))]
internal sealed partial class IdentityJsonContext : JsonSerializerContext;
