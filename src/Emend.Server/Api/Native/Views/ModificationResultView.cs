using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The result of a modification or of its preview.</summary>
internal sealed record ModificationResultView
{
    /// <summary>The maximum number of entries of a list.</summary>
    public const int MaxItems = 10_000;

    public required OrderId Order { get; init; }

    [Description("True if the request is accepted, or a preview would be.")]
    public required bool Accepted { get; init; }

    [Description("True if the request changes the order, or a preview would.")]
    public required bool Changed { get; init; }

    /// <summary>Null in a preview.</summary>
    [Minimum(1), Description("The new revision, or the current revision if nothing changed.")]
    public long? Revision { get; init; }

    [Id, Description("The policy that decided.")]
    public string? Policy { get; init; }

    [Minimum(1)]
    public int? PolicyVersion { get; init; }

    [MaxLength(MaxItems)]
    public ImmutableArray<RuleViolationView> Violations { get; init; } = [];

    /// <summary>Null if nothing changes or the consequences are unknown.</summary>
    public ConsequencesView? Consequences { get; init; }

    [MaxLength(MaxItems), Description("Only for an undo: the fields that it does not restore, or not exactly.")]
    public IEnumerable<UnrestoredFieldView>? UnrestoredFields { get; init; }

    [Description("Only for a preview. Send it with the same request to apply exactly this result.")]
    public string? QuoteToken { get; init; }

    public DateTimeOffset? QuoteTokenExpiresAt { get; init; }
}

/// <summary>A field that an undo does not restore, or not exactly.</summary>
internal readonly struct UnrestoredFieldView(UnrestoredField unrestored)
{
    public string Path => unrestored.Path;

    public NotRestoredReason Reason => unrestored.Reason;

    public string Description => unrestored.Description;

    [AnyValue]
    public JsonText? Original => unrestored.Original;

    [AnyValue]
    public JsonText? Current => unrestored.Current;

    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<RuleViolationView> Violations => unrestored.Violations.Select(violation => new RuleViolationView(violation));
}
