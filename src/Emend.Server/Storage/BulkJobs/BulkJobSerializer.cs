using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.BulkJobs;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>What jobs over many orders ask for and what came of each, as stored. Names are a format: never renamed.</summary>
internal static class BulkJobSerializer
{
    public static readonly EnumNames<BulkJobState> States = new("RUNNING", "PAUSED", "DONE", "CANCELLED");
    public static readonly EnumNames<BulkJobItemState> ItemStates = new("PENDING", "DONE", "UNCHANGED", "REFUSED", "FAILED");

    private const int Format = 1;
    private static readonly EnumNames<RuleKind> Kinds = new("PERMISSION", "INVARIANT", "SETTING", "STATE", "REQUEST", "STOCK");

    public static byte[] Write(JsonText what, CancellationReason? reason) => JsonSerializer.SerializeToUtf8Bytes(
        new BulkJobDefinitionDocument(Format, JsonElement.Parse(what.Raw), reason is null ? null : new(reason.Id, reason.Text)),
        BulkJsonContext.Default.BulkJobDefinitionDocument);

    public static (JsonText What, CancellationReason? Reason) Asked(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, BulkJsonContext.Default.BulkJobDefinitionDocument)!;
        Known(stored.Format);
        return (new(stored.What.GetRawText()), stored.Reason is { } reason ? new(reason.Id, reason.Text) : null);
    }

    public static byte[] Write(BulkJobItemResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new BulkItemResultDocument(
            Format,
            result.Revision,
            result.Why,
            result.Description,
            result.Refusals.IsEmpty ? null : [.. result.Refusals.Select(Stored)]),
        BulkJsonContext.Default.BulkItemResultDocument);

    public static BulkJobItemResult Result(BulkJobItemState state, byte[]? doc)
    {
        if (doc is null)
        {
            return new(state);
        }

        var stored = JsonSerializer.Deserialize(doc, BulkJsonContext.Default.BulkItemResultDocument)!;
        Known(stored.Format);
        return new(state)
        {
            Revision = stored.Revision,
            Why = stored.Why,
            Description = stored.Words,
            Refusals = [.. (stored.Refusals ?? []).Select(RefusalOf)],
        };
    }

    private static void Known(int format)
    {
        if (format != Format)
        {
            throw new FormatException($"Format {format} of a job is not known; this version reads {Format}.");
        }
    }

    private static RuleViolationDocument Stored(RuleViolation violation) => new(
        violation.RuleId, Kinds[violation.Kind], violation.Condition, violation.Remedy, violation.Change, violation.Field)
    {
        AnyOf = violation.AnyOf.IsEmpty ? null : [.. violation.AnyOf],
        Soft = violation.Soft is null ? null : true,
        Permission = violation.Soft?.Permission,
        Penalty = violation.Soft?.Penalty,
    };

    private static RuleViolation RefusalOf(RuleViolationDocument stored) => new(
        stored.Row, Kinds[stored.Kind], stored.Condition, stored.Remedy, stored.Change, stored.Field)
    {
        AnyOf = [.. stored.AnyOf ?? []],
        Soft = stored.Soft is true ? new(stored.Permission, stored.Penalty) : null,
    };
}

internal sealed record BulkJobDefinitionDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("do")] JsonElement What,
    [property: JsonPropertyName("reason")] BulkReasonDocument? Reason);

internal sealed record BulkReasonDocument(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text);

internal sealed record BulkItemResultDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("revision")] long? Revision,
    [property: JsonPropertyName("why")] string? Why,
    [property: JsonPropertyName("words")] string? Words,
    [property: JsonPropertyName("refusals")] RuleViolationDocument[]? Refusals);

internal sealed record RuleViolationDocument(
    [property: JsonPropertyName("row")] string Row,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("condition")] string Condition,
    [property: JsonPropertyName("remedy")] string Remedy,
    [property: JsonPropertyName("change")] int? Change,
    [property: JsonPropertyName("field")] string? Field)
{
    [JsonPropertyName("anyOf")]
    public string[]? AnyOf { get; init; }

    [JsonPropertyName("soft")]
    public bool? Soft { get; init; }

    [JsonPropertyName("permission")]
    public string? Permission { get; init; }

    [JsonPropertyName("penalty")]
    public string? Penalty { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkJobDefinitionDocument))]
[JsonSerializable(typeof(BulkItemResultDocument))]
internal sealed partial class BulkJsonContext : JsonSerializerContext;
