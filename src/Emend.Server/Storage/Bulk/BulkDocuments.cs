using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Bulk;

namespace Emend.Server.Storage.Bulk;

/// <summary>What jobs over many orders ask for and what came of each, as stored. Names are a format: never renamed.</summary>
internal static class BulkDocuments
{
    public static readonly Names<BulkState> States = new("RUNNING", "PAUSED", "DONE", "CANCELLED");
    public static readonly Names<BulkItemState> ItemStates = new("PENDING", "DONE", "UNCHANGED", "REFUSED", "FAILED");

    private const int Format = 1;
    private static readonly Names<RowKind> Kinds = new("PERMISSION", "INVARIANT", "SETTING", "STATE", "REQUEST", "STOCK");

    public static byte[] Write(JsonText what, CancelationReason? reason) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredAsk(Format, JsonElement.Parse(what.Raw), reason is null ? null : new(reason.Id, reason.Text)),
        BulkJson.Default.StoredAsk);

    public static (JsonText What, CancelationReason? Reason) Asked(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, BulkJson.Default.StoredAsk)!;
        Known(stored.Format);
        return (new(stored.What.GetRawText()), stored.Reason is { } reason ? new(reason.Id, reason.Text) : null);
    }

    public static byte[] Write(BulkResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredResult(
            Format,
            result.Revision,
            result.Why,
            result.Words,
            result.Refusals.IsEmpty ? null : [.. result.Refusals.Select(Stored)]),
        BulkJson.Default.StoredResult);

    public static BulkResult Result(BulkItemState state, byte[]? doc)
    {
        if (doc is null)
        {
            return new(state);
        }

        var stored = JsonSerializer.Deserialize(doc, BulkJson.Default.StoredResult)!;
        Known(stored.Format);
        return new(state)
        {
            Revision = stored.Revision,
            Why = stored.Why,
            Words = stored.Words,
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

    private static StoredRefusal Stored(Refusal refusal) => new(
        refusal.Row, Kinds[refusal.Kind], refusal.Condition, refusal.Remedy, refusal.Change, refusal.Field)
    {
        AnyOf = refusal.AnyOf.IsEmpty ? null : [.. refusal.AnyOf],
        Soft = refusal.Soft is null ? null : true,
        Permission = refusal.Soft?.Permission,
        Penalty = refusal.Soft?.Penalty,
    };

    private static Refusal RefusalOf(StoredRefusal stored) => new(
        stored.Row, Kinds[stored.Kind], stored.Condition, stored.Remedy, stored.Change, stored.Field)
    {
        AnyOf = [.. stored.AnyOf ?? []],
        Soft = stored.Soft is true ? new(stored.Permission, stored.Penalty) : null,
    };
}

internal sealed record StoredAsk(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("do")] JsonElement What,
    [property: JsonPropertyName("reason")] StoredWhy? Reason);

internal sealed record StoredWhy(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text);

internal sealed record StoredResult(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("revision")] long? Revision,
    [property: JsonPropertyName("why")] string? Why,
    [property: JsonPropertyName("words")] string? Words,
    [property: JsonPropertyName("refusals")] StoredRefusal[]? Refusals);

internal sealed record StoredRefusal(
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
[JsonSerializable(typeof(StoredAsk))]
[JsonSerializable(typeof(StoredResult))]
internal sealed partial class BulkJson : JsonSerializerContext;
