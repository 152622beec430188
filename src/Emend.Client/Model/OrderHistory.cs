using System.Text.Json;

namespace Emend.Client;

/// <summary>Something that happened to an order.</summary>
public sealed record HistoryEntry
{
    /// <summary>The revision it made.</summary>
    public long Revision { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Whether the order itself was modified, and not only work on it reported.</summary>
    public bool IsModification { get; init; }

    /// <summary>Who did it.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>Through which face.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The policy that decided.</summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>And its version.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Comment { get; init; }

    /// <summary>The kind of reason, in a word of whoever did it.</summary>
    public string? Reason { get; init; }

    /// <summary>The revision it takes back.</summary>
    public long? Undoes { get; init; }

    /// <summary>The revisions that took it back.</summary>
    public IReadOnlyList<long> UndoneBy { get; init => field = value ?? []; } = [];

    /// <summary>Each field it changed.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];

    /// <summary>What a modification was decided on, where the entry is read alone.</summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>How it was routed, where it was and the entry is read alone.</summary>
    public RoutingRun? Routing { get; init; }
}

/// <summary>Who did something.</summary>
public sealed record Actor
{
    /// <summary>Their id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>A page of what happened to an order.</summary>
public sealed record HistoryPage
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; init => field = value ?? []; } = [];

    /// <summary>What to name as before for the next page; null at the end.</summary>
    public long? Next { get; init; }
}

/// <summary>A field that differs.</summary>
public sealed record FieldDifference
{
    /// <summary>A JSON pointer that stays the same: entities by their id.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>What happened to it.</summary>
    public DifferenceKind Kind { get; init; }

    /// <summary>What it is about.</summary>
    public DifferenceArea Area { get; init; }

    /// <summary>The same for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>What it said.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What it says.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Whether what it said was erased since.</summary>
    public bool Erased { get; init; }
}

/// <summary>Two states of an order compared.</summary>
public sealed record OrderDiff
{
    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The earlier revision.</summary>
    public long From { get; init; }

    /// <summary>The later one.</summary>
    public long To { get; init; }

    /// <summary>The fields that differ.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init => field = value ?? []; } = [];
}
