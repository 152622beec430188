using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage;

/// <summary>The documents of people and roles as they are stored. Names are a format: never renamed.</summary>
internal static class IdentityDocuments
{
    private const int Format = 1;

    public static byte[] Write(Person person) => JsonSerializer.SerializeToUtf8Bytes(
        new PersonDocument(
            Format,
            person.FirstName,
            person.LastName,
            Assignments(person.Roles),
            person.TokensFrom)
        {
            Email = person.Email,
            Locale = person.Locale,
            Attributes = Element(person.Attributes),
            CreatedAt = Instant.Micros(person.CreatedAt),
            ModifiedAt = Instant.Micros(person.ModifiedAt),
        },
        IdentityJson.Default.PersonDocument);

    public static byte[] Write(Role role) => JsonSerializer.SerializeToUtf8Bytes(
        new RoleDocument(Format, [.. role.Permissions])
        {
            Description = role.Description,
            Facilities = role.Facilities.IsEmpty ? null : [.. role.Facilities.Select(f => f.Value)],
            Attributes = Element(role.Attributes),
            CreatedAt = Instant.Micros(role.CreatedAt),
            ModifiedAt = Instant.Micros(role.ModifiedAt),
        },
        IdentityJson.Default.RoleDocument);

    public static byte[] Write(Credential credential) => JsonSerializer.SerializeToUtf8Bytes(
        new CredentialDocument(Format, Assignments(credential.Roles)), IdentityJson.Default.CredentialDocument);

    /// <summary>The person with what their document says.</summary>
    public static Person Fill(Person person, byte[] document)
    {
        var stored = JsonSerializer.Deserialize(document, IdentityJson.Default.PersonDocument)!;
        return person with
        {
            FirstName = stored.FirstName,
            LastName = stored.LastName,
            Roles = Assignments(stored.Roles),
            TokensFrom = stored.TokensFrom,
            Email = stored.Email,
            Locale = stored.Locale,
            Attributes = Text(stored.Attributes),
            CreatedAt = Instant.From(stored.CreatedAt),
            ModifiedAt = Instant.From(stored.ModifiedAt),
        };
    }

    /// <summary>The role of that id and name, as its document says.</summary>
    public static Role Role(string id, string name, byte[] document)
    {
        var stored = JsonSerializer.Deserialize(document, IdentityJson.Default.RoleDocument)!;
        return new(id, name, [.. stored.Permissions])
        {
            Description = stored.Description,
            Facilities = [.. (stored.Facilities ?? []).Select(f => new FacilityId(f))],
            Attributes = Text(stored.Attributes),
            CreatedAt = Instant.From(stored.CreatedAt),
            ModifiedAt = Instant.From(stored.ModifiedAt),
        };
    }

    public static ImmutableArray<RoleAssignment> RolesOfCredential(byte[] document) =>
        Assignments(JsonSerializer.Deserialize(document, IdentityJson.Default.CredentialDocument)!.Roles);

    private static AssignmentDocument[] Assignments(ImmutableArray<RoleAssignment> roles) =>
        [.. roles.Select(r => new AssignmentDocument(r.Role, [.. r.Facilities.Select(f => f.Value)]))];

    private static ImmutableArray<RoleAssignment> Assignments(AssignmentDocument[] stored) =>
        [.. stored.Select(r => new RoleAssignment(r.Role, [.. r.Facilities.Select(f => new FacilityId(f))]))];

    private static JsonElement? Element(JsonText? text) => text is { } known ? JsonElement.Parse(known.Raw) : null;

    private static JsonText? Text(JsonElement? element) => element is { } known ? new(known.GetRawText()) : null;
}

internal sealed record PersonDocument(
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
[JsonSerializable(typeof(PersonDocument))]
[JsonSerializable(typeof(CredentialDocument))]
[JsonSerializable(typeof(RoleDocument))]
internal sealed partial class IdentityJson : JsonSerializerContext;
