using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

/// <summary>Policies of a tenant as they are stored. Names are a format: never renamed.</summary>
internal static class PolicyDocuments
{
    private const int Format = 1;
    private static readonly Names<Stance> Stances = new("ON", "OFF", "SOFT");

    public static byte[] Write(KeptVariant kept) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredVariant(
            Format,
            kept.Variant.Base,
            [.. kept.Variant.Rows.Select(r => new StoredChoice(r.Row, Stances[r.Stance], r.Soft?.Permission, r.Soft?.Penalty))],
            kept.Removed ? true : null),
        PolicyJson.Default.StoredVariant);

    public static (Variant Variant, bool Removed) Read(string name, long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJson.Default.StoredVariant)!;
        return (new(name, stored.Base, (int)version, [.. stored.Rows.Select(ChoiceOf)]), stored.Removed is true);
    }

    public static byte[] Write(PolicyUse use) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredUse(Format, use.Default, new(use.Faces)), PolicyJson.Default.StoredUse);

    public static PolicyUse Use(long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJson.Default.StoredUse)!;
        return new(version, stored.Default, stored.Faces.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static RowChoice ChoiceOf(StoredChoice stored) => Stances[stored.Stance] is Stance.Soft
        ? new(stored.Row, Stance.Soft, new(stored.Permission, stored.Penalty))
        : new(stored.Row, Stances[stored.Stance]);
}

internal sealed record StoredVariant(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("base")] string Base,
    [property: JsonPropertyName("rows")] StoredChoice[] Rows,
    [property: JsonPropertyName("removed")] bool? Removed);

internal sealed record StoredChoice(
    [property: JsonPropertyName("row")] string Row,
    [property: JsonPropertyName("stance")] string Stance,
    [property: JsonPropertyName("permission")] string? Permission,
    [property: JsonPropertyName("penalty")] string? Penalty);

internal sealed record StoredUse(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("default")] string? Default,
    [property: JsonPropertyName("faces")] Dictionary<string, string> Faces);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredVariant))]
[JsonSerializable(typeof(StoredUse))]
internal sealed partial class PolicyJson : JsonSerializerContext;
