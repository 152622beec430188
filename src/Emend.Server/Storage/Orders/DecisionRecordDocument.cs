using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>What a modification was decided on, short: it is written with every one.</summary>
/// <param name="IfUnroutable">REFUSE or ACCEPT.</param>
/// <param name="Passed">Soft rows that were passed: row, permission, penalty.</param>
/// <param name="Rows">The rows looked at, runs of them as first..last.</param>
/// <param name="Lines">Whether modifying line items was switched on.</param>
/// <param name="Anonymous">Whether update details hid who made them.</param>
/// <param name="Release">The remorse period in microseconds.</param>
/// <param name="May">The caller's permissions as bits.</param>
/// <param name="Versions">Of settings, facilities, articles, people.</param>
/// <param name="Fresh">Whether stock was read for it.</param>
/// <param name="Base">The version of the built-in policy, where a variant decided.</param>
/// <param name="Reason">The kind of reason it was asked for.</param>
/// <param name="Force">Whether force cancelation was switched on; nothing where it was not.</param>
internal sealed record DecisionRecordDocument(
    [property: JsonPropertyName("ifUnroutable")] string? IfUnroutable,
    [property: JsonPropertyName("passed")] string?[][]? Passed,
    [property: JsonPropertyName("rows")] string Rows,
    [property: JsonPropertyName("lines")] bool Lines,
    [property: JsonPropertyName("anonymous")] bool Anonymous,
    [property: JsonPropertyName("release")] long Release,
    [property: JsonPropertyName("may")] string May,
    [property: JsonPropertyName("versions")] long[] Versions,
    [property: JsonPropertyName("fresh")] bool Fresh,
    [property: JsonPropertyName("base")] int? Base,
    [property: JsonPropertyName("reason")] string? Reason = null,
    [property: JsonPropertyName("force")] bool? Force = null)
{
    private static readonly EnumNames<UnroutableBehavior> Choices = new("REFUSE", "ACCEPT");

    public static DecisionRecordDocument? From(DecisionRecord? decisionRecord) => decisionRecord is null ? null : new(
        decisionRecord.UnroutableBehavior is { } choice ? Choices[choice] : null,
        decisionRecord.Overrides.IsEmpty ? null : [.. decisionRecord.Overrides.Select(p => new[] { p.RuleId, p.Permission, p.Penalty })],
        RuleIdRanges.Write(decisionRecord.Rules),
        decisionRecord.Settings.AllowLineItemModification,
        decisionRecord.Settings.ActorAnonymization,
        decisionRecord.Settings.ReleaseAfter.Ticks / TimeSpan.TicksPerMicrosecond,
        PermissionBitSet.Write(decisionRecord.Permissions),
        [decisionRecord.Versions.Settings, decisionRecord.Versions.Facilities, decisionRecord.Versions.Articles, decisionRecord.Versions.Identity],
        decisionRecord.IsStockFresh,
        decisionRecord.BaseVersion,
        decisionRecord.Reason,
        decisionRecord.Settings.AllowForceCancel ? true : null);

    public DecisionRecord ToGround() => new()
    {
        UnroutableBehavior = IfUnroutable is null ? null : Choices[IfUnroutable],
        Overrides = [.. (Passed ?? []).Select(p => new RuleOverride(p[0]!, p[1], p[2]))],
        Rules = RuleIdRanges.Read(Rows),
        Settings = new TenantSettings(Lines, Anonymous, TimeSpan.FromMicroseconds(Release)) { AllowForceCancel = Force is true },
        Permissions = PermissionBitSet.Read(May),
        Versions = new(Versions[0], Versions[1], Versions[2], Versions[3]),
        IsStockFresh = Fresh,
        BaseVersion = Base,
        Reason = Reason,
    };
}
