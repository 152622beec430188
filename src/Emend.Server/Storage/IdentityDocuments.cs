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
            [.. person.Roles.Select(r => new AssignmentDocument(r.Role, [.. r.Facilities.Select(f => f.Value)]))],
            person.TokensFrom),
        IdentityJson.Default.PersonDocument);

    public static byte[] Write(Role role) =>
        JsonSerializer.SerializeToUtf8Bytes(new RoleDocument(Format, [.. role.Permissions]), IdentityJson.Default.RoleDocument);

    /// <summary>The person with what their document says.</summary>
    public static Person Fill(Person person, byte[] document)
    {
        var stored = JsonSerializer.Deserialize(document, IdentityJson.Default.PersonDocument)!;
        return person with
        {
            FirstName = stored.FirstName,
            LastName = stored.LastName,
            Roles = [.. stored.Roles.Select(r => new RoleAssignment(r.Role, [.. r.Facilities.Select(f => new FacilityId(f))]))],
            TokensFrom = stored.TokensFrom,
        };
    }

    public static ImmutableArray<string> Permissions(byte[] document) =>
        [.. JsonSerializer.Deserialize(document, IdentityJson.Default.RoleDocument)!.Permissions];
}

internal sealed record PersonDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("firstName")] string FirstName,
    [property: JsonPropertyName("lastName")] string LastName,
    [property: JsonPropertyName("roles")] AssignmentDocument[] Roles,
    [property: JsonPropertyName("tokensFrom")] long TokensFrom);

internal sealed record AssignmentDocument(
    [property: JsonPropertyName("role")] string Role, [property: JsonPropertyName("facilities")] string[] Facilities);

internal sealed record RoleDocument(
    [property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("permissions")] string[] Permissions);

[JsonSerializable(typeof(PersonDocument))]
[JsonSerializable(typeof(RoleDocument))]
internal sealed partial class IdentityJson : JsonSerializerContext;
