using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.BulkJobs;

/// <summary>Stored form of bulk job definitions and item results. Stored names never change.</summary>
internal static class BulkJobSerializer
{
    public static readonly EnumNames<BulkJobState> States = new("RUNNING", "PAUSED", "DONE", "CANCELLED");
    public static readonly EnumNames<BulkJobItemState> ItemStates = new("PENDING", "DONE", "UNCHANGED", "REFUSED", "FAILED");

    private const int Format = 1;
    private static readonly EnumNames<RuleKind> Kinds = new("PERMISSION", "INVARIANT", "SETTING", "STATE", "REQUEST", "STOCK");

    private static readonly EnumNames<RequestField> Fields = new(
        "id", "quantity", "article.tenantArticleId", "orderLineItems", "tenantOrderId", "customServices", "deliveryPreferences", "kind",
        "collectAt", "serviceLevel", "carriers", "preferredHandlingTime", "targetTime", "addresses", "promisesOptions", "until",
        "facility", "pickJobAt", "pickJob", "lines", "pieces", "parts", "deliveryKind", "carrierRef", "trackingData", "reservations",
        "reduceStock", "anonymizeAt", "deleteAt");

    private static readonly EnumNames<RemedyOperation> Operations = new(
        "ENABLE_LINE_ITEM_MODIFICATION", "ENABLE_FORCE_CANCEL", "SET_ANONYMIZATION_DATE", "SET_DELETION_DATE");

    private static readonly EnumNames<ViolationSubjectKind> Subjects = new(
        "LINE", "PICK_JOB", "HANDOVER_JOB", "SHIPMENT", "PARCEL", "RETURN_TASK", "FACILITY");

    public static byte[] Write(BulkCommand command) => JsonSerializer.SerializeToUtf8Bytes(
        new BulkJobDefinitionDocument(Format, command.Action, ToDocument(FindReason(command.Template)))
        {
            Command = CommandSerializer.Write(command.Template),
            Policy = command.Policy,
        },
        OrderJsonOptions.Options);

    public static BulkCommand ReadCommand(byte[] doc, IFormerBulkCommandReader formerReader)
    {
        var stored = JsonSerializer.Deserialize<BulkJobDefinitionDocument>(doc, OrderJsonOptions.Options)!;
        CheckFormat(stored.Format);
        return stored.Command is { } command
            ? new(CommandSerializer.Read(command), stored.Policy, stored.Action)
            : formerReader.Read(stored.Action, stored.Reason is { } reason ? ToReason(reason) : null);
    }

    public static byte[] Write(BulkJobItemResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new BulkItemResultDocument(
            Format,
            result.Revision,
            result.ReasonCode,
            result.Description,
            result.Violations.IsEmpty ? null : [.. result.Violations.Select(ToDocument)]),
        BulkJsonContext.Default.BulkItemResultDocument);

    public static BulkJobItemResult ReadResult(BulkJobItemState state, byte[]? doc)
    {
        if (doc is null)
        {
            return new(state);
        }

        var stored = JsonSerializer.Deserialize(doc, BulkJsonContext.Default.BulkItemResultDocument)!;
        CheckFormat(stored.Format);
        return new(state)
        {
            Revision = stored.Revision,
            ReasonCode = stored.FailureReason,
            Description = stored.Description,
            Violations = [.. (stored.Violations ?? []).Select(ToViolation)],
        };
    }

    private static CancellationReason? FindReason(OrderCommand command) => command is OrderCommand.ChangeFulfillment { Action: var action }
        ? (action as FulfillmentAction.Cancel)?.Reason ?? (action as FulfillmentAction.ForceCancel)?.Reason
        : null;

    private static BulkReasonDocument? ToDocument(CancellationReason? reason) => reason is null ? null : new(reason.Id, reason.Text)
    {
        Localized = reason.Localized is { } localized ? JsonElement.Parse(localized.Raw) : null,
        Version = reason.Version,
    };

    private static CancellationReason ToReason(BulkReasonDocument stored) => new(stored.Id, stored.Text)
    {
        Localized = stored.Localized is { } localized ? new(localized.GetRawText()) : null,
        Version = stored.Version,
    };

    private static void CheckFormat(int format)
    {
        if (format != Format)
        {
            throw new FormatException($"Unknown bulk job format {format}. This version reads format {Format}.");
        }
    }

    public static RuleViolationDocument ToDocument(RuleViolation violation) => new(
        violation.RuleId, Kinds[violation.Kind], violation.Condition, violation.Remedy.Text, violation.Change,
        violation.Field is { } field ? Fields[field] : null)
    {
        Operation = violation.Remedy.Operation is { } operation ? Operations[operation] : null,
        SubjectKind = violation.Subject is { } subject ? Subjects[subject.Kind] : null,
        SubjectId = violation.Subject?.Id,
        AnyOf = violation.RequiredPermissions.IsEmpty ? null : [.. violation.RequiredPermissions],
        IsOverridable = violation.Override is null ? null : true,
        Permission = violation.Override?.Permission,
        Penalty = violation.Override?.Penalty,
    };

    public static RuleViolation ToViolation(RuleViolationDocument stored) => new(
        stored.RuleId, Kinds[stored.Kind], stored.Condition,
        new(stored.Remedy, stored.Operation is { } operation ? Operations[operation] : null),
        stored.Change,
        stored.Field is { } field ? Fields[field] : null)
    {
        Subject = stored is { SubjectKind: { } kind, SubjectId: { } id } ? new(Subjects[kind], id) : null,
        RequiredPermissions = [.. stored.AnyOf ?? []],
        Override = stored.IsOverridable is true ? new(stored.Permission, stored.Penalty) : null,
    };
}

/// <summary>
/// The command of a bulk job. A job of an earlier version has only <c>do</c> and <c>reason</c>. Both are still written, because nodes of
/// the previous version execute them.
/// </summary>
internal sealed record BulkJobDefinitionDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("do")] JsonText Action,
    [property: JsonPropertyName("reason")] BulkReasonDocument? Reason)
{
    [JsonPropertyName("command")]
    public JsonText? Command { get; init; }

    [JsonPropertyName("policy")]
    public string? Policy { get; init; }
}

internal sealed record BulkReasonDocument(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text)
{
    [JsonPropertyName("localized")]
    public JsonElement? Localized { get; init; }

    [JsonPropertyName("version")]
    public long? Version { get; init; }
}

internal sealed record BulkItemResultDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("revision")] long? Revision,
    [property: JsonPropertyName("why")] string? FailureReason,
    [property: JsonPropertyName("words")] string? Description,
    [property: JsonPropertyName("refusals")] RuleViolationDocument[]? Violations);

internal sealed record RuleViolationDocument(
    [property: JsonPropertyName("row")] string RuleId,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("condition")] string Condition,
    [property: JsonPropertyName("remedy")] string Remedy,
    [property: JsonPropertyName("change")] int? Change,
    [property: JsonPropertyName("field")] string? Field)
{
    [JsonPropertyName("operation")]
    public string? Operation { get; init; }

    [JsonPropertyName("subjectKind")]
    public string? SubjectKind { get; init; }

    [JsonPropertyName("subjectId")]
    public string? SubjectId { get; init; }

    [JsonPropertyName("anyOf")]
    public string[]? AnyOf { get; init; }

    [JsonPropertyName("soft")]
    public bool? IsOverridable { get; init; }

    [JsonPropertyName("permission")]
    public string? Permission { get; init; }

    [JsonPropertyName("penalty")]
    public string? Penalty { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkItemResultDocument))]
internal sealed partial class BulkJsonContext : JsonSerializerContext;
