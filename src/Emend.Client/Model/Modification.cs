namespace Emend.Client;

/// <summary>How to deal with what stands in the way of a change.</summary>
public abstract record ModificationOptions
{
    private protected ModificationOptions()
    {
    }

    /// <summary>The kind of reason, in a word of yours to count by; no personal data: it is not erased.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, in words; personal data, erased with the order's.</summary>
    public string? Comment { get; init; }

    /// <summary>What to do if a unit would lose its place, or an added one finds none: refuse, where nothing is said.</summary>
    public UnroutableBehavior? IfUnroutable { get; init; }

    /// <summary>The ids of the soft rows whose penalty you take.</summary>
    public IReadOnlyList<string>? AcceptPenalties { get; init; }

    /// <summary>The policy that shall decide; takes a permission.</summary>
    public string? Policy { get; init; }

    /// <summary>The revision you saw. Where the order is in another one, a <see cref="VersionConflictException"/> says so.</summary>
    public long? BaseRevision { get; init; }

    /// <summary>The token of a preview of this very request: only what it promised is done.</summary>
    public string? QuoteToken { get; init; }

    /// <summary>How far from the promise things may go; not at all where nothing is said.</summary>
    public QuoteTolerance? Tolerance { get; init; }
}

/// <summary>Changes of an order: all are done, or none.</summary>
/// <param name="Changes">The changes.</param>
public sealed record Modification(params IReadOnlyList<Change> Changes) : ModificationOptions
{
    /// <summary>Whether to go on, where <see cref="ModificationOptions.BaseRevision"/> is stale, with what nobody else touched.</summary>
    public bool? Rebase { get; init; }
}

/// <summary>How a modification is taken back.</summary>
public sealed record UndoOptions : ModificationOptions
{
    /// <summary>Whether to refuse where something of the modification can't go back.</summary>
    public bool? AllOrNothing { get; init; }
}
