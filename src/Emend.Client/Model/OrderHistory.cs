using System.Text.Json;

namespace Emend.Client;

/// <summary>An entry of the journal of an order.</summary>
public sealed record HistoryEntry
{
    /// <summary>The order revision that the entry created.</summary>
    public long Revision { get; init; }

    /// <summary>The time of the entry.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>True for modifications and fulfillment actions, false for warehouse actions.</summary>
    public bool IsModification { get; init; }

    /// <summary>The actor.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>The API that received the request.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that was applied.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the policy.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>The comment.</summary>
    public string? Comment { get; init; }

    /// <summary>The machine-readable reason given by the caller.</summary>
    public string? Reason { get; init; }

    /// <summary>The revision that this entry undoes; null if the entry is not an undo.</summary>
    public long? Undoes { get; init; }

    /// <summary>The revisions that undid this entry.</summary>
    public IReadOnlyList<long> UndoneBy { get; init => field = value ?? []; } = [];

    /// <summary>The changed fields.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];

    /// <summary>The inputs of the decision. Only set for modifications, and only if a single entry is read.</summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>The routing run, if the order was routed. Only set if a single entry is read.</summary>
    public RoutingRun? Routing { get; init; }
}

/// <summary>An actor: a user, a credential, or the system.</summary>
public sealed record Actor
{
    /// <summary>The id of the actor.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the actor.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>A page of the history of an order.</summary>
public sealed record HistoryPage
{
    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; init => field = value ?? []; } = [];

    /// <summary>Pass this value as <c>before</c> to read the next page. Null on the last page.</summary>
    public long? Next { get; init; }
}

/// <summary>A changed field.</summary>
public sealed record FieldDifference
{
    /// <summary>The JSON pointer of the field. The pointer is stable: it addresses entities by id.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of the difference.</summary>
    public DifferenceKind Kind { get; init; }

    /// <summary>The area of the order.</summary>
    public DifferenceArea Area { get; init; }

    /// <summary>A description for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The value before; null if the field was added.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The value after; null if the field was removed.</summary>
    public JsonElement? After { get; init; }

    /// <summary>True if the values were erased later.</summary>
    public bool Erased { get; init; }
}

/// <summary>The differences between two states of an order.</summary>
public sealed record OrderDiff
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The earlier revision.</summary>
    public long From { get; init; }

    /// <summary>The later revision.</summary>
    public long To { get; init; }

    /// <summary>The changed fields.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];
}
