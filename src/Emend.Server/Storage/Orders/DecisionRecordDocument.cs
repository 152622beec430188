using System.Text.Json.Serialization;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>Compact stored form of a decision record. Every modification has one.</summary>
/// <param name="IfUnroutable">REFUSE or ACCEPT.</param>
/// <param name="Overrides">Overridden rules: rule id, permission, penalty.</param>
/// <param name="Rules">Ids of the evaluated rules as ranges, such as EL-1..10.</param>
/// <param name="AllowLineItemModification">Whether line item modification was enabled.</param>
/// <param name="ActorAnonymization">Whether modification details hide the actor.</param>
/// <param name="ReleaseAfter">Remorse period in microseconds.</param>
/// <param name="Permissions">Permissions of the caller as bits, base64.</param>
/// <param name="Versions">Versions of settings, facilities, articles, and identity.</param>
/// <param name="IsStockFresh">Whether the stock was read for this decision.</param>
/// <param name="BasePolicyVersion">Version of the built-in policy if a custom policy decided; otherwise null.</param>
/// <param name="Reason">Reason of the request; null if none was given.</param>
/// <param name="AllowForceCancel">True if force cancellation was enabled; otherwise null.</param>
internal sealed record DecisionRecordDocument(
    [property: JsonPropertyName("ifUnroutable")] string? IfUnroutable,
    [property: JsonPropertyName("passed")] string?[][]? Overrides,
    [property: JsonPropertyName("rows")] string Rules,
    [property: JsonPropertyName("lines")] bool AllowLineItemModification,
    [property: JsonPropertyName("anonymous")] bool ActorAnonymization,
    [property: JsonPropertyName("release")] long ReleaseAfter,
    [property: JsonPropertyName("may")] string Permissions,
    [property: JsonPropertyName("versions")] long[] Versions,
    [property: JsonPropertyName("fresh")] bool IsStockFresh,
    [property: JsonPropertyName("base")] int? BasePolicyVersion,
    [property: JsonPropertyName("reason")] string? Reason = null,
    [property: JsonPropertyName("force")] bool? AllowForceCancel = null)
{
    private static readonly EnumNames<UnroutableBehavior> UnroutableBehaviors = new("REFUSE", "ACCEPT");

    public static DecisionRecordDocument? From(DecisionRecord? decisionRecord) => decisionRecord is null ? null : new(
        decisionRecord.UnroutableBehavior is { } choice ? UnroutableBehaviors[choice] : null,
        decisionRecord.Overrides.IsEmpty ? null : [.. decisionRecord.Overrides.Select(p => new[] { p.RuleId, p.Permission, p.Penalty })],
        RuleIdRanges.Write(decisionRecord.Rules),
        decisionRecord.Settings.AllowLineItemModification,
        decisionRecord.Settings.ActorAnonymization,
        decisionRecord.Settings.ReleaseAfter.Ticks / TimeSpan.TicksPerMicrosecond,
        PermissionBitSet.Write(decisionRecord.Permissions),
        [
            decisionRecord.Versions.Settings, decisionRecord.Versions.Facilities, decisionRecord.Versions.Articles,
            decisionRecord.Versions.Identity,
        ],
        decisionRecord.IsStockFresh,
        decisionRecord.BasePolicyVersion,
        decisionRecord.Reason,
        decisionRecord.Settings.AllowForceCancel ? true : null);

    public DecisionRecord ToDecisionRecord() => new()
    {
        UnroutableBehavior = IfUnroutable is null ? null : UnroutableBehaviors[IfUnroutable],
        Overrides = [.. (Overrides ?? []).Select(p => new RuleOverride(p[0]!, p[1], p[2]))],
        Rules = RuleIdRanges.Read(Rules),
        Settings = new TenantSettings(
            AllowLineItemModification, ActorAnonymization,
            TimeSpan.FromMicroseconds(ReleaseAfter)) { AllowForceCancel = AllowForceCancel is true },
        Permissions = PermissionBitSet.Read(Permissions),
        Versions = new(Versions[0], Versions[1], Versions[2], Versions[3]),
        IsStockFresh = IsStockFresh,
        BasePolicyVersion = BasePolicyVersion,
        Reason = Reason,
    };
}
