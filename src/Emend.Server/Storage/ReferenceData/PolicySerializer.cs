using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Policies of a tenant as they are stored. Names are a format: never renamed.</summary>
internal static class PolicySerializer
{
    private const int Format = 1;
    private static readonly EnumNames<RuleEnforcement> Stances = new("ON", "OFF", "SOFT");

    public static byte[] Write(StoredPolicy storedPolicy) => JsonSerializer.SerializeToUtf8Bytes(
        new PolicyDocument(
            Format,
            storedPolicy.Variant.Base,
            [.. storedPolicy.Variant.Rows.Select(r => new RuleSettingDocument(r.RuleId, Stances[r.Stance], r.Soft?.Permission, r.Soft?.Penalty))],
            storedPolicy.Removed ? true : null),
        PolicyJsonContext.Default.PolicyDocument);

    public static (CustomPolicy Variant, bool Removed) Read(string name, long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJsonContext.Default.PolicyDocument)!;
        return (new(name, stored.Base, (int)version, [.. stored.Rows.Select(ChoiceOf)]), stored.Removed is true);
    }

    public static byte[] Write(PolicyAssignments use) => JsonSerializer.SerializeToUtf8Bytes(
        new PolicyAssignmentsDocument(Format, use.Default, new(use.Faces)), PolicyJsonContext.Default.PolicyAssignmentsDocument);

    public static PolicyAssignments Use(long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJsonContext.Default.PolicyAssignmentsDocument)!;
        return new(version, stored.Default, stored.Faces.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static RuleSetting ChoiceOf(RuleSettingDocument stored) => Stances[stored.Stance] is RuleEnforcement.Overridable
        ? new(stored.Row, RuleEnforcement.Overridable, new(stored.Permission, stored.Penalty))
        : new(stored.Row, Stances[stored.Stance]);
}

internal sealed record PolicyDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("base")] string Base,
    [property: JsonPropertyName("rows")] RuleSettingDocument[] Rows,
    [property: JsonPropertyName("removed")] bool? Removed);

internal sealed record RuleSettingDocument(
    [property: JsonPropertyName("row")] string Row,
    [property: JsonPropertyName("stance")] string Stance,
    [property: JsonPropertyName("permission")] string? Permission,
    [property: JsonPropertyName("penalty")] string? Penalty);

internal sealed record PolicyAssignmentsDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("default")] string? Default,
    [property: JsonPropertyName("faces")] Dictionary<string, string> Faces);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyDocument))]
[JsonSerializable(typeof(PolicyAssignmentsDocument))]
internal sealed partial class PolicyJsonContext : JsonSerializerContext;
