namespace Emend.Client;

/// <summary>Options of a modification, an undo or a fulfillment action.</summary>
public abstract record ModificationOptions
{
    private protected ModificationOptions()
    {
    }

    /// <summary>A machine-readable reason for statistics. Do not store personal data here; it is never erased.</summary>
    public string? Reason { get; init; }

    /// <summary>A free-text comment. It counts as personal data and is erased when the order is anonymized.</summary>
    public string? Comment { get; init; }

    /// <summary>What to do if a unit becomes unroutable. Default: reject.</summary>
    public UnroutableBehavior? IfUnroutable { get; init; }

    /// <summary>The ids of the overridable rules whose penalty the caller accepts.</summary>
    public IReadOnlyList<string>? AcceptPenalties { get; init; }

    /// <summary>The policy to apply. Requires a permission.</summary>
    public string? Policy { get; init; }

    /// <summary>
    /// The revision the caller has read. If the order has another revision, the call throws <see cref="VersionConflictException"/>.
    /// </summary>
    public long? BaseRevision { get; init; }

    /// <summary>The quote token of a preview of the same request. The request is applied only if the result matches the quote.</summary>
    public string? QuoteToken { get; init; }

    /// <summary>The accepted deviation from the quote. Default: none.</summary>
    public QuoteTolerance? Tolerance { get; init; }
}

/// <summary>An all-or-nothing set of changes of an order.</summary>
/// <param name="Changes">The changes.</param>
public sealed record Modification(params IReadOnlyList<Change> Changes) : ModificationOptions
{
    /// <summary>
    /// Applies the changes to the current revision if <see cref="ModificationOptions.BaseRevision"/> is outdated and no other request
    /// changed the same fields.
    /// </summary>
    public bool? Rebase { get; init; }
}

/// <summary>Options of an undo.</summary>
public sealed record UndoOptions : ModificationOptions
{
    /// <summary>Rejects the undo if a field cannot be restored.</summary>
    public bool? AllOrNothing { get; init; }
}
