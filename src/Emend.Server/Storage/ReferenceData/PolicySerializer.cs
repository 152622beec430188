using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Stored form of custom policies and policy assignments. Stored names never change.</summary>
internal static class PolicySerializer
{
    private const int Format = 1;
    private static readonly EnumNames<RuleEnforcement> Enforcements = new("ON", "OFF", "SOFT");

    public static byte[] Write(StoredPolicy storedPolicy) => JsonSerializer.SerializeToUtf8Bytes(
        new PolicyDocument(
            Format,
            storedPolicy.Policy.Base,
            [
                .. storedPolicy.Policy.RuleSettings.Select(
                    r => new RuleSettingDocument(r.RuleId, Enforcements[r.Enforcement], r.Override?.Permission, r.Override?.Penalty)),
            ],
            storedPolicy.IsRemoved ? true : null),
        PolicyJsonContext.Default.PolicyDocument);

    public static (CustomPolicy Policy, bool Removed) Read(string name, long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJsonContext.Default.PolicyDocument)!;
        return (new(name, stored.Base, (int)version, [.. stored.Rules.Select(ToRuleSetting)]), stored.Removed is true);
    }

    public static byte[] Write(PolicyAssignments assignments) => JsonSerializer.SerializeToUtf8Bytes(
        new PolicyAssignmentsDocument(
            Format, assignments.Default, new(assignments.Apis)), PolicyJsonContext.Default.PolicyAssignmentsDocument);

    public static PolicyAssignments ReadAssignments(long version, byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, PolicyJsonContext.Default.PolicyAssignmentsDocument)!;
        return new(version, stored.Default, stored.Apis.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static RuleSetting ToRuleSetting(RuleSettingDocument stored) => Enforcements[stored.Enforcement] is RuleEnforcement.Overridable
        ? new(stored.RuleId, RuleEnforcement.Overridable, new(stored.Permission, stored.Penalty))
        : new(stored.RuleId, Enforcements[stored.Enforcement]);
}

internal sealed record PolicyDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("base")] string Base,
    [property: JsonPropertyName("rows")] RuleSettingDocument[] Rules,
    [property: JsonPropertyName("removed")] bool? Removed);

internal sealed record RuleSettingDocument(
    [property: JsonPropertyName("row")] string RuleId,
    [property: JsonPropertyName("stance")] string Enforcement,
    [property: JsonPropertyName("permission")] string? Permission,
    [property: JsonPropertyName("penalty")] string? Penalty);

internal sealed record PolicyAssignmentsDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("default")] string? Default,
    [property: JsonPropertyName("faces")] Dictionary<string, string> Apis);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyDocument))]
[JsonSerializable(typeof(PolicyAssignmentsDocument))]
internal sealed partial class PolicyJsonContext : JsonSerializerContext;
