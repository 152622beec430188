using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Storage.BulkJobs;

namespace Emend.Server.Storage.Orders;

/// <summary>Stored form of the fields that an undo does not restore. Stored names never change.</summary>
internal static class UnrestoredFieldSerializer
{
    private static readonly EnumNames<NotRestoredReason> Reasons = new(
        "CHANGED_SINCE", "RULE_VIOLATION", "RECREATED", "PRICE_CHANGED", "ERASED", "IRREVERSIBLE");

    public static byte[] Write(ImmutableArray<UnrestoredField> fields) => JsonSerializer.SerializeToUtf8Bytes(
        [.. fields.Select(ToDocument)], UnrestoredFieldJsonContext.Default.UnrestoredFieldDocumentArray);

    public static ImmutableArray<UnrestoredField> Read(byte[] doc) =>
        [.. JsonSerializer.Deserialize(doc, UnrestoredFieldJsonContext.Default.UnrestoredFieldDocumentArray)!.Select(ToField)];

    private static UnrestoredFieldDocument ToDocument(UnrestoredField field) => new(
        field.Path, Reasons[field.Reason], field.Original?.Raw, field.Current?.Raw, field.Description,
        field.Violations.IsEmpty ? null : [.. field.Violations.Select(BulkJobSerializer.ToDocument)]);

    private static UnrestoredField ToField(UnrestoredFieldDocument stored) =>
        new(stored.Path, Reasons[stored.Reason], ToJson(stored.Original), ToJson(stored.Current), stored.Description)
        {
            Violations = [.. (stored.Violations ?? []).Select(BulkJobSerializer.ToViolation)],
        };

    private static JsonText? ToJson(string? raw) => raw is null ? null : new JsonText(raw);
}

/// <summary>One field that an undo does not restore. The values are JSON texts.</summary>
internal sealed record UnrestoredFieldDocument(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("original")] string? Original,
    [property: JsonPropertyName("current")] string? Current,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("violations")] RuleViolationDocument[]? Violations);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnrestoredFieldDocument[]))]
internal sealed partial class UnrestoredFieldJsonContext : JsonSerializerContext;
